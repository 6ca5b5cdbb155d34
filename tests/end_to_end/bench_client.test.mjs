// `mockmeter bench --client`: short runs; what the figures are does not matter here, that they are does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bench-client-'));
after(() => rmSync(folder, { recursive: true }));

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const REFERENCE = `'${join(dirname(BINARY), 'mockmeter_reference_client')}'`;
const PYTHON = `python3 '${beside('../../conformance/adapters/python/adapter.py')}'`;
const NODE = `'${process.execPath}' '${beside('../../conformance/adapters/node/adapter.mjs')}'`;
const TINY = (habit) => `'${process.execPath}' '${beside('minimal_adapter.mjs')}' ${habit}`;
let fadings = 0;
/** One that is measurable (the probe makes three calls), and goes wrong behind `count` calls. */
const FADING = (habit, count) => {
  fadings += 1;
  return `'${process.execPath}' '${beside('unstable_adapter.mjs')}' '${join(folder, `calls${fadings}`)}' ${count} ${habit}`;
};

const bench = (...args) => run(BINARY, ['bench', ...args]);
const SHORT = ['--duration', '250ms', '--repeat', '2'];
/** A machine that is held up may count a request of one for the next. */
const assertNear = (value, wanted, about) => assert.ok(Math.abs(value - wanted) < 0.5, about);
const rowsOf = (client) => (rows) => rows.filter((row) => row.client.startsWith(client));

test('three adapters beside ceiling and floor, in a closed loop and in an open one', async () => {
  const stream = join(folder, 'bench.ndjson');
  const { code, stdout, stderr } = await bench('--client', REFERENCE, '--client', PYTHON, '--client', NODE, ...SHORT,
    '--concurrency', '1', '20', '--format', 'json', '--report', `ndjson=${stream}`);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /^mockmeter: upstash\.list_qstash_users, 5 participants under 3 loads, 2 repetitions each: about \d+ s/);
  assert.equal(stderr.trim().split('\n').length, 1, 'no progress where there is no terminal');
  const report = JSON.parse(stdout);
  assert.equal(report.target, '/v2/qstash/users');
  assert.ok(Array.isArray(report.noisy));

  const { rows } = report;
  const clients = ['raw client', 'no-op adapter', 'mockmeter reference', 'http.client', 'fetch'];
  assert.equal(rows.length, 15);
  rows.forEach((row, index) => assert.ok(row.client.startsWith(clients[index % 5]), `${index}: ${row.client}`));
  assert.deepEqual(rows.map(({ load }) => load).filter((_, index) => index % 5 === 0), ['1 in flight', '20 in flight', 'open loop']);
  for (const row of rows) {
    const about = JSON.stringify(row);
    assert.equal(row.failed, 0, about);
    assert.ok(row.complete && row.repetitions === 2, about);
    assert.ok(row.calls_per_second > 0 && row.calls > 0 && row.spread >= 0, about);
    assert.ok(0 < row.p50_ms && row.p50_ms <= row.p90_ms && row.p90_ms <= row.p99_ms && row.p99_ms <= row.max_ms, about);
    assert.ok(row.cpu_us_per_call > 0, about);
    const asks = row.role !== 'floor';
    // The raw client leaves behind what it has asked when the time is over.
    if (row.role === 'ceiling') assert.ok(row.requests_per_call >= 1, about);
    else assertNear(row.requests_per_call, asks ? 1 : 0, about);
    if (asks) assert.ok(row.bytes_received_per_call > 500 && row.bytes_sent_per_call > 50, about);
    if (row.role !== 'ceiling') assert.ok(row.memory_bytes > 500_000, about);
    if (row.load === 'open loop') assert.ok(row.rate > 0, about);
  }
  for (const row of rowsOf('http.client')(rows)) {
    assert.equal(row.in_flight, 1, 'it declares no more');
    assertNear(row.connections_per_call, 1, 'it opens one for each call');
  }
  for (const row of rowsOf('fetch')(rows).filter(({ load }) => load === '20 in flight')) assert.equal(row.in_flight, 16);

  const lines = readFileSync(stream, 'utf8');
  assert.equal(lines.indexOf('\n'), lines.length - 1, 'one event');
  assert.deepEqual(JSON.parse(lines), { type: 'bench', ...report });
});

test('the table has what a person looks for, within 80 columns', async () => {
  const { code, stdout, stderr } = await bench('--client', PYTHON, ...SHORT, '--concurrency', '8', '--rate', '20');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^8 in flight +calls\/s +spread +p50 ms +p90 ms +p99 ms +max ms$/m);
  assert.match(stdout, /^raw client +\d+ +\d+ %/m);
  assert.match(stdout, /^no-op adapter +\d+ +\d+ %/m);
  assert.match(stdout, /^http\.client \S+ \(1\) +\d+ +\d+ %/m);
  assert.match(stdout, /^http\.client \S+ at 20\/s +\d+ +\d+ %/m);
  assert.match(stdout, /^open loop +requests +conns +B out +B in +CPU us +RSS MB$/m);
  for (const line of stdout.split('\n')) assert.ok(line.length <= 80 || /^(noisy|failed|too slow)/.test(line), line);
});

test('a client that dies after a while is given up, and the row says so', async () => {
  const { code, stdout, stderr } = await bench('--client', FADING('dies', 5), '--duration', '100ms', '--repeat', '2',
    '--concurrency', '1', '--format', 'json');
  assert.equal(code, 0, stderr);
  const rows = rowsOf('fading')(JSON.parse(stdout).rows);
  const [closed, open] = rows;
  assert.ok(!open.complete, stdout);
  assert.ok(closed.failed_by_kind.crash > 0, stdout);
  assert.match(closed.first_failure, /^crash: it ended with exit code 7 before it replied/);
  assert.ok(rows.some(({ remarks }) => remarks.includes('given up after a repetition without a result')), stdout);
});

for (const [habit, kind, word] of [['errs', 'error', /503/], ['invents', 'other result', /\[\]/]]) {
  test(`a client that ${habit} after a while has that counted by name`, async () => {
    const { code, stdout, stderr } = await bench('--client', FADING(habit, 5), '--duration', '100ms', '--repeat', '1',
      '--concurrency', '2');
    assert.equal(code, 0, stderr);
    const [line] = stdout.split('\n').filter((each) => each.startsWith('failed: fading 1.0, '));
    assert.match(line, new RegExp(`\\d+ of \\d+ calls \\(${kind} \\d+\\); the first: ${kind}: `));
    assert.match(line, word);
  });
}

test('an adapter that answers a line and exits is measured, and said to be one', async () => {
  const { code, stdout, stderr } = await bench('--client', FADING('one-shot', 1e9), '--duration', '10ms', '--repeat', '1',
    '--concurrency', '12', '--rate', '5', '--format', 'json');
  assert.equal(code, 0, stderr);
  for (const row of rowsOf(`'${process.execPath}'`)(JSON.parse(stdout).rows)) {
    assert.equal(row.in_flight, 8);
    assert.equal(row.failed, 0, stdout);
    assert.ok(row.calls > 0 && row.cpu_us_per_call > 0, stdout);
    assert.match(row.remarks[0], /started anew for every call/);
  }
});

test('Ctrl-C ends it with what was measured so far', async () => {
  const child = spawn(BINARY, ['bench', '--client', NODE, '--duration', '60m', '--repeat', '2', '--concurrency', '1']);
  let stdout = '';
  child.stdout.on('data', (data) => { stdout += data; });
  child.stderr.once('data', () => child.kill('SIGINT'));
  const [code] = await once(child, 'close');
  assert.equal(code, 130, stdout);
  assert.match(stdout, /^incomplete: raw client, 1 in flight: 0 of 2 repetitions$/m);
  assert.match(stdout, /^interrupted: /m);
});

const CANNOT = [
  [['--client', '/nowhere/client'], /cannot run "\/nowhere\/client"/],
  [['--client', 'false'], /cannot be measured.*mockmeter conform --client/],
  [['--client', TINY('inventive')], /tiny cannot be measured: at upstash\.list_qstash_users /],
  [['--client', TINY('canned')], /tiny cannot be measured/],
  [['--client', TINY('good'), '--operation', 'neon.account_consumption'],
    /tiny does not declare neon\.account_consumption; all clients declare: upstash\.list_qstash_users/],
  [['--client', NODE, '--operation', 'zkscore.create_api_key'], /cannot be measured with --client; use one of /],
  [['--client', NODE, '--operation', 'upstash.list_qstash_users', 'zkscore.get_usage'], /one --operation/],
  [['--client', NODE, '--url', 'http://127.0.0.1:1'], /--url.*--client|--client.*--url/],
  [['--client', NODE, '--connections', '4'], /--connections/],
  [['--client', NODE, '--requests', '4'], /--requests/],
  [['--client', NODE, '--rate', '-1'], /--rate/],
  [['--client', NODE, '--rate', 'nan'], /--rate/],
  [['--client', NODE, '--concurrency', '0'], /--concurrency/],
  [['--client', NODE, '--repeat', '0'], /--repeat/],
  [['--client', NODE, '--report', 'xml=x'], /--report "xml=x": use FORMAT=PATH, with a format of json, ndjson, text/],
  [['--client', NODE, '--report', `json=${folder}/no/such/x`], /--report .*no\/such/],
  [['--concurrency', '4'], /--client/],
];
for (const [args, message] of CANNOT) {
  test(`bench ${args.map((arg) => arg.replace(/^.*\//, '')).join(' ')} says what is wrong and exits 2`, async () => {
    const { code, stdout, stderr } = await bench(...args);
    assert.equal(code, 2, stdout + stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.ok(stderr.trim().split('\n').length <= 2, stderr);
  });
}
