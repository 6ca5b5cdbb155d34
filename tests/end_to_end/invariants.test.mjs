// The laws of the numbers, over HTTP: whatever is asked, parts add up to their whole.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bearer, startMock } from './mock.mjs';

const SEEDS = [1, 2, 3, 4];
const NEON_ROUNDS = 130; // per seed: 520 ranges
const ZKSCORE_ROUNDS = 130;
const DAY = 86_400_000;
const iso = (time) => new Date(time).toISOString().replace('.000', '');
const total = (list, name) => list.reduce((sum, item) => sum + item[name], 0);

/** A small seeded generator (mulberry32), so that a failure can be repeated. */
function generator(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { pick: (list) => list[Math.floor(next() * list.length)], below: (n) => Math.floor(next() * n) };
}

async function json(mock, path, token) {
  const answer = await mock.get(path, bearer(token));
  const body = await answer.json();
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(body)}`);
  return body;
}

async function neon(mock, token, from, to, granularity, more = '') {
  const body = await json(mock, '/api/v2/consumption_history/account'
    + `?from=${iso(from)}&to=${iso(to)}&granularity=${granularity}${more}`, token);
  return body.periods.flatMap((period) => period.consumption);
}

/** Granularities fine enough to be paged through, by timeframe. */
const FINE = { '1h': ['minute'], '24h': ['minute', 'hour'], '7d': ['hour'], '30d': ['hour'] };
/** A bucket's field, and the field of the whole that it adds up to. */
const WHOLES = {
  requests: 'totalRequests', successfulRequests: 'successfulRequests',
  failedRequests: 'failedRequests', dataTransferred: 'dataTransferred',
};

async function allPages(ask, query, limit) {
  const series = [];
  for (;;) {
    const page = await ask(`${query}&limit=${limit}&offset=${series.length}`);
    series.push(...page.timeSeries);
    assert.equal(page.pagination.hasMore, series.length < page.pagination.total);
    if (!page.pagination.hasMore) return series;
  }
}

const ADDITIVE = ['active_time_seconds', 'compute_time_seconds', 'written_data_bytes'];
const ALL = '&metrics=active_time_seconds,compute_time_seconds,written_data_bytes,data_storage_bytes_hour';

for (const seed of SEEDS) {
  let mock;
  before(async () => { mock = await startMock('--seed', `${seed}`); });
  after(() => mock.stop());

  test(`Neon, seed ${seed}: hours add up to days, days to months`, async () => {
    const { pick, below } = generator(seed);
    for (let round = 0; round < NEON_ROUNDS; round += 1) {
      const token = pick(['napi_scale', 'napi_business', 'napi_enterprise']);
      const names = [...ADDITIVE, 'data_storage_bytes_hour'];
      // Within the last 168 hours of 2026-05-20T12:00:00Z, and past now.
      const from = Date.UTC(2026, 4, 14) + below(6) * DAY;
      const to = from + (1 + below(8)) * DAY;
      const hours = await neon(mock, token, from, to, 'hourly', ALL);
      const days = await neon(mock, token, from, to, 'daily', ALL);
      for (const name of names) {
        assert.equal(total(hours, name), total(days, name), `${token} ${iso(from)} ${iso(to)} ${name}`);
      }
      const month = pick([[3, 4], [4, 5]]); // April, and May up to now
      const [begin, end] = month.map((m) => Date.UTC(2026, m, 1));
      const daily = await neon(mock, token, begin, end, 'daily', ALL);
      const monthly = await neon(mock, token, begin, end, 'monthly', ALL);
      for (const name of names) assert.equal(total(daily, name), total(monthly, name), `${token} ${name}`);
    }
  });

  test(`ZKScore, seed ${seed}: minutes to hours to days, pages, keys, breakdowns`, async () => {
    const { pick, below } = generator(seed);
    const usage = (token, query) => json(mock, `/v1/developer/usage?${query}`, token);
    for (let round = 0; round < ZKSCORE_ROUNDS; round += 1) {
      const token = pick(['zk_test_free', 'zk_test_starter', 'zk_test_professional', 'zk_test_enterprise']);
      // A year of minutes is swept for its peaks: right, but slow under the sanitizers.
      const timeframe = pick(round % 20 === 0 ? ['90d', '1y', 'all'] : ['1h', '24h', '7d', '30d']);
      const base = `timeframe=${timeframe}&sort=timestamp&order=asc&limit=1000`;
      const coarse = await usage(token, `${base}&granularity=${pick(['day', 'week', 'month'])}`);
      assert.equal(total(coarse.timeSeries, 'requests'), coarse.usage.totalRequests, `${token} ${timeframe}`);
      assert.equal(coarse.usage.successfulRequests + coarse.usage.failedRequests, coarse.usage.totalRequests);
      for (const part of ['byEndpoint', 'byMethod', 'byStatusCode', 'byKey']) {
        assert.equal(total(coarse.breakdown[part], 'requests'), coarse.usage.totalRequests, part);
      }
      for (const part of ['byType', 'byEndpoint', 'byStatusCode']) {
        assert.equal(total(coarse.errors[part], 'count'), coarse.usage.failedRequests, part);
      }
      for (const key of coarse.breakdown.byKey.filter(() => round % 4 === 0)) {
        if (key.requests === 0) continue;
        const alone = await usage(token, `${base}&keyId=${key.keyId}`);
        assert.equal(alone.usage.totalRequests, key.requests);
      }
      const fine = FINE[timeframe];
      if (!fine) continue; // too many buckets to page through over and over
      const series = await allPages((query) => usage(token, query),
        `timeframe=${timeframe}&sort=timestamp&order=asc&granularity=${pick(fine)}`, 100 + below(900));
      for (const [name, whole] of Object.entries(WHOLES)) {
        assert.equal(total(series, name), coarse.usage[whole], `${token} ${timeframe} ${name}`);
      }
      const stamps = series.map((bucket) => bucket.timestamp);
      assert.deepEqual(stamps, [...new Set(stamps)].sort(), 'each bucket once, in order');
    }
  });
}
