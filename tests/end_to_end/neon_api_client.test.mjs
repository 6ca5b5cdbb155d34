// The real Neon API client, unmodified, against the real binary.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { bearer, startMock } from './mock.mjs';

const require = createRequire(new URL('./clients/', import.meta.url));
const { createApiClient } = require('@neondatabase/api-client');
const REQUIRED = ['active_time_seconds', 'compute_time_seconds', 'written_data_bytes',
  'synthetic_storage_size_bytes'];
const V1 = 'data_storage_bytes_hour';
const ORGANIZATION = 'org-ocean-art-12345678';
const MONTH = '2026-05-01T00:00:00Z'; // that is not over yet
const RANGES = {
  hourly: { from: '2026-05-19T00:00:00Z', to: '2026-05-20T00:00:00Z', count: 24 },
  daily: { from: '2026-05-01T00:00:00Z', to: '2026-05-11T00:00:00Z', count: 10 },
  monthly: { from: '2025-11-01T00:00:00Z', to: '2026-05-01T00:00:00Z', count: 6 },
};
let mock;

before(async () => { mock = await startMock(); });
beforeEach(() => mock.reset());
after(() => mock.stop());

const client = (key = 'napi_scale') =>
  createApiClient({ apiKey: key, baseURL: `${mock.url}/api/v2` });
const query = (granularity, more = {}) => {
  const { from, to } = RANGES[granularity];
  return { from, to, granularity, ...more };
};
const buckets = (periods) => periods.flatMap((period) => period.consumption);
const sum = (list, name) => list.reduce((total, bucket) => total + bucket[name], 0);

function checkPeriods(periods) {
  periods.forEach((period) => {
    assert.match(period.period_id, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    assert.equal(typeof period.period_plan, 'string');
    assert.match(period.period_start, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    if ('period_end' in period) assert.ok(period.period_end > period.period_start);
    assert.equal('period_end' in period, period.period_start < MONTH, 'the current period has no end');
  });
}

function checkBuckets(list, granularity, extras = []) {
  const names = ['timeframe_start', 'timeframe_end', ...REQUIRED, ...extras].sort();
  list.forEach((bucket, i) => {
    assert.deepEqual(Object.keys(bucket).sort(), names);
    [...REQUIRED, ...extras].forEach((name) => assert.ok(Number.isInteger(bucket[name]), name));
    if (i > 0) assert.equal(bucket.timeframe_start, list[i - 1].timeframe_end, 'contiguous');
  });
  assert.equal(list[0].timeframe_start, RANGES[granularity].from);
  assert.equal(list.at(-1).timeframe_end, RANGES[granularity].to);
}

for (const granularity of Object.keys(RANGES)) {
  test(`getConsumptionHistoryPerAccount, ${granularity}`, async () => {
    const { status, data } = await client().getConsumptionHistoryPerAccount(query(granularity));
    assert.equal(status, 200);
    checkPeriods(data.periods);
    const list = buckets(data.periods);
    assert.equal(list.length, RANGES[granularity].count);
    checkBuckets(list, granularity);
    assert.ok(sum(list, 'active_time_seconds') > 0);
  });
}

test('hours add up to their day', async () => {
  const { from, to } = RANGES.hourly;
  const hours = buckets((await client().getConsumptionHistoryPerAccount(query('hourly'))).data.periods);
  const [day] = buckets((await client().getConsumptionHistoryPerAccount(
    { from, to, granularity: 'daily' })).data.periods);
  for (const name of REQUIRED.slice(0, 3)) assert.equal(sum(hours, name), day[name], name);
});

for (const metric of [...REQUIRED, V1]) {
  test(`metrics=${metric} alone keeps the four required columns`, async () => {
    const plain = buckets((await client().getConsumptionHistoryPerAccount(query('daily',
      { metrics: [...REQUIRED, V1] }))).data.periods);
    const list = buckets((await client().getConsumptionHistoryPerAccount(
      query('daily', { metrics: [metric] }))).data.periods);
    checkBuckets(list, 'daily', metric === V1 ? [V1] : []);
    list.forEach((bucket, i) => {
      assert.equal(bucket[metric], plain[i][metric]);
      REQUIRED.filter((name) => name !== metric).forEach((name) => assert.equal(bucket[name], 0));
    });
  });
}

test('include_v1_metrics adds data_storage_bytes_hour, and metrics overrules it', async () => {
  const api = client();
  const added = await api.getConsumptionHistoryPerAccount(query('daily', { include_v1_metrics: true }));
  checkBuckets(buckets(added.data.periods), 'daily', [V1]);
  const ignored = await api.getConsumptionHistoryPerAccount(
    query('daily', { include_v1_metrics: true, metrics: REQUIRED }));
  checkBuckets(buckets(ignored.data.periods), 'daily');
});

test('org_id asks for another account', async () => {
  const own = await client().getConsumptionHistoryPerAccount(query('daily'));
  const theirs = await client().getConsumptionHistoryPerAccount(query('daily', { org_id: ORGANIZATION }));
  assert.notDeepEqual(buckets(theirs.data.periods), buckets(own.data.periods));
});

/** The error body of a call that must fail with this status. */
async function refusal(call, status) {
  const error = await call.then(() => assert.fail('no error'), (e) => e);
  assert.equal(error.response?.status, status, error.message);
  const { request_id: id, code, message, ...rest } = error.response.data;
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.equal(code, '');
  assert.deepEqual(rest, {});
  return message;
}

const REFUSALS = [
  [400, /granularity.*weekly|weekly/, {}, { granularity: 'weekly' }],
  [400, /query parameter "from" not set/, {}, { from: undefined }],
  [400, /parsing time "2026-05-01"/, {}, { from: '2026-05-01' }],
  [401, /^supplied credentials do not pass authentication$/, { key: 'napi_nobody' }, {}],
  [403, /^This endpoint is not available\. It is included with Scale plans and above$/,
    { key: 'napi_launch' }, {}],
  [403, /^This endpoint is not available\./, { key: 'napi_free' }, {}],
  [404, /organization/, {}, { org_id: 'org-somebody-else-00000000' }],
  [406, /^specified date-time range start is outside the boundaries of the specified granularity/, {},
    { from: '2026-01-01T00:00:00Z' }],
];
for (const [status, message, { key }, more] of REFUSALS) {
  test(`${status} for ${key ?? JSON.stringify(more)}`, async () => {
    const said = await refusal(
      client(key).getConsumptionHistoryPerAccount(query('daily', more)), status);
    assert.match(said, message);
  });
}

test('after the removal the route does not exist, whatever the parameters', async () => {
  await mock.setClock('2026-06-01T00:00:00Z');
  const gone = /^this route does not exist$/;
  assert.match(await refusal(client().getConsumptionHistoryPerAccount(query('daily')), 404), gone);
  assert.match(await refusal(client('napi_nobody').getConsumptionHistoryPerAccount({}), 404), gone);
  await mock.setClock('2026-05-31T23:59:59Z');
  assert.equal((await client().getConsumptionHistoryPerAccount(
    { ...query('daily'), from: '2026-05-20T00:00:00Z', to: '2026-05-31T00:00:00Z' })).status, 200);
});

test('getConsumptionHistoryPerProject pages through every project once', async () => {
  const seen = [];
  let cursor;
  for (let page = 0; page < 10; page += 1) {
    const { data } = await client().getConsumptionHistoryPerProject(query('daily', { limit: 5, cursor }));
    if (data.projects.length === 0) break;
    data.projects.forEach((project) => checkPeriods(project.periods));
    seen.push(...data.projects);
    if (!data.pagination?.cursor || data.pagination.cursor === cursor) break;
    cursor = data.pagination.cursor;
  }
  assert.equal(seen.length, 12);
  assert.equal(new Set(seen.map((project) => project.project_id)).size, 12);
  const account = buckets((await client().getConsumptionHistoryPerAccount(query('daily'))).data.periods);
  for (const name of REQUIRED) {
    assert.equal(seen.reduce((total, p) => total + sum(buckets(p.periods), name), 0), sum(account, name), name);
  }
});

test('X-Request-ID comes back in the body of an error', async () => {
  const answer = await mock.get('/api/v2/consumption_history/account',
    { ...bearer('napi_scale'), 'X-Request-ID': 'my-request-1' });
  assert.equal(answer.status, 400);
  assert.equal((await answer.json()).request_id, 'my-request-1');
});
