// `mockmeter report`: saved runs shown again, and several clients side by side.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
after(() => rmSync(folder, { recursive: true }));
const path = (name) => join(folder, name);
const text = (name) => readFileSync(path(name), 'utf8');
const save = (name, content) => { writeFileSync(path(name), content); return path(name); };

const ADAPTER = fileURLToPath(new URL('minimal_adapter.mjs', import.meta.url));
const SOME = ['--run', 'upstash/list_qstash_users/decoding/maps-every-number',
  '--run', 'upstash/list_qstash_users/request/sends-documented-request'];
const report = (...args) => run(BINARY, ['report', ...args]);

/** Tests the tiny client; what conform printed. */
async function evaluate(habit, name, ...reports) {
  const { stdout } = await run(BINARY, ['conform', '--client', `'${process.execPath}' '${ADAPTER}' ${habit}`,
    ...SOME, '--report', `ndjson=${path(name)}`, ...reports]);
  return stdout;
}

let printed;
before(async () => {
  printed = await evaluate('cuts-to-32-bits', 'bad.ndjson', '--report', `html=${path('bad.html')}`);
  await evaluate('good', 'good.ndjson');
});

/** What the script of a page works on. */
const dataOf = (page) => JSON.parse(
  /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(page)[1]);

test('conform writes a page that loads nothing and keeps no secret', () => {
  const page = text('bad.html');
  assert.match(page, /^<!doctype html>/);
  assert.doesNotMatch(page, /upstash-test-key/);
  assert.doesNotMatch(page, /\b(src|srcset|action)=|@import|url\(/i);
  assert.match(page, /NOT CONFORMANT/, 'a text for browsers without scripts');
  const failed = dataOf(page).columns[0].cases.filter(({ verdict }) => verdict === 'fail');
  assert.deepEqual(failed.map(({ id }) => id), ['upstash/list_qstash_users/decoding/maps-every-number']);
  assert.match(failed[0].curl[0], /^curl /);
});

test('a saved run prints what conform printed', async () => {
  const { code, stdout, stderr } = await report(path('bad.ndjson'));
  assert.equal(code, 0, stderr);
  assert.equal(stdout, printed);
});

test('a saved run becomes any format', async () => {
  const { code, stdout, stderr } = await report(path('bad.ndjson'), '--report', `html=${path('again.html')}`,
    '--report', `ndjson=${path('again.ndjson')}`, '--report', `junit=${path('again.xml')}`);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '', 'what was asked for is in the files');
  assert.equal(text('again.ndjson'), text('bad.ndjson'));
  assert.match(text('again.xml'), /<failure message=/);
  assert.deepEqual(dataOf(text('again.html')).columns, dataOf(text('bad.html')).columns);
});

test('several runs stand side by side', async () => {
  const files = [path('good.ndjson'), path('bad.ndjson'), path('bad.ndjson')];
  const { code, stdout, stderr } = await report(...files);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^upstash\/list_qstash_users\/decoding\/maps-every-number {2}\. {2}F {2}F$/m);
  assert.match(stdout, /^the same in all: 1 of 2 cases$/m);
  assert.match(stdout, /^3 {2}tiny 1\.0 \(bad\) #2: 1 passed, 1 failed$/m);
  const html = await report(...files, '--report', `html=${path('matrix.html')}`);
  assert.equal(html.code, 0, html.stderr);
  const { columns } = dataOf(text('matrix.html'));
  assert.deepEqual(columns.map(({ label }) => label),
    ['tiny 1.0 (good)', 'tiny 1.0 (bad)', 'tiny 1.0 (bad) #2']);
  assert.deepEqual(columns.map(({ cases }) => cases[0].verdict), ['pass', 'fail', 'fail']);
});

test('what cannot be shown is told, with what to do', async () => {
  const whole = text('bad.ndjson');
  const lines = whole.trimEnd().split('\n');
  const other = JSON.stringify({ ...JSON.parse(lines[0]), suite: '0123456789abcdef' });
  for (const [args, words] of [
    [[], /FILE is required/],
    [[path('none.ndjson')], /cannot read .*none\.ndjson; is it a file/],
    [[folder], /cannot read .*; is it a file/],
    [[save('empty.ndjson', '')], /empty\.ndjson: it is empty; a stream is what `mockmeter conform/],
    [[save('page.ndjson', text('bad.html'))], /page\.ndjson:1: no stream of a run/],
    [[save('cut.ndjson', whole.slice(0, -20))], /cut\.ndjson:4: the line is cut; .*test the client again/],
    [[save('short.ndjson', `${lines.slice(0, -1).join('\n')}\n`)], /short\.ndjson:3: no footer follows; /],
    [[save('torn.ndjson', `${lines[0]}\n}{\n`)], /torn\.ndjson:2: no JSON; /],
    [[save('next.ndjson', '{"type":"header","stream":3}\n')], /next\.ndjson:1: version 3 of the stream, .*use the mockmeter that wrote it/],
    [[path('good.ndjson'), save('other.ndjson', [other, ...lines.slice(1), ''].join('\n'))],
      /these runs cannot stand side by side: .*good\.ndjson is by mockmeter [^]*other\.ndjson by .*suite 0123456789abcdef; test/],
    [[path('good.ndjson'), path('bad.ndjson'), '--report', `junit=${path('no.xml')}`], /--report junit shows one run, and 2 files are given; use html/],
    [[path('good.ndjson'), '--report', 'pdf=x'], /use FORMAT=PATH, with a format of badge, .*html, /],
    [[path('good.ndjson'), '--report', `html=${path('no/where.html')}`], /cannot write --report .*where\.html/],
  ]) {
    const { code, stdout, stderr } = await report(...args);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /fault of our|terminate/);
  }
});
