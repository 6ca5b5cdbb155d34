// The whole benchmark with a tiny plan, and the ways in which a server can fail it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readRecord } from '../../../bench/comparison/record.mjs';

const script = fileURLToPath(new URL('../../../bench/comparison/run.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'side-by-side-'));
after(() => rmSync(folder, { recursive: true }));

const bench = (...args) => new Promise((resolve) => {
  execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
    resolve({ code: error?.code ?? 0, stdout, stderr }));
});
const TINY = ['--rounds', '1', '--seconds', '1', '--bodies', 'users',
  '--connections', '16', '--out', folder];
const cells = () => readRecord(join(folder, 'side_by_side.jsonl')).filter((e) => e.kind === 'cell');

test('measures ours beside nginx, without errors', { timeout: 60000 }, async () => {
  const { code, stderr } = await bench(...TINY, '--peers', 'nginx');
  assert.equal(code, 0, stderr);
  assert.deepEqual(cells().map(({ server, traffic }) => `${server} ${traffic}`).sort(), [
    'mockmeter close', 'mockmeter different', 'mockmeter same',
    'nginx close', 'nginx different', 'nginx same',
  ]);
  for (const cell of cells()) {
    assert.deepEqual(cell.errors, {}, JSON.stringify(cell));
    assert.ok(cell.requests > 0 && cell.cpu_us > 0 && cell.p99_ms >= cell.p50_ms);
    assert.ok(cell.loaded_mb > 1);
  }
  const report = readFileSync(join(folder, 'side_by_side.md'), 'utf8');
  assert.match(report, /^\| the same request \| 16 \| mockmeter \| [\d,]+ \(.*\| 1 \|  \|$/m);
  assert.match(report, /`\S*nginx -p DIR -c nginx\.conf -e stderr`/);
  assert.match(readFileSync(join(folder, 'side_by_side.svg'), 'utf8'), /^<svg /);
});

test('goes on with what is left', { timeout: 60000 }, async () => {
  const before = cells().length;
  const { code, stderr } = await bench(...TINY, '--peers', 'nginx,httplib');
  assert.equal(code, 0, stderr);
  const added = cells().slice(before);
  assert.deepEqual(added.map(({ server, traffic }) => `${server} ${traffic}`),
    ['httplib same', 'httplib close']);
  for (const cell of added) assert.deepEqual(cell.errors, {}, JSON.stringify(cell));
});

test('says what it does not understand', async () => {
  const cases = [['--peers', 'apache'], ['--rounds', '0'], ['--only', 'slowest'], ['--what']];
  for (const args of cases) {
    const { code, stderr } = await bench(...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /^bench: /);
  }
});
