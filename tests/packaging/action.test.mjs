// The action for GitHub's runners: its script, as a runner calls it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, run } from '../end_to_end/mock.mjs';

const NAME = 'mockmeter-0.1.0-linux-amd64';
const root = mkdtempSync(join(tmpdir(), 'action-'));
const dist = join(root, 'dist');
const script = join(root, 'start.sh');
copyFileSync('conformance/starters/get-mockmeter.sh', join(root, 'get-mockmeter.sh'));
mkdirSync(dist);
copyFileSync(BINARY, join(dist, NAME));
writeFileSync(join(dist, 'SHA256SUMS'), execFileSync('sha256sum', [NAME], { cwd: dist }));
writeFileSync(script, readFileSync('packaging/action/start.sh', 'utf8').replaceAll('@VERSION@', '0.1.0'));

const started = [];
after(async () => {
  for (const url of started) await fetch(`${url}/__admin/shutdown`, { method: 'POST' });
  rmSync(root, { recursive: true });
});

let steps = 0;
/** Runs the step with these inputs; returns what it left to the steps behind. */
async function step(inputs) {
  steps += 1;
  const temp = join(root, `step ${steps}`);
  mkdirSync(temp);
  const file = (name) => join(temp, name);
  const env = {
    RUNNER_TEMP: temp, GITHUB_PATH: file('path'), GITHUB_ENV: file('env'), GITHUB_OUTPUT: file('output'), ...inputs,
  };
  const result = await run('sh', [script], { env });
  if (result.code !== 0) return result;
  const left = Object.fromEntries(['path', 'env', 'output'].map((name) => [name, readFileSync(file(name), 'utf8').trim()]));
  started.push(left.output.replace('url=', ''));
  return { ...result, ...left, url: left.output.replace('url=', '') };
}

test('it starts a mock with the options given, and tells the steps behind where', async () => {
  const { url, env, path } = await step({ INPUT_DIST: dist, INPUT_OPTIONS: '--clock 2026-05-21T00:00:00Z' });
  assert.equal(env, `MOCKMETER_URL=${url}`);
  const clock = await (await fetch(`${url}/__admin/clock`)).json();
  assert.equal(clock.now, '2026-05-21T00:00:00Z');
  const { stdout } = await run('mockmeter', ['version'], { env: { PATH: `${path}:${process.env.PATH}` } });
  assert.equal(stdout, 'mockmeter 0.1.0\n');
});

test('it says in one line what is wrong', async () => {
  const errors = [
    [{ INPUT_DIST: '', MOCKMETER_DIST: '' }, /^::error::mockmeter: set the input "dist" or MOCKMETER_DIST/],
    [{ INPUT_DIST: join(root, 'none') }, /^::error::mockmeter: .*none\/SHA256SUMS cannot be read/],
    [{ INPUT_DIST: dist, INPUT_OPTIONS: '--clock soon' }, /^::error::mockmeter: .*soon/],
    [{ INPUT_DIST: dist, RUNNER_TEMP: script }, /^::error::mockmeter: .* cannot be made: RUNNER_TEMP must name .*\n$/],
  ];
  for (const [inputs, message] of errors) {
    const { code, stdout } = await step(inputs);
    assert.equal(code, 1);
    assert.match(stdout, message);
  }
});

test('it does not start a damaged program', async () => {
  const damaged = join(root, 'damaged');
  mkdirSync(damaged);
  for (const name of [NAME, 'SHA256SUMS']) copyFileSync(join(dist, name), join(damaged, name));
  appendFileSync(join(damaged, NAME), 'x');
  const { code, stdout } = await step({ INPUT_DIST: damaged });
  assert.equal(code, 1);
  assert.match(stdout, /^::error::mockmeter: .* is damaged$/m);
});
