// `mockmeter conform --init`: what it writes passes as it is, and fails with a mistake in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, run } from './mock.mjs';

const root = mkdtempSync(join(tmpdir(), 'init-'));
after(() => rmSync(root, { recursive: true }));
let made = 0;
const newFolder = () => {
  made += 1;
  const path = join(root, `it's ${made}`);
  mkdirSync(path);
  return path;
};
// CMake's own choice, make, need not be there.
const env = { CMAKE_GENERATOR: 'Ninja' };
const init = (cwd, ...args) => run(BINARY, ['conform', '--init', ...args], { cwd });
const shell = (command, cwd, more = {}) => run('sh', ['-c', command], { cwd, env: { ...env, ...more } });
const lastLine = (text) => text.trimEnd().split('\n').at(-1);

/** The adapters, and what of the suite is tried where a program starts for each call. */
const STARTERS = {
  bash: {
    adapter: 'adapter.sh',
    some: ['**/sends-documented-request', '**/distinguishes-errors', '**/escapes-id-once',
      '**/series/keeps-every-point', '**/sends-enum-verbatim', '**/rejects-invalid-200',
      '**/tls/*', '**/times-out-without-response'].map((glob) => `--run '${glob}'`),
  },
  python: { adapter: 'adapter.py' },
  node: { adapter: 'adapter.mjs' },
  'c++': { adapter: 'adapter.cpp', more: ['CMakeLists.txt'] },
};

let released;
/** The released files, as far as CI gets them. */
function dist(version) {
  if (released) return released;
  const name = `mockmeter-${version}-linux-amd64`;
  released = newFolder();
  symlinkSync(BINARY, join(released, name));
  writeFileSync(join(released, 'SHA256SUMS'), execFileSync('sha256sum', [name], { cwd: released }));
  return released;
}

let programs;
/** A PATH with every program of the usual one that makes no program. */
function withoutCompilers() {
  if (programs) return programs;
  programs = newFolder();
  for (const folder of process.env.PATH.split(':').filter(existsSync)) {
    for (const name of readdirSync(folder)) {
      if (/(^|-)(cc|c\+\+|gcc|g\+\+|cpp|clang|tcc|cmake|make|ninja|ld)(\+\+)?(-[\d.]+)?$/.test(name)) continue;
      if (!existsSync(join(programs, name))) symlinkSync(join(folder, name), join(programs, name));
    }
  }
  return programs;
}

for (const [language, { adapter, more = [], some = [] }] of Object.entries(STARTERS)) {
  test(`${language}: it passes as it is, and a mistake in it is found`, async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await init(folder, language);
    assert.equal(code, 0, stderr);
    const there = readdirSync(join(folder, 'conformance'));
    assert.deepEqual(there.sort(),
      [...more, adapter, 'ci.sh', 'get-mockmeter.sh', 'github-workflow.yml', 'known-failing.txt'].sort());
    for (const name of there) assert.match(stdout, new RegExp(`^ {2}${name} +\\w`, 'm'));

    const command = lastLine(stdout);
    const good = await shell([command, ...some].join(' '), folder);
    assert.equal(good.code, 0, good.stdout + good.stderr);
    assert.match(good.stdout, /^my-client 0\.1\.0: .*upstash core (CONFORMANT|in part)/m);
    assert.match(lastLine(good.stdout), /^[1-9]\d+ passed, 0 failed$/);

    const path = join(folder, 'conformance', adapter);
    writeFileSync(path, readFileSync(path, 'utf8').replace('/qstash/users', '/qstash/user'));
    const bad = await shell(`${command} --run 'upstash/list_qstash_users/request/sends-documented-request'`, folder);
    assert.equal(bad.code, 1, bad.stdout + bad.stderr);
    assert.equal(lastLine(bad.stdout), '0 passed, 1 failed');
  });

  test(`${language}: the workflow calls what is there`, async () => {
    const folder = newFolder();
    await init(folder, language);
    const workflow = readFileSync(join(folder, 'conformance', 'github-workflow.yml'), 'utf8');
    const [get, conform] = [...workflow.matchAll(/^ {6}- run: (.*)$/gm)].map(([, step]) => step)
      .filter((step) => !step.includes('apt-get'));
    const [, adapter] = /^ {2}ADAPTER: (\S+)/m.exec(workflow);
    const [, version] = /^ {2}MOCKMETER_VERSION: (\S+)/m.exec(workflow);
    assert.match(workflow, /^ {2}MOCKMETER_DIST: \$\{\{ vars\.MOCKMETER_DIST \}\}$/m);
    assert.equal((await run(BINARY, ['version'])).stdout, `mockmeter ${version}\n`);
    const summary = join(folder, 'summary.md');
    const runner = {
      ADAPTER: adapter, MOCKMETER_VERSION: version, MOCKMETER_DIST: dist(version), RUNNER_TEMP: join(folder, 'temp'),
      GITHUB_STEP_SUMMARY: summary, ...(language !== 'c++' && { PATH: withoutCompilers() }),
    };
    const got = await shell(get, folder, runner);
    assert.equal(got.code, 0, got.stdout + got.stderr);
    const { code, stdout, stderr } = await shell(`${conform} --run '**/sends-documented-request'`, folder, runner);
    assert.equal(code, 0, stdout + stderr);
    const [, report] = /^ {10}path: \$\{\{ env\.ADAPTER \}\}\/(.*)$/m.exec(workflow);
    assert.match(readFileSync(join(folder, adapter, report), 'utf8'), /failures="0"/);
    assert.match(readFileSync(summary, 'utf8'), /^#+ /m);
  });
}

test('what CI has not been told, or cannot get, is said in one line', async () => {
  const folder = newFolder();
  await init(folder, 'bash');
  const get = (more) => shell('sh conformance/get-mockmeter.sh temp', folder, { MOCKMETER_VERSION: '0.1.0', ...more });
  const damaged = newFolder();
  const name = 'mockmeter-0.1.0-linux-amd64';
  writeFileSync(join(damaged, name), 'half');
  writeFileSync(join(damaged, 'SHA256SUMS'), `${'0'.repeat(64)}  ${name}\n`);
  for (const [more, message] of [
    [{ MOCKMETER_DIST: '' }, /^mockmeter: set MOCKMETER_DIST to where /],
    [{ MOCKMETER_DIST: '/none', MOCKMETER_VERSION: '' }, /^mockmeter: set MOCKMETER_VERSION/],
    [{ MOCKMETER_DIST: '/none' }, /^mockmeter: \/none\/SHA256SUMS cannot be read: MOCKMETER_DIST must name .* 0\.1\.0$/m],
    [{ MOCKMETER_DIST: damaged }, /^mockmeter: .* is damaged/m],
  ]) {
    const { code, stderr } = await get(more);
    assert.equal(code, 1, stderr);
    assert.match(stderr, message);
  }
});

for (const [machine, architecture] of [['aarch64', 'arm64'], ['x86_64', 'amd64']]) {
  test(`on ${machine}, CI gets the program for ${architecture}, or is told that it is not there`, async () => {
    const folder = newFolder();
    await init(folder, 'bash');
    const programs = newFolder();
    writeFileSync(join(programs, 'uname'), `#!/bin/sh\n[ "$1" = -m ] && echo ${machine} || echo Linux\n`, { mode: 0o755 });
    const env = { PATH: `${programs}:${process.env.PATH}`, MOCKMETER_VERSION: '0.1.0', MOCKMETER_DIST: newFolder() };
    const get = () => shell('sh conformance/get-mockmeter.sh temp', folder, env);
    const name = `mockmeter-0.1.0-linux-${architecture}`;
    writeFileSync(join(env.MOCKMETER_DIST, 'SHA256SUMS'), '');
    assert.equal((await get()).stderr,
      `mockmeter: ${env.MOCKMETER_DIST} has no ${name} for Linux ${machine}: make it with ./dev release --arch ${architecture}\n`);
    writeFileSync(join(env.MOCKMETER_DIST, name), `program for ${architecture}`);
    writeFileSync(join(env.MOCKMETER_DIST, 'SHA256SUMS'), execFileSync('sha256sum', [name], { cwd: env.MOCKMETER_DIST }));
    assert.deepEqual(await get(), { code: 0, signal: null, stdout: '', stderr: '' });
    assert.equal(readFileSync(join(folder, 'temp/mockmeter'), 'utf8'), `program for ${architecture}`);
  });
}

test('cpp is c++', async () => {
  const folder = newFolder();
  assert.equal((await init(folder, 'cpp', '--init-dir', 'deep/er')).code, 0);
  assert.ok(readdirSync(join(folder, 'deep/er')).includes('CMakeLists.txt'));
});

test('nothing is overwritten, and what is there is named', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'ci.sh'), 'mine');
  writeFileSync(join(folder, 'known-failing.txt'), 'mine, too');
  const { code, stdout, stderr } = await init(folder, 'python', '--init-dir', '.');
  assert.equal(code, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /already: \.\/ci\.sh, \.\/known-failing\.txt; /);
  assert.deepEqual(readdirSync(folder).sort(), ['ci.sh', 'known-failing.txt']);
  assert.equal(readFileSync(join(folder, 'ci.sh'), 'utf8'), 'mine');
});

test('wrong use is told', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'file'), '');
  for (const [args, words] of [
    [['rust'], /--init "rust" .* bash, python, node, c\+\+/],
    [[''], /--init "" .* bash, python, node, c\+\+/],
    [['node', '--init-dir', 'file'], /cannot write .*file .*--init-dir/],
  ]) {
    const { code, stderr } = await init(folder, ...args);
    assert.equal(code, 2);
    assert.match(stderr, words);
  }
  const alone = await run(BINARY, ['conform', '--init-dir', 'elsewhere'], { cwd: folder });
  assert.equal(alone.code, 2);
  assert.match(alone.stderr, /--init-dir requires --init/);
  assert.deepEqual(readdirSync(folder), ['file']);
});
