import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chart } from '../../../bench/comparison/chart.mjs';
import { markdown, ratioRows, short } from '../../../bench/comparison/report.mjs';

const root = new URL('../../../', import.meta.url);
const bodies = { stats: { body: 'x'.repeat(36591) }, users: { body: 'x'.repeat(2235) } };
const cell = (server, round, rate, more = {}) => ({
  kind: 'cell', server, round, connections: 64, body: 'stats', traffic: 'same', p50_ms: 1,
  p99_ms: 2, cpu_us: 20, loaded_mb: 10 * round, requests_per_second: rate, errors: {}, ...more,
});
const ENTRIES = [
  { kind: 'start', round: 1, server: 'mockmeter', ready_ms: 12.3, idle_mb: 13.6, processes: 1,
    version: '0.1.0', answers: 'bytes', command: 'mockmeter serve' },
  cell('nginx', 1, 40000), cell('mockmeter', 1, 36000),
  cell('nginx', 2, 20000), cell('mockmeter', 2, 22000, { errors: { timeout: 3 } }),
  cell('nginx', 1, 30000, { traffic: 'different' }),
  cell('mockmeter', 1, 15000, { traffic: 'different' }),
];
const report = markdown({
  entries: ENTRIES, bodies, missing: { wiremock: 'java is not\ninstalled' },
  machine: [['processor', '2 x Z80']], seconds: 3, chart: 'side_by_side.svg',
});

test('shows ratios with their range, and marks those with errors', () => {
  assert.match(report,
    /^\| \*\*mockmeter\*\* \| 1\.00 \(0\.90 to 1\.10\) \* \| - \| 1\.00 \| - \|$/m);
  assert.match(report, /\\\* with errors: see below/);
  assert.match(report, /\| 64 \| mockmeter \|.*\| 2 \| 3 timeout \|$/m);
});

test('compares different requests to nginx asked likewise', () => {
  assert.match(report, /^\| \*\*mockmeter, every request different\*\* \| 0\.50 \(/m);
});

test('shows start and memory: the largest of each round', () => {
  assert.match(report,
    /^\| mockmeter \| 12\.3 \(.*\) \| 13\.6 \(.*\) \| 15\.0 \(10\.0 to 20\.0\) \| 1 \|$/m);
});

test('says which server is missing and why', () => {
  assert.match(report, /^\| WireMock \| - \| - \| not measured: java is not installed \|$/m);
});

test('rounds to what means something', () => {
  const cases = [[44932.4, '44,932'], [123.4, '123'], [12.34, '12.3'], [0.987, '0.99'],
    [0.0123, '0.012'], [0, '0.00']];
  for (const [number, text] of cases) assert.equal(short(number), text);
});

test('the chart has a bar per ratio, in proportion, and says what is missing', () => {
  const svg = chart(ratioRows(ENTRIES));
  const widths = [...svg.matchAll(/<rect x="300" y="\d+" width="([\d.]+)" height="13"/g)]
    .map(([, width]) => Number(width));
  assert.equal(widths.length, 3, 'nginx, mockmeter, mockmeter with different requests');
  assert.ok(Math.abs(widths[0] - widths[1]) < 0.2, 'both are 1');
  assert.ok(Math.abs(widths[2] - widths[0] / 2) < 0.2, 'half of it');
  assert.match(svg, />not measured</);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
});

test('the main page shows the ratios of the last report', () => {
  const read = (path) => readFileSync(new URL(path, root), 'utf8');
  const [table] = /^\| server \| stats, .*\n(\|.*\n)+/m.exec(
    read('bench/results/side_by_side.md'));
  assert.ok(read('README.md').includes(table), 'README.md has another table');
});
