// A run that was interrupted goes on where it was, and never mixes what does not belong together.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, afterEach, test } from 'node:test';
import { openRecord } from '../../../bench/comparison/record.mjs';

const SETTINGS = { seconds: 3, program: 'abc' };
const cell = (round, connections) =>
  ({ kind: 'cell', round, server: 'nginx', body: 'users', traffic: 'same', connections });

let folder;
let path;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-'));
  path = join(folder, 'record.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was added is there when it is opened again, and nothing else', () => {
  openRecord(path, SETTINGS).add({ ...cell(1, 64), requests: 5 });
  const again = openRecord(path, SETTINGS);
  assert.ok(again.has(cell(1, 64)));
  assert.ok(!again.has(cell(2, 64)));
  assert.ok(!again.has(cell(1, 16)));
  assert.ok(!again.has({ ...cell(1, 64), traffic: 'close' }));
  assert.equal(again.entries[1].requests, 5);
});

test('a line that was cut short is measured again', () => {
  openRecord(path, SETTINGS).add(cell(1, 64));
  appendFileSync(path, JSON.stringify(cell(1, 256)).slice(0, -1));
  const again = openRecord(path, SETTINGS);
  assert.ok(again.has(cell(1, 64)));
  assert.ok(!again.has(cell(1, 256)));
  again.add(cell(1, 256));
  assert.equal(readFileSync(path, 'utf8').split('\n').filter(Boolean).map(JSON.parse).length, 3);
});

test('a record of another program or of other slices is refused', () => {
  openRecord(path, SETTINGS).add(cell(1, 64));
  assert.throws(() => openRecord(path, { ...SETTINGS, program: 'def' }), /--fresh/);
  assert.ok(openRecord(path, SETTINGS).has(cell(1, 64)), 'it is left as it was');
});

test('a fresh one has forgotten everything', () => {
  openRecord(path, SETTINGS).add(cell(1, 64));
  const fresh = openRecord(path, { ...SETTINGS, program: 'def' }, { fresh: true });
  assert.ok(!fresh.has(cell(1, 64)));
});
