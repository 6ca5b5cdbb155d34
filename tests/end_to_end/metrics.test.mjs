// GET /__admin/metrics over HTTP, read by a strict reader of the Prometheus text format.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { basic, startMock } from './mock.mjs';

const USERS = '/v2/qstash/users';
const UPSTASH = basic('dev@example.com:upstash-test-key');
const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?)$`);

let mock;
before(async () => { mock = await startMock(); });
after(() => mock.stop());

/** {"name{labels}": value}; fails for what is not in the format, or has no HELP and TYPE. */
function samplesIn(text) {
  assert.ok(text.endsWith('\n'), 'the last line ends, too');
  const families = { HELP: new Set(), TYPE: new Set() };
  const samples = {};
  for (const line of text.split('\n').slice(0, -1)) {
    const comment = line.match(new RegExp(`^# (HELP|TYPE) (${NAME}) .+$`));
    if (comment) {
      assert.ok(!families[comment[1]].has(comment[2]), `once: ${line}`);
      families[comment[1]].add(comment[2]);
      continue;
    }
    const sample = line.match(SAMPLE);
    assert.ok(sample, `a sample: ${line}`);
    const [, name, labels = '', value] = sample;
    const family = name.replace(/(_duration_seconds)_(bucket|sum|count)$/, '$1');
    assert.ok(families.HELP.has(family) && families.TYPE.has(family), `introduced: ${line}`);
    assert.ok(!(name + labels in samples), `once: ${line}`);
    samples[name + labels] = Number(value);
  }
  return samples;
}

async function metrics() {
  const answer = await fetch(`${mock.ready.admin}/metrics`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  assert.ok(!text.includes('upstash-test') && !text.includes('robots'), 'nothing from outside');
  return samplesIn(text);
}

const users = (status) => 'mockmeter_requests_total{provider="upstash",'
  + `operation="upstash.list_qstash_users",status="${status}"}`;

test('the metrics count what clients got, from memory too', async () => {
  for (let i = 0; i < 5; i += 1) await (await mock.get(USERS, UPSTASH)).text();
  await (await mock.get(USERS)).text();
  await (await mock.get('/robots.txt', UPSTASH)).text();
  await mock.addFaults('status=503,times=1');
  await (await mock.get(USERS, UPSTASH)).text();
  const samples = await metrics();
  assert.equal(samples[users(200)], 5);
  assert.equal(samples[users(401)], 1);
  assert.equal(samples[users(503)], 1);
  assert.equal(samples['mockmeter_unmatched_requests_total{status="404"}'], 1);
  assert.equal(samples['mockmeter_faults_fired_total{kind="status"}'], 1);
  assert.equal(samples.mockmeter_rate_limited_total, 0);
  assert.equal(samples.mockmeter_journal_entries, 8, 'without control calls');
  assert.equal(samples.mockmeter_clock_timestamp_seconds, Date.UTC(2026, 4, 20, 12) / 1000);
  assert.equal(samples[`mockmeter_build_info{version="${mock.ready.version}"}`], 1);
});

const duration = (suffix, bound) => `mockmeter_response_duration_seconds_${suffix}{provider="upstash",`
  + `operation="upstash.list_qstash_users"${bound ? `,le="${bound}"` : ''}}`;

test('the latencies of an operation are a histogram of the responses that are counted', async () => {
  const before = await metrics();
  await mock.addFaults('delay=300ms,times=1');
  await (await mock.get(USERS, UPSTASH)).text();
  const samples = await metrics();
  const more = (name) => samples[name] - before[name];
  assert.equal(samples[duration('count')], samples[users(200)] + samples[users(401)] + samples[users(503)]);
  assert.equal(samples[duration('bucket', '+Inf')], samples[duration('count')]);
  assert.equal(more(duration('bucket', '0.25')), 0);
  assert.equal(more(duration('bucket', '10')), 1);
  assert.ok(more(duration('sum')) >= 0.3);
  const buckets = Object.keys(samples).filter((name) => name.startsWith(duration('bucket', 'x').split(',le')[0]));
  assert.equal(buckets.length, 17);
  for (const [i, name] of buckets.slice(1).entries()) assert.ok(samples[name] >= samples[buckets[i]], name);
});

test('a reset sets no counter back', async () => {
  await mock.reset();
  const samples = await metrics();
  assert.equal(samples[users(200)], 6);
  assert.equal(samples[duration('count')], 8);
  assert.equal(samples['mockmeter_faults_fired_total{kind="status"}'], 1);
  assert.equal(samples.mockmeter_journal_entries, 0);
  assert.equal(samples.mockmeter_journal_bytes, 0);
});
