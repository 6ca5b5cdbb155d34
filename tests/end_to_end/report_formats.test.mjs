// `mockmeter conform --report`: each format is read by the programs that it is made for, and none
// holds a secret; and the line that shows the progress on a terminal.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from './mock.mjs';

const require = createRequire(new URL('clients/package.json', import.meta.url));
const har = require('har-validator');

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name) => join(folder, name);

const ADAPTER = fileURLToPath(new URL('minimal_adapter.mjs', import.meta.url));
const client = (habit) => `'${process.execPath}' '${ADAPTER}' ${habit}`;
/** Cases that any client of the one operation passes, and one that it does not declare. */
const SOME = ['--run', 'upstash/list_qstash_users/decoding/maps-every-number',
  '--run', 'upstash/list_qstash_users/request/sends-documented-request',
  '--run', 'neon/account_consumption/request/sends-bearer-once'];
/** Every format that the program has; it names them when it refuses one. */
const { stderr: refusal } = await run(BINARY, ['conform', '--client', client('good'), '--report', 'pdf=x']);
const FORMATS = /a format of (.*)/.exec(refusal)[1].split(', ');

/** Tests a client; the reports are read as text. */
async function conform(habit, options = [], formats = FORMATS) {
  for (const format of formats) rmSync(file(format), { force: true });
  const reports = formats.flatMap((format) => ['--report', `${format}=${file(format)}`]);
  const ended = await run(BINARY,
    ['conform', '--client', client(habit), ...SOME, ...reports, ...options]);
  const texts = Object.fromEntries(formats.filter((format) => existsSync(file(format)))
    .map((format) => [format, readFileSync(file(format), 'utf8')]));
  return { ...ended, ...texts };
}

/** Has prove(1) read a TAP stream. */
async function prove(text) {
  writeFileSync(file('read.tap'), text);
  return run('prove', ['-e', 'cat', file('read.tap')]);
}

test('the help of conform says what each format is for', async () => {
  const { stdout } = await run(BINARY, ['conform', '--help']);
  const [, paragraph] = /\nReports: ([^]*?)\n\n/.exec(stdout);
  const untold = FORMATS.filter((format) => !new RegExp(`\\b${format}\\b`).test(paragraph));
  assert.ok(untold.length === 0, `add to "Reports:" in cli/commands/conform.cpp: ${untold}`);
});

test('prove reads TAP, and comes to the same verdict', async () => {
  const good = await conform('good');
  assert.equal(good.code, 0, good.stdout + good.stderr);
  const proved = await prove(good.tap);
  assert.equal(proved.code, 0, proved.stdout + good.tap);
  assert.match(proved.stdout, /^Files=1, Tests=[3-9]/m);
  assert.match(proved.stdout, /Result: PASS/);
  assert.match(good.tap, /^ok \d+ - neon.* # SKIP unsupported: the client does not declare/m);
  assert.equal(good.tap.match(/^ok /gm).length, Number(/^1\.\.(\d+)$/m.exec(good.tap)[1]));

  const bad = await conform('cuts-to-32-bits');
  assert.equal(bad.code, 1, bad.stdout);
  const refused = await prove(bad.tap);
  assert.equal(refused.code, 1, refused.stdout);
  assert.match(refused.stdout, /Failed 1\/\d+ subtests/);
  assert.match(refused.stdout, /Result: FAIL/);
  assert.doesNotMatch(refused.stdout, /Parse errors/);
  for (const words of [/^ {2}requirements:$/m, /^ {6}expected: "/m, /^ {6}actual: "/m, /^ {2}curl:$/m]) {
    assert.match(bad.tap, words);
  }
});

test('what is known to fail is a TODO, and what is stale fails', async () => {
  const known = file('known.txt');
  const line = (glob) => writeFileSync(known, `${glob} until=2999-01-01 issue=https://example.com/1#2\n`);
  line('**/maps-every-number');
  const excused = await conform('cuts-to-32-bits', ['--known-failing', known]);
  assert.equal(excused.code, 0, excused.stdout);
  assert.match(excused.tap, /^not ok \d+ - upstash.* # TODO known failure: /m);
  assert.match((await prove(excused.tap)).stdout, /Result: PASS/);
  const stale = await conform('good', ['--known-failing', known]);
  assert.equal(stale.code, 1, stale.stdout);
  assert.match((await prove(stale.tap)).stdout, /Result: FAIL/);
});

test('the HAR is one, by har-validator, and has every exchange on the page of its case', async () => {
  for (const habit of ['good', 'leaks', 'cuts-to-32-bits']) {
    const text = (await conform(habit)).har;
    const document = JSON.parse(text);
    await har.har(document);
    const { creator, pages, entries } = document.log;
    assert.equal(creator.name, 'mockmeter');
    assert.deepEqual(pages.map(({ title }) => title).filter((title) => !title.startsWith('upstash')), []);
    assert.equal(pages.length, 2);
    assert.equal(entries.length, 2, 'one request each');
    assert.ok(entries.every(({ pageref }) => pages.some(({ id }) => id === pageref)));
    const [{ request, response }] = entries;
    assert.match(request.url, /^http:\/\/127\.0\.0\.1:\d+\/v2\/qstash\/users/);
    assert.match(response.content.text, /max_requests_per_day/);
  }
  const document = JSON.parse((await conform('good')).har);
  delete document.log.entries[0].request.url;
  await assert.rejects(har.har(document), 'the validator can tell');
});

test('a page for CI says what failed, and why', async () => {
  const good = await conform('good');
  assert.match(good.markdown, /^\| provider \| core \|/m);
  assert.match(good.markdown, /^\| upstash \| in part \(2 of 2\) \|/m);
  assert.doesNotMatch(good.markdown, /<b>fail<\/b>/);
  const bad = await conform('cuts-to-32-bits');
  assert.match(bad.markdown, /<details><summary><b>fail<\/b> <code>upstash\/list/);
  assert.match(bad.markdown, /^expected {7}outcome/m);
  assert.match(bad.markdown, /^```sh\ncurl -i /m);
});

test('the badge is an image that says its numbers', async () => {
  for (const [habit, words, color] of [['good', '2 of 2', '#2e7d32'], ['cuts-to-32-bits', '1 of 2', '#c62828']]) {
    const { badge } = await conform(habit);
    assert.match(badge, new RegExp(`>${words}</text>`));
    assert.match(badge, new RegExp(`fill="${color}"`));
    assert.match(badge, new RegExp(`<title>conformance: ${words}; tiny 1\\.0: `));
    assert.doesNotMatch(badge, /href|<script|<image/);
    const { code, stderr } = await run('xmllint', ['--noout', '--nonet', '-'], { input: badge });
    assert.equal(code, 0, stderr);
  }
});

test('no report, no page and no warning shows a credential, however the client spells it', async () => {
  const secrets = ['upstash-test-key', 'upstash%2Dtest%2Dkey', 'dev@example.com:upstash-test-key'];
  const spelled = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')]);
  for (const habit of ['leaks', 'chatty']) {
    const { stdout, stderr, code, signal, ...texts } = await conform(habit);
    assert.ok(Object.keys(texts).length === FORMATS.length, `${code} ${signal} ${stderr}`);
    for (const [where, text] of Object.entries({ ...texts, stdout, stderr })) {
      for (const secret of spelled) assert.ok(!text.includes(secret), `${habit}: ${secret} in ${where}`);
    }
    assert.match(texts.ndjson, /\$SECRET/);
  }
  const page = await run(BINARY, ['conform', '--client', client('tells-and-ends')]);
  assert.equal(page.code, 2, page.stdout);
  assert.match(page.stderr, /stderr .*\$SECRET/);
  for (const secret of spelled) assert.ok(!page.stderr.includes(secret), page.stderr);
});

test('a report that has no place of its own is refused before anything runs', async () => {
  const same = join(folder, 'same');
  for (const [reports, words] of [
    [[`tap=${same}`, `har=${same}`], /two reports cannot go to one file: --report tap and har both name /],
    [[`tap=${same}`, `har=${folder}/../${folder.split('/').at(-1)}/same`], /two reports cannot go to one file/],
    [['tap=-'], /for stdout use tap=\/dev\/stdout/],
    [['pdf=x'], /use FORMAT=PATH, with a format of badge, .*text$/m],
  ]) {
    const { code, stdout, stderr } = await run(BINARY, ['conform', '--client', client('good'), ...SOME,
      ...reports.flatMap((report) => ['--report', report])]);
    assert.equal(code, 2, stdout + stderr);
    assert.match(stderr, words);
    assert.ok(stderr.trimEnd().split('\n').length <= 2, stderr);
    assert.equal(stdout, '');
    assert.ok(!existsSync(same));
  }
});

test('a terminal shows the progress in one line, without escape sequences, and is left clean', async () => {
  const command = [BINARY, 'conform', '--client', client('good'), ...SOME]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const onTerminal = async (env) =>
    (await run('script', ['-qec', command, '/dev/null'], { env: { TERM: 'xterm', ...env } })).stdout;
  const plain = await onTerminal({ NO_COLOR: '1' });
  assert.doesNotMatch(plain, /\x1b/);
  assert.match(plain, /\rtrying the client, 0:/);
  assert.match(plain, /\r1 of 2 done, 0:\d\d/);
  assert.match(plain, /\r *\rUNSUPPORTED/, 'the line is gone before the report');
  assert.match(plain, /2 passed, 0 failed\r\n$/);
  assert.doesNotMatch(await onTerminal({ TERM: 'dumb' }), / done, /);
});
