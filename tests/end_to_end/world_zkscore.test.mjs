// mockmeter world of ZKScore: usage that was recorded of one mock is served by another.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { check, tail } from './checking.mjs';
import { BINARY, bearer, run, startMock } from './mock.mjs';
import { startRecordingProxy } from './recording_proxy.mjs';
import { har, newPath, worldOf, written } from './worlds.mjs';

const NOW = '2026-05-20T12:34:56Z';
const QUESTIONS = ['timeframe=1h&granularity=minute', 'timeframe=24h&granularity=hour', 'timeframe=7d&granularity=hour',
  'timeframe=30d&granularity=day', 'timeframe=90d&granularity=day', 'timeframe=90d&granularity=week', 'timeframe=1y&granularity=month'];

async function usage(url, key, query) {
  const response = await fetch(`${url}/v1/developer/usage?${query}&sort=timestamp&order=asc&limit=1000`, { headers: bearer(key) });
  assert.equal(response.status, 200, query);
  return response.json();
}

/** The buckets of all questions, of all keys and of each. */
async function everything(url, key) {
  const { keys } = await (await fetch(`${url}/v1/developer/keys`, { headers: bearer(key) })).json();
  const all = {};
  for (const query of QUESTIONS) {
    all[query] = await usage(url, key, query);
    for (const [index, { id }] of keys.entries()) all[`key ${index} ${query}`] = await usage(url, key, `${query}&keyId=${id}`);
  }
  return all;
}

const EXACT = ['timestamp', 'requests', 'successfulRequests', 'failedRequests', 'peakLatency', 'dataTransferred'];
const pick = (object, names) => Object.fromEntries(names.map((name) => [name, object[name]]));

let recorded;
let recording;
const checked = newPath('har');
before(async () => {
  const mock = await startMock('--seed', '77', '--clock', NOW);
  const proxy = await startRecordingProxy(() => mock.url);
  recorded = await everything(proxy.url, 'zk_test_starter');
  recording = written(proxy.takeHar());
  const result = await check([mock.url, '--timeout', '60', '--provider', 'zkscore', '--report', `har=${checked}`]);
  assert.equal(result.code, 0, tail(result));
  proxy.stop();
  await mock.stop();
});

test('every recorded bucket is served, by minute, hour, day, week and month, of all keys and of each', async () => {
  const world = await worldOf(recording);
  assert.match(world.stderr, /^ {2}ZKScore: 1 account with 2 keys: zk_recorded, zk_recorded2$/m);
  assert.doesNotMatch(world.stderr, /left out/);
  const mock = await startMock('--seed', '5', '--world', world.path, '--clock', NOW);
  try {
    const served = await everything(mock.url, 'zk_recorded');
    let count = 0;
    for (const [question, before] of Object.entries(recorded)) {
      const now = served[question];
      assert.deepEqual(now.timeSeries.map((each) => pick(each, EXACT)), before.timeSeries.map((each) => pick(each, EXACT)), question);
      const means = (body) => body.timeSeries.map(({ averageLatency }) => averageLatency);
      for (const [index, mean] of means(now).entries()) {
        assert.ok(Math.abs(mean - means(before)[index]) < 0.02, `${question} ${index}: ${mean} and ${means(before)[index]}`);
      }
      const totals = ['totalRequests', 'successfulRequests', 'failedRequests', 'successRate', 'dataTransferred', 'peakLatency'];
      assert.deepEqual(pick(now.usage, totals), pick(before.usage, totals), question);
      count += now.timeSeries.length;
    }
    assert.ok(count > 900, `${count} buckets`);
  } finally {
    await mock.stop();
  }
  for (const secret of ['zk_test_starter', 'key_starter_web', 'Web shop', 'acct_starter']) assert.ok(!world.text.includes(secret), secret);
});

test('what check recorded is a world that passes check, also an hour later', async () => {
  const world = await worldOf(checked);
  for (const clock of [NOW, '2026-05-20T13:41:07Z']) {
    const mock = await startMock('--seed', '5', '--world', world.path, '--clock', clock);
    try {
      // What is derived of a key knows nothing of limits.
      const result = await check([mock.url, '--timeout', '60', '--provider', 'zkscore', '--skip', 'zkscore/get_usage/totals/within-limits*'],
        { ZKSCORE_API_KEY: 'zk_recorded' });
      assert.match(result.stdout, /^ *\d{2,} passed, 0 failed$/m, tail(result));
    } finally {
      await mock.stop();
    }
  }
});

/** A recording by hand. */
const entry = (query, body, key = 'zk_mine') => ({
  startedDateTime: NOW, time: 1,
  request: { method: 'GET', url: `https://api.zkscore.io/v1/developer/usage?${query}`, headers: [{ name: 'Authorization', value: `Bearer ${key}` }] },
  response: { status: 200, headers: [{ name: 'Date', value: new Date(NOW).toUTCString() }], content: { text: JSON.stringify(body) } },
});
const point = (timestamp, requests, failed, more = {}) => ({ timestamp, requests, successfulRequests: requests - failed, failedRequests: failed,
  averageLatency: 50.5, peakLatency: 90, dataTransferred: requests * 10, ...more });
const body = (timeSeries, total, failed, breakdown) => ({ success: true, timeSeries, breakdown,
  usage: { totalRequests: total, failedRequests: failed, averageLatency: 50.5, peakLatency: 90, dataTransferred: total * 10 },
  rateLimits: { current: { requestsPerMinute: 300, requestsPerHour: 10000, requestsPerDay: 100000 } } });

test('a page of a series leaves the rest to the other buckets, and ids in paths are replaced', async () => {
  const secret = 'alice-in-wonderland-42';
  const breakdown = { byKey: [{ keyId: `key-${secret}`, name: secret, requests: 1000, dataTransferred: 10000 }],
    byEndpoint: [{ endpoint: `/v1/score/${secret}`, requests: 900 }, { endpoint: '/v1/score/:identity', requests: 100 }],
    byStatusCode: [{ statusCode: 200, requests: 990 }, { statusCode: 404, requests: 10 }] };
  const world = await worldOf(har(
    entry('timeframe=24h&limit=1', body([point('2026-05-20T10:00:00Z', 400, 7)], 1000, 10, breakdown)),
    entry('timeframe=24h', body([point('2026-05-20T11:00:00Z', 4, 7)], 1000, 10, breakdown))));
  assert.match(world.stderr, /1 exchange that is not as documented: failedRequests is more than requests/);
  assert.ok(!world.text.includes('alice'));
  const twice = await worldOf(har(entry('timeframe=24h', body([point('2026-05-20T10:00:00Z', 400, 7)], 1000, 10, breakdown)),
    entry('timeframe=24h', body([point('2026-05-20T10:00:00Z', 500, 7)], 1000, 10, breakdown), 'zk_other')));
  assert.match(twice.stderr, /ZKScore: 1 account with 1 key/, 'two credentials that see the same key are of one account');
  const mock = await startMock('--world', world.path, '--clock', NOW);
  try {
    const { timeSeries, usage: total } = await usage(mock.url, 'zk_recorded', 'timeframe=24h');
    const hour = timeSeries.find(({ timestamp }) => timestamp === '2026-05-20T10:00:00Z');
    assert.deepEqual(hour, point('2026-05-20T10:00:00Z', 400, 7));
    assert.deepEqual([total.totalRequests, total.failedRequests, total.dataTransferred], [1000, 10, 10000]);
  } finally {
    await mock.stop();
  }
  const { id } = world.document.zkscore.accounts[0].keys[0];
  const { stdout } = await run(BINARY, ['explain', '--world', world.path, id]);
  assert.match(stdout, /^ {6}generated {2}at all other times$/m);
});
