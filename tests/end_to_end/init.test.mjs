// `mockmeter conform --init`: what it writes passes as it is, and fails with a mistake in it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

for (const [language, { adapter, more = [], some = [] }] of Object.entries(STARTERS)) {
  test(`${language}: it passes as it is, and a mistake in it is found`, async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await init(folder, language);
    assert.equal(code, 0, stderr);
    const there = readdirSync(join(folder, 'conformance'));
    assert.deepEqual(there.sort(),
      [...more, adapter, 'ci.sh', 'github-workflow.yml', 'known-failing.txt'].sort());
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
    const [, step] = /^ {6}- run: (MOCKMETER=.*)$/m.exec(workflow);
    const [, adapter] = /^ {2}ADAPTER: (\S+)/m.exec(workflow);
    mkdirSync(join(folder, 'mockmeter/build/release'), { recursive: true });
    symlinkSync(BINARY, join(folder, 'mockmeter/build/release/mockmeter'));
    const summary = join(folder, 'summary.md');
    const { code, stdout, stderr } = await shell(`${step} --run '**/sends-documented-request'`, folder,
      { ADAPTER: adapter, GITHUB_STEP_SUMMARY: summary });
    assert.equal(code, 0, stdout + stderr);
    const [, report] = /^ {10}path: \$\{\{ env\.ADAPTER \}\}\/(.*)$/m.exec(workflow);
    assert.match(readFileSync(join(folder, adapter, report), 'utf8'), /failures="0"/);
    assert.match(readFileSync(summary, 'utf8'), /^#+ /m);
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
