// Served values are new in each run, and what a client reports has to follow: who has learnt the
// answers of an earlier run by heart is caught.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from './mock.mjs';

const RECORDER = fileURLToPath(new URL('recorder.mjs', import.meta.url));
const CASES = fileURLToPath(new URL('../../conformance/cases/', import.meta.url));
/** They serve no value at all. */
const EMPTY = ['neon/account_consumption/decoding/reports-empty-list',
  'openai/usage_completions/decoding/reports-empty-list[kind=no-bucket]',
  'openai/usage_completions/decoding/reports-empty-list[kind=empty-buckets]',
  'upstash/list_qstash_users/decoding/reports-empty-list', 'zkscore/get_usage/decoding/reports-zero-usage'];

const folder = mkdtempSync(join(tmpdir(), 'salt-'));
after(() => rmSync(folder, { recursive: true }));

const fileOf = (id) => id.replace(/\[.*/, '');
/** A rule that holds for several operations is one file. */
const document = (id) => JSON.parse(readFileSync([fileOf(id), fileOf(id).replace(/^[^/]+\/[^/]+/, 'common')]
  .map((name) => join(CASES, `${name}.json`)).find(existsSync), 'utf8'));

const conform = (habit, tape, ...args) => run(BINARY, ['conform', '--client',
  `'${process.execPath}' '${RECORDER}' ${habit} '${tape}' '${BINARY}_reference_client'`,
  '--jobs', '1', ...args]);

/** Ids of the decoding cases. */
async function decoding() {
  const { stdout } = await run(BINARY, ['conform', '--list', '--profile', 'core']);
  return stdout.trimEnd().split('\n').filter((id) => id.split('/')[2] === 'decoding');
}

/** Plays the cases; what the client reported in each, by id. */
async function reported(name, seed, ids) {
  const tape = join(folder, `${name}.tape`);
  const events = join(folder, `${name}.ndjson`);
  const { code, stdout, stderr } = await conform('record', tape, '--seed', seed,
    '--report', `ndjson=${events}`, ...[...new Set(ids.map(fileOf))].flatMap((id) => ['--run', id]));
  assert.equal(code, 0, stdout + stderr);
  const answers = readFileSync(tape, 'utf8').trimEnd().split('\n').slice(2);  // behind the smoke
  const played = readFileSync(events, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'case');
  const found = new Map(played.map(({ id }) =>
    [id, answers.splice(0, document(id).when.length).join('\n')]));
  assert.deepEqual(answers, [], 'every answer belongs to a case');
  return found;
}

let ids;
let first;
before(async () => {
  ids = await decoding();
  first = await reported('first', '1', ids);
});

test('the same seed serves the same values', async () => {
  assert.ok(ids.length > 50);
  assert.deepEqual(await reported('again', '1', ids), first);
});

test('another seed serves other values in every decoding case, and the client reports them', async () => {
  const second = await reported('second', '2', ids);
  const same = ids.filter((id) => first.get(id) === second.get(id));
  assert.deepEqual(same, EMPTY);
});

test('a transcript of an earlier run is not fit to be tested', async () => {
  const { code, stderr } = await conform('replay', join(folder, 'first.tape'), '--seed', '3');
  assert.equal(code, 2);
  assert.match(stderr, /never asked the mock/);
});

test('a client that is honest only while it is tried out passes nothing', async () => {
  const { code, stdout } = await conform('relapse', join(folder, 'first.tape'), '--seed', '1',
    ...[...new Set(ids.map(fileOf))].flatMap((id) => ['--run', id]));
  assert.equal(code, 1, stdout);
  assert.match(stdout, /^0 passed, \d+ failed$/m);
  assert.equal(stdout.match(/^ {2}wire +no request came$/gm).length, ids.length);
});
