// docs/compose.md: its services run as compose.yaml says, with the program instead of a container engine.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands, makeDist, project, readYaml, shell } from './pages.mjs';
import { dockerStandIn, imageConfig, startService } from './services.mjs';

const dist = makeDist('image');
const image = imageConfig(join(dist, 'mockmeter-0.1.0-linux-amd64-image.tar'));

test('the commands load the image that compose.yaml names, and run the tests', async () => {
  const [load, up, ...rest] = commands('compose.md');
  assert.deepEqual(rest, []);
  await shell(load, { env: { MOCKMETER_DIST: dist }, path: [dockerStandIn()] });
  const { services } = await readYaml(join(project('compose'), 'compose.yaml'));
  assert.ok(image.tags.includes(services.mockmeter.image));
  const [, exitCodeFrom] = /^TESTS_IMAGE=\S+ docker compose up --exit-code-from (\w+)\n$/.exec(up);
  assert.ok(services[exitCodeFrom].command);
});

test('the tests pass beside the service, which they call by its name', async () => {
  const cwd = project('compose');
  const { services: { mockmeter, tests } } = await readYaml(join(cwd, 'compose.yaml'));
  const service = await startService('mockmeter', image, { env: mockmeter.environment });
  const [kind, ...check] = mockmeter.healthcheck.test;
  assert.equal(kind, 'CMD');
  await service.check(check);
  assert.deepEqual(check, image.Healthcheck.Test.slice(1));
  const output = await shell(tests.command, { cwd, env: { ...tests.environment, ...service.curl } });
  assert.match(output, /"verified":true,"count":2/);
});

test('without --admin-host the name is refused, as the page says', async () => {
  const service = await startService('mockmeter', image, {});
  const status = await shell('curl -so /dev/null -w "%{http_code}" http://mockmeter:8080/__admin/clock', { env: service.curl });
  assert.equal(status, '403');
});
