// What wrk prints, and what it is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { milliseconds, parse, wrkArguments, wrkThreads } from '../../../bench/comparison/wrk.mjs';

const OUTPUT = `Running 3s test @ http://127.0.0.1:8080/v2/qstash/users
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.40ms    1.03ms  17.53ms   85.29%
    Req/Sec    47.42k     4.25k   53.96k    66.67%
  Latency Distribution
     50%    1.14ms
     75%  720.00us
     90%    2.67ms
     99%    5.03s
  141672 requests in 3.00s, 351.28MB read
Requests/sec:  47198.52
Transfer/sec:    117.03MB
`;

test('reads requests, rate and percentiles', () => {
  assert.deepEqual(parse(OUTPUT), {
    requests: 141672, requests_per_second: 47198.52, p50_ms: 1.14, p99_ms: 5030, errors: {},
  });
});

test('reads errors of every kind, and only those that happened', () => {
  const failed = OUTPUT.replace('Requests/sec', `\
  Socket errors: connect 1, read 22, write 0, timeout 4
  Non-2xx or 3xx responses: 17
Requests/sec`);
  assert.deepEqual(parse(failed).errors, { connect: 1, read: 22, timeout: 4, status: 17 });
});

test('refuses an output without figures', () => {
  assert.throws(() => parse('unable to connect to 127.0.0.1:8080 Connection refused\n'));
});

test('reads every unit', () => {
  const cases = [['250.00us', 0.25], ['1.14ms', 1.14], ['5.03s', 5030], ['2.00m', 120000]];
  for (const [text, expected] of cases) assert.equal(milliseconds(text), expected, text);
});

test('sends the request headers, and what makes a traffic what it is', () => {
  const of = (traffic) => wrkArguments({ connections: 16, traffic, seconds: 3 },
    'http://localhost/', { 'X-A': 'b' });
  assert.deepEqual(of('same'), [
    `-t${wrkThreads(16)}`, '-c16', '-d3s', '--latency', '--timeout', '10s',
    '-H', 'X-A: b', 'http://localhost/']);
  assert.match(of('close').join(' '), /-H X-A: b -H Connection: close http/);
  assert.match(of('different').join(' '), /-s \S+\/different\.lua http/);
});
