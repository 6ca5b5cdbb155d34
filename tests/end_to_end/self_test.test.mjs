// `mockmeter conform --self-test`: the suite is tried with the reference client and all its mutants.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, run } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'self-test-'));
after(() => rmSync(folder, { recursive: true }));
const MATRIX = join(folder, 'matrix.json');
// A hundred and forty clients take minutes under sanitizers. `./dev test` builds a quick one beside.
const quick = process.env.MOCKMETER_QUICK_BIN ?? '';
const QUICK = existsSync(quick) ? quick : BINARY;
const selfTest = (...args) => run(QUICK, ['conform', '--self-test', ...args]);
const lastLine = (text) => text.trimEnd().split('\n').at(-1);

test('the reference client conforms in every profile, and nothing about it is odd', async () => {
  const client = `'${join(dirname(BINARY), 'mockmeter_reference_client')}'`;
  const { code, stdout } = await run(BINARY, ['conform', '--client', client, '--level', 'should']);
  assert.equal(code, 0, stdout);
  assert.match(lastLine(stdout), /^\d{3,} passed, 0 failed$/);
  assert.doesNotMatch(stdout, /^warning/m);
  for (const provider of ['upstash', 'neon', 'zkscore', 'openai']) {
    for (const profile of ['core', 'resilient', 'secure']) {
      assert.match(stdout, new RegExp(`${provider} ${profile} CONFORMANT \\((\\d+) of \\1\\)`));
    }
  }
});

test('every case finds its mutants, every mutant is found, an honest client is not blamed', async () => {
  const { code, stdout, stderr } = await selfTest('--report', `json=${MATRIX}`);
  assert.equal(code, 0, stdout.slice(stdout.indexOf('\nproblem')) + stderr);
  const [, found, mutants, cases] = lastLine(stdout).match(/^(\d+) of (\d+) mutants killed by (\d+) cases, 0 problems$/);
  assert.equal(found, mutants);
  const matrix = JSON.parse(readFileSync(MATRIX, 'utf8'));
  assert.equal(matrix.mutants.length, Number(mutants));
  const [reference, ...chameleons] = matrix.good_clients;
  assert.equal(reference.passed, Number(cases));
  assert.ok(matrix.mutants.length >= 50 && reference.passed >= 150, lastLine(stdout));
  assert.ok(chameleons.length >= 12);
  for (const { name, declared, passed } of chameleons) {
    assert.equal(passed, declared, name);
    assert.ok(declared > 0, name);
  }
  // Those that no case allows by name run with all.
  assert.ok(chameleons.filter(({ declared }) => declared > reference.declared / 2).length >= 12);
});

test('one new case can be tried alone', async () => {
  const id = 'upstash/list_qstash_users/decoding/maps-every-number';
  const { code, stdout } = await selfTest('--run', id, '--report', `json=${MATRIX}`);
  assert.equal(code, 0, stdout);
  const { mutants, good_clients: good } = JSON.parse(readFileSync(MATRIX, 'utf8'));
  assert.ok(good.every(({ declared, passed }) => declared === 1 && passed === 1));
  assert.ok(mutants.length > 0);
  for (const { trials } of mutants) assert.deepEqual(trials.map((trial) => trial.case), [id]);
});

test('a program that is no reference client is refused', async () => {
  const { code, stderr } = await selfTest('--client', '/nowhere/client');
  assert.equal(code, 2);
  assert.match(stderr, /\/nowhere\/client/);
});

test('the matrix has one format', async () => {
  const { code, stderr } = await selfTest('--report', 'junit=x.xml');
  assert.equal(code, 2);
  assert.match(stderr, /--report "junit=x.xml": use FORMAT=PATH, with a format of json/);
});
