// What the real binary says about clients: bad ones have just their finding, real ones none.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { request } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PAID, basic, bearer, run, startMock, BINARY } from './mock.mjs';

const require = createRequire(new URL('./clients/', import.meta.url));
const { createApiClient } = require('@neondatabase/api-client');
const RANGE = { from: '2026-05-01T00:00:00Z', to: '2026-05-03T00:00:00Z', granularity: 'daily' };
const PROJECTS = `/api/v2/consumption_history/projects?${new URLSearchParams(RANGE)}`;
const NEON = bearer('napi_scale');
const UPSTASH = basic('dev@example.com:upstash-test-key');
const ZKSCORE = bearer('zk_test_free');
let mock;

before(async () => { mock = await startMock('--rate-limits', 'on'); });
beforeEach(() => mock.reset());
after(() => mock.stop());

const report = async () => (await fetch(`${mock.ready.admin}/findings`)).json();
const names = async () => (await report()).findings.map(({ name }) => name);

/** fetch sends no body with a GET. */
const getWithBody = (path, headers, body) => new Promise((resolve, reject) => {
  const asked = request(mock.url + path, { headers: { ...headers, 'Content-Length': body.length } },
    (answer) => answer.resume().on('end', resolve));
  asked.on('error', reject);
  asked.end(body);
});

const times = async (count, call, pause = 0) => {
  for (let i = 0; i < count; i += 1) {
    if (i > 0 && pause > 0) await sleep(pause);
    await (await call()).arrayBuffer();
  }
};

const CLIENTS = {
  'not-mocked': () => mock.get('/api/v2/regions', NEON),
  'unmatched-request': () => mock.get('/v2/qstash/userz', UPSTASH),
  'invalid-parameter': () => mock.get(`/v2/qstash/stats/${PAID}?period=2h`, UPSTASH),
  'undocumented-parameter': () => mock.get(`${PROJECTS}&limit=100&metrics[]=a`, NEON),
  'malformed-authorization': () => mock.get('/v2/qstash/users'),
  'secret-in-url': () => mock.get('/v2/qstash/user/upstash-test-key', UPSTASH),
  'deprecated-use': () => mock.get('/v2/qstash/user', UPSTASH),
  'early-retry': async () => {
    await mock.addFaults('status=429,times=1');
    await times(2, () => mock.get('/v2/qstash/users', UPSTASH));
  },
  'no-backoff': async () => {
    await mock.addFaults('status=503,times=3');
    await times(4, () => mock.get('/v2/qstash/users', UPSTASH), 250);
  },
  'incomplete-paging': () => mock.get(PROJECTS, NEON),
  refetch: () => times(3, () => mock.get(`${PROJECTS}&limit=100`, NEON)),
  'body-on-get': () => getWithBody('/v2/qstash/users', UPSTASH, '{}'),
};

for (const [name, client] of Object.entries(CLIENTS)) {
  test(`a client with ${name} has just that finding`, async () => {
    await client();
    const { findings, requests, inconclusive } = await report();
    assert.deepEqual(findings.map((finding) => finding.name), [name]);
    assert.equal(inconclusive, false);
    assert.ok(requests >= 1);
    const [{ message, request: line, number, count, operation }] = findings;
    assert.match(message, /^[ -~]+\.$/);
    assert.match(line, /^GET \//);
    assert.ok(number >= 1 && count >= 1);
    assert.equal(operation === undefined, ['not-mocked', 'unmatched-request'].includes(name));
  });
}

test('list and explain know every finding', async () => {
  const { stdout } = await run(BINARY, ['list', 'findings']);
  const listed = stdout.trim().split('\n').map((line) => line.split(/ +/)[0]);
  assert.deepEqual(listed.sort(), Object.keys(CLIENTS).sort());
  for (const name of listed) {
    const explained = await run(BINARY, ['explain', name]);
    assert.equal(explained.code, 0);
    assert.ok(explained.stdout.startsWith(`${name}\n`));
  }
});

test('a client that meets the limit and waits has no finding, be it by advancing the clock', async () => {
  let answer;
  do answer = await mock.get('/v1/developer/keys', ZKSCORE); while (answer.status === 200);
  assert.equal(answer.status, 429);
  await mock.advanceClock(`PT${answer.headers.get('Retry-After')}S`);
  assert.equal((await mock.get('/v1/developer/keys', ZKSCORE)).status, 200);
  assert.deepEqual(await names(), []);
});

test('a client that meets the limit and does not wait is found, memo or not', async () => {
  await times(62, () => mock.get('/v1/developer/keys', ZKSCORE));
  assert.deepEqual(await names(), ['early-retry']);
});

test('the real Neon client has no finding when it reads every page', async () => {
  const api = createApiClient({ apiKey: 'napi_scale', baseURL: `${mock.url}/api/v2` });
  const metrics = ['active_time_seconds', 'compute_time_seconds'];
  for (let cursor; ;) {
    const { data } = await api.getConsumptionHistoryPerProject({ ...RANGE, limit: 5, cursor, metrics });
    if (data.projects.length === 0) break;
    cursor = data.pagination.cursor;
  }
  const hourly = { from: '2026-05-20T00:00:00Z', to: '2026-05-20T12:00:00Z', granularity: 'hourly' };
  for (let i = 0; i < 4; i += 1) {
    await api.getConsumptionHistoryPerProject({ ...hourly, limit: 100, org_id: 'org-ocean-art-12345678' });
  }
  assert.deepEqual(await report(), { findings: [], requests: 8, inconclusive: false });
});

test('the deprecated account endpoint is the only finding of the real Neon client there', async () => {
  const api = createApiClient({ apiKey: 'napi_scale', baseURL: `${mock.url}/api/v2` });
  await api.getConsumptionHistoryPerAccount(RANGE);
  assert.deepEqual(await names(), ['deprecated-use']);
});

test('no finding shows a secret', async () => {
  const secrets = ['sk_live_hunter2hunter2', 'upstash-test-key', 'zk_prod_hunter2hunter2'];
  for (const secret of secrets) {
    await mock.get(`/v2/qstash/users?api_key=${secret}&${secret}=1`, bearer(secret));
    await mock.get(`/nowhere/${secret}?token=${encodeURIComponent(secret)}`);
    await getWithBody(`/v1/developer/keys?keyId=${secret}`, bearer(secret), secret);
  }
  const text = JSON.stringify(await report());
  assert.ok(text.includes('secret-in-url'));
  for (const secret of secrets) assert.ok(!text.includes(secret), secret);
});
