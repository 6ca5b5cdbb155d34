// docs/gitlab.md: its job and service run as .gitlab-ci.yml says, with the program instead of a runner.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands, makeDist, project, readYaml, shell } from './pages.mjs';
import { dockerStandIn, imageConfig, startService } from './services.mjs';

const dist = makeDist('image');
const image = imageConfig(join(dist, 'mockmeter-0.1.0-linux-amd64-image.tar'));
const CI_REGISTRY_IMAGE = 'registry.test/group/project';

test('the commands push the image that the job names', async () => {
  const [push, ...rest] = commands('gitlab.md');
  assert.deepEqual(rest, []);
  const docker = dockerStandIn();
  await shell(push, { env: { MOCKMETER_DIST: dist, CI_REGISTRY_IMAGE }, path: [docker] });
  const job = (await readYaml(join(project('gitlab'), '.gitlab-ci.yml')))['usage-test'];
  const name = job.services[0].name.replace('$CI_REGISTRY_IMAGE', CI_REGISTRY_IMAGE);
  await shell(`grep -qx '${name}' images`, { cwd: docker });
});

test('the script of the job passes beside its service', async () => {
  const cwd = project('gitlab');
  const job = (await readYaml(join(cwd, '.gitlab-ci.yml')))['usage-test'];
  const [{ alias, command, variables }] = job.services;
  // A runner passes the variables of the job to the service, too.
  const service = await startService(alias, image, { command, env: { ...job.variables, ...variables } });
  const output = await shell(job.script.join('\n'), { cwd, env: { ...job.variables, ...service.curl } });
  assert.match(output, /"status":"healthy"/);
  assert.match(output, /"verified":true,"count":2/);
});
