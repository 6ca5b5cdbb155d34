// The launcher of the npm packages: it is the program, and says in one line why it cannot be.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, run } from '../end_to_end/mock.mjs';

const root = mkdtempSync(join(tmpdir(), 'npm-'));
after(() => rmSync(root, { recursive: true }));

/**
 * The packages as npm installs them, in a folder of this name: the launcher, which depends on `packages`, and a
 * package of each of `platforms` with this program.
 */
function install(name, { platforms, packages = ['mockmeter-linux-x64'], program = BINARY }) {
  const modules = join(root, name, 'node_modules');
  mkdirSync(join(modules, 'mockmeter'), { recursive: true });
  copyFileSync('packaging/npm/launcher/mockmeter.js', join(modules, 'mockmeter/mockmeter.js'));
  writeFileSync(join(modules, 'mockmeter/package.json'),
    JSON.stringify({ optionalDependencies: Object.fromEntries(packages.map((each) => [each, '0.1.0'])) }));
  for (const platform of platforms) {
    mkdirSync(join(modules, `mockmeter-${platform}/bin`), { recursive: true });
    symlinkSync(program, join(modules, `mockmeter-${platform}/bin/mockmeter`));
  }
  return join(modules, 'mockmeter/mockmeter.js');
}

const both = ['mockmeter-linux-arm64', 'mockmeter-linux-x64'];
const whole = install('whole', { platforms: ['linux-x64'] });
const launch = (launcher, args, options) => run(process.execPath, [launcher, ...args], options);

/** Launches it where Node.js says that this is the processor; returns what a refusal is. */
async function launchOn(processor, launcher) {
  const other = join(root, `${processor}.cjs`);
  writeFileSync(other, `Object.defineProperty(process, "arch", { value: "${processor}" });`);
  const { code, stdout, stderr } = await run(process.execPath, ['--require', other, launcher, 'version']);
  assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  return stderr;
}

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
  assert.deepEqual(await launch(install('alone', { platforms: [] }), ['version']), {
    code: 2, signal: null, stdout: '',
    stderr: 'mockmeter: the package mockmeter-linux-x64 is missing; install it together with this one, and without --omit=optional\n',
  });
});

test('on a platform without a program it says so', async () => {
  assert.equal(await launchOn('s390x', whole),
    'mockmeter: there is no program for linux-s390x, only for linux-x64; build it from its source there\n');
  assert.equal(await launchOn('s390x', install('both', { platforms: ['linux-x64'], packages: both })),
    'mockmeter: there is no program for linux-s390x, only for linux-arm64, linux-x64; build it from its source there\n');
});

test('with the package of another platform only, as in a folder that was copied, it says to install again', async () => {
  assert.equal(await launchOn('arm64', install('copied', { platforms: ['linux-x64'], packages: both })),
    'mockmeter: the packages were installed for linux-x64, and this is linux-arm64; install them again here\n');
});

test('a program for another processor is not started, and neither is a file that is not a program', async () => {
  const foreign = readFileSync(BINARY).subarray(0, 4096);
  foreign.writeUInt16LE(183, 18);
  for (const [name, bytes] of [['foreign', foreign], ['empty', '']]) {
    const program = join(root, `${name}.program`);
    writeFileSync(program, bytes, { mode: 0o755 });
    const launcher = install(name, { platforms: ['linux-x64'], program });
    const { code, stdout, stderr } = await launch(launcher, ['version']);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    assert.match(stderr, /^mockmeter: \S+ is not a program for linux-x64; install its package again, from a file for this platform\n$/);
  }
});
