// Servers as process trees, with small ones of our own.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sameness } from '../../../bench/comparison/bodies.mjs';
import {
  cpuSeconds, freePort, residentMegabytes, start, tree,
} from '../../../bench/comparison/process.mjs';

const folder = mkdtempSync(join(tmpdir(), 'process-'));
after(() => rmSync(folder, { recursive: true }));

writeFileSync(join(folder, 'server.cjs'), `
  const [port, body, child] = process.argv.slice(2);
  if (child) {
    require('http').createServer((_, answer) => answer.end(body)).listen(port, '127.0.0.1');
    process.on('disconnect', () => process.exit());
  } else {
    require('child_process').fork(__filename, [port, body, 'child']);
  }`);
/** A server whose child answers `body`. */
const parent = (port, body) =>
  ({ program: process.execPath, args: [join(folder, 'server.cjs'), `${port}`, body] });
const isThere = (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } };

test('a server is ready with its first right answer; its children go with it', async () => {
  const port = await freePort();
  const expected = { path: '/', body: 'right' };
  const server = await start(parent(port, 'right'), `http://127.0.0.1:${port}/`,
    (answer) => sameness(answer, expected), join(folder, 'log'));
  assert.equal(server.checked, 'bytes');
  assert.ok(server.readyMs > 1);
  const processes = tree(server.pid);
  assert.equal(processes.length, 2);
  assert.ok(cpuSeconds(server.pid) > 0);
  assert.ok(residentMegabytes(server.pid) > residentMegabytes(processes[1]));
  await server.stop();
  assert.ok(!isThere(server.pid));
});

test('a wrong answer is refused, and the server is stopped', async () => {
  const port = await freePort();
  let seen;
  await assert.rejects(start(parent(port, 'wrong'), `http://127.0.0.1:${port}/`, (answer) => {
    seen = answer.body;
    return sameness(answer, { path: '/', body: 'right' });
  }, join(folder, 'log')), /its answer to \/ is another: wrong/);
  assert.equal(seen, 'wrong');
});

test('a server that ends at once is reported with what it said', async () => {
  const command = { program: 'sh', args: ['-c', 'echo no licence >&2; exit 3'] };
  await assert.rejects(start(command, `http://127.0.0.1:${await freePort()}/`, () => {},
    join(folder, 'log')), /it ended with 3: no licence/);
});

test('a program that is not there is reported', async () => {
  await assert.rejects(start({ program: '/nowhere/server', args: [] },
    `http://127.0.0.1:${await freePort()}/`, () => {}, join(folder, 'log')), /ENOENT/);
});

test('the same JSON in other bytes passes, and is told apart', () => {
  const expected = { path: '/', body: '{"a":1,"b":[2]}' };
  const answer = (body, status = 200) => ({ status, body });
  assert.equal(sameness(answer('{"a":1,"b":[2]}'), expected), 'bytes');
  assert.equal(sameness(answer('{ "b": [2], "a": 1 }'), expected), 'json');
  assert.throws(() => sameness(answer('{"a":1,"b":[3]}'), expected), /another/);
  assert.throws(() => sameness(answer('not json'), expected), /another/);
  assert.throws(() => sameness(answer(expected.body, 401), expected), /answers 401/);
});
