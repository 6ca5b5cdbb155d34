// The launcher of the npm packages: it is the program, and says in one line why it cannot be.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, run } from '../end_to_end/mock.mjs';

const root = mkdtempSync(join(tmpdir(), 'npm-'));
after(() => rmSync(root, { recursive: true }));

/** The packages as npm installs them, in a folder of this name. */
function install(name, { platform }) {
  const modules = join(root, name, 'node_modules');
  mkdirSync(join(modules, 'mockmeter'), { recursive: true });
  copyFileSync('packaging/npm/launcher/mockmeter.js', join(modules, 'mockmeter/mockmeter.js'));
  if (platform) {
    mkdirSync(join(modules, 'mockmeter-linux-x64/bin'), { recursive: true });
    symlinkSync(BINARY, join(modules, 'mockmeter-linux-x64/bin/mockmeter'));
  }
  return join(modules, 'mockmeter/mockmeter.js');
}

const whole = install('whole', { platform: true });
const launch = (launcher, args, options) => run(process.execPath, [launcher, ...args], options);

test('it hands on arguments, output and the exit code', async () => {
  assert.equal((await launch(whole, ['version'])).stdout, 'mockmeter 0.1.0\n');
  const { code } = await launch(whole, ['run', '--', 'sh', '-c', 'exit 7']);
  assert.equal(code, 7);
});

test('a signal ends the mock, and the exit code is the mock\'s', async () => {
  const child = spawn(process.execPath, [whole, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [ready] = await once(child.stdout, 'data');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  await assert.rejects(fetch(`${JSON.parse(ready).url}/__admin/health`));
});

test('without the package of the platform it says what to do', async () => {
  assert.deepEqual(await launch(install('alone', { platform: false }), ['version']), {
    code: 2, signal: null, stdout: '',
    stderr: 'mockmeter: the package mockmeter-linux-x64 is missing; install it together with this one, and without --omit=optional\n',
  });
});

test('on a platform without a program it says so', async () => {
  const other = join(root, 'other.cjs');
  writeFileSync(other, 'Object.defineProperty(process, "arch", { value: "s390x" });');
  const { code, stderr } = await run(process.execPath, ['--require', other, whole, 'version']);
  assert.equal(code, 2);
  assert.equal(stderr, 'mockmeter: there is no program for linux-s390x, only for linux-x64; build it from its source there\n');
});
