// docs/actions.md: the steps of its workflow run in their order, as a runner calls them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { commands, makeDist, project, readYaml, shell } from './pages.mjs';

const lines = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []);

test('the commands copy the action, and the job passes with it', async () => {
  // First, because the hooks that remove the folders run in their order.
  after(() => shell('curl -fsSX POST "$MOCKMETER_URL/__admin/shutdown"', { env: env() }));
  const MOCKMETER_DIST = makeDist();
  const cwd = project('actions');
  for (const command of commands('actions.md')) await shell(command, { cwd, env: { MOCKMETER_DIST } });

  const temp = project();
  const file = (name) => join(temp, name);
  const { jobs } = await readYaml(join(cwd, 'test.yml'));
  assert.equal(jobs.test.env.MOCKMETER_DIST, '${{ vars.MOCKMETER_DIST }}');
  const runner = { RUNNER_TEMP: temp, GITHUB_PATH: file('path'), GITHUB_ENV: file('env'), GITHUB_OUTPUT: file('output') };
  const env = () => ({ ...jobs.test.env, MOCKMETER_DIST, ...runner,
    ...Object.fromEntries(lines(file('env')).map((line) => line.split(/=(.*)/s))) });

  const outputs = [];
  for (const step of jobs.test.steps) {
    if (step.uses === 'actions/checkout@v4') continue;
    const folder = step.uses && join(cwd, step.uses);
    const action = folder && await readYaml(join(folder, 'action.yml'));
    const inputs = { INPUT_DIST: step.with?.dist ?? '', INPUT_OPTIONS: step.with?.options ?? '' };
    const scripts = action ? action.runs.steps.map(({ run }) => run) : [step.run];
    for (const name of Object.keys(step.with ?? {})) assert.ok(action.inputs[name], name);
    for (const script of scripts) {
      outputs.push(await shell(script, { cwd, path: lines(file('path')),
        env: { ...env(), ...(action && { ...inputs, GITHUB_ACTION_PATH: folder }) } }));
    }
  }
  await shell('mockmeter healthcheck "$MOCKMETER_URL"', { env: env(), path: lines(file('path')) });
  const [start, tests, findings] = outputs;
  assert.match(start, /^mockmeter listens at http/m);
  assert.match(tests, /"verified":true,"count":2/);
  assert.equal(findings, 'true\n');
});
