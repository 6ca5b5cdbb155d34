// `cmake --install`: what it installs is enough to build and run somebody else's project.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { BINARY, run } from '../end_to_end/mock.mjs';
import { commandsOf } from './help.mjs';

const root = mkdtempSync(join(tmpdir(), 'install-'));
after(() => rmSync(root, { recursive: true }));
const prefix = join(root, 'prefix');
const consumer = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), 'consumer');

async function cmake(...args) {
  const { code, stdout, stderr } = await run('cmake', args);
  assert.equal(code, 0, stdout + stderr);
}

const files = (folder) => readdirSync(folder)
  .map((name) => join(folder, name))
  .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [relative(prefix, path)]))
  .sort();

/** Runs the consumer, sends its mock one request, and returns what it printed then. */
async function ask(program) {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: url } = await lines.next();
  const response = await fetch(`${url}/v2/qstash/ipv4`);
  assert.equal(response.status, 200);
  child.stdin.end();
  return (await lines.next()).value;
}

test('the install tree has the program, the public headers, one archive and its CMake package', async () => {
  await cmake('--install', dirname(BINARY), '--prefix', prefix);
  const { stdout: help } = await run(BINARY, ['--help']);
  const pages = ['mockmeter', ...commandsOf(help).map((name) => `mockmeter-${name}`)];
  const headers = readdirSync('server/include/mockmeter').map((name) => `include/mockmeter/${name}`);
  assert.deepEqual(files(prefix), [
    'bin/mockmeter',
    ...headers,
    ...['config-version', 'config', 'targets-release', 'targets'].map((name) => `lib/cmake/mockmeter/mockmeter-${name}.cmake`),
    'lib/libmockmeter.a',
    ...['CHANGELOG.md', 'LICENSE', 'README.md'].map((name) => `share/doc/mockmeter/${name}`),
    'share/bash-completion/completions/mockmeter',
    'share/fish/vendor_completions.d/mockmeter.fish',
    ...pages.map((name) => `share/man/man1/${name}.1`),
    'share/zsh/vendor-completions/_mockmeter',
  ].sort());
  const { stdout } = await run(join(prefix, 'bin/mockmeter'), ['version']);
  assert.equal(stdout, 'mockmeter 0.1.0\n');
});

test('a project that finds it builds with warnings as errors, and runs a mock', async () => {
  const build = join(root, 'consumer');
  await cmake('-S', consumer, '-B', build, '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${prefix}`);
  await cmake('--build', build);
  assert.equal(await ask(join(build, 'consumer')), '1');
});

test('a project that asks for another version is told which one is here', async () => {
  const { code, stderr } = await run('cmake', ['-S', consumer, '-B', join(root, 'other'), '-G', 'Ninja',
    `-DCMAKE_PREFIX_PATH=${prefix}`, '-DCONSUMER_WANTS=0.9']);
  assert.notEqual(code, 0);
  assert.match(stderr, /mockmeter-config\.cmake, version: 0\.1\.0/);
});
