// `mockmeter bench`: short runs; what the figures are does not matter here, that they are does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BINARY, run, startMock } from './mock.mjs';

const bench = (...args) => run(BINARY, ['bench', ...args]);
const SHORT = ['--duration', '300ms', '--connections', '1', '4', '--format', 'json'];

test('measures a mock of its own, the default operations at each number of connections', async () => {
  const { code, stdout, stderr } = await bench(...SHORT);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '', 'no progress where there is no terminal');
  const { cells } = JSON.parse(stdout);
  assert.deepEqual(cells.map(({ operation, connections }) => [operation, connections]), [
    ['upstash.list_qstash_users', 1], ['upstash.list_qstash_users', 4],
    ['upstash.get_qstash_stats', 1], ['upstash.get_qstash_stats', 4],
  ]);
  for (const cell of cells) {
    assert.equal(cell.errors, 0, JSON.stringify(cell));
    assert.equal(cell.loop, 'closed');
    assert.ok(cell.requests > 0 && cell.requests_per_second > 0);
    assert.ok(cell.bytes > cell.requests * 200, 'whole answers came');
    const { p50, p90, p99, p99_9, max } = cell.latency_ms;
    assert.ok(0 < p50 && p50 <= p90 && p90 <= p99 && p99 <= p99_9 && p99_9 <= max);
  }
});

test('measures a mock that runs already, at a rate and up to a count', async (t) => {
  const mock = await startMock();
  t.after(mock.stop);
  const { code, stdout, stderr } = await bench('--url', mock.url, '--rate', '100', '--requests', '20',
    '--connections', '2', '--operation', 'neon.account_consumption', '--format', 'json');
  assert.equal(code, 0, stderr);
  const [cell] = JSON.parse(stdout).cells;
  assert.equal(cell.loop, 'open');
  assert.equal(cell.requests, 20);
  assert.equal(cell.errors, 0);
  assert.ok(cell.seconds >= 0.19 && cell.seconds < 5, 'the count ends the run, the rate paces it');
  await mock.stop();

  const closed = await bench('--url', mock.url);
  assert.equal(closed.code, 2);
  assert.equal(closed.stdout, '');
  assert.match(closed.stderr, /nothing listens at http:\/\/127\.0\.0\.1:\d+; .*mockmeter serve/);
  assert.equal(closed.stderr.trim().split('\n').length, 1);
});

test('text is a table', async () => {
  const { stdout } = await bench('--duration', '100ms', '--connections', '1');
  assert.match(stdout, /requests\/s +p50 ms/);
  assert.match(stdout, /^upstash\.list_qstash_users +1 /m);
});

const UNUSABLE = [
  [['--operation', 'no.such'], /"no\.such" is unknown.*list operations/],
  [['--operation', 'upstash.rotate_qstash_token'], /POST.*GET/],
  [['--url', 'ftp://x'], /http:\/\/HOST:PORT/],
  [['--url', 'http://127.0.0.1:99999'], /http:\/\/HOST:PORT/],
  [['--connections', '0'], /--connections/],
  [['--duration', '5x'], /--duration/],
  [['--rate', '-1'], /--rate/],
  [['--format', 'xml'], /text,json/],
];
for (const [args, message] of UNUSABLE) {
  test(`bench ${args.join(' ')} says what is wrong and exits 2`, async () => {
    const { code, stdout, stderr } = await bench(...args);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  });
}
