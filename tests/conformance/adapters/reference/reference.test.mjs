// The reference client without a mutant, against the real binary and against answers that it never gives.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, beforeEach, test } from 'node:test';
import { run, startMock } from '../../../end_to_end/mock.mjs';
import { startAdapter } from '../adapter.mjs';
import { DAYS, NEON, PAID, callOf } from '../calls.mjs';
import { startScripted } from '../scripted.mjs';

const CLIENT = process.env.MOCKMETER_REFERENCE_CLIENT;
let mock;
let client;

before(async () => { mock = await startMock(); client = startAdapter([CLIENT]); });
beforeEach(() => mock.reset());
after(async () => { await client.stop(); await mock.stop(); });

const ask = (operation, args, options) => client.call(callOf(mock.url, operation, args, options));
const result = async (...call) => {
  const { result: value, ...rest } = await ask(...call);
  assert.deepEqual(rest, {});
  return value;
};
/** Asks a scripted server, which is gone afterwards. */
async function scripted(answers, operation, args, options) {
  const server = await startScripted(answers);
  const answer = await client.call(callOf(server.origin, operation, args, options)).finally(server.stop);
  return { ...answer, requests: server.requests };
}
const USERS = 'upstash.list_qstash_users';
const STATS = 'upstash.get_qstash_stats';
const ACCOUNT = 'neon.account_consumption';
const PROJECTS = 'neon.project_consumption';
const USAGE = 'zkscore.get_usage';

test('says hello with every operation of the mock but the neighbours', async () => {
  const hello = await client.hello();
  const listed = execFileSync(process.env.MOCKMETER_BIN, ['list', 'operations'], { encoding: 'utf8' });
  const rows = listed.trim().split('\n').map((line) => line.split(/ +/));
  const known = rows.filter(([, relation]) => relation !== 'neighbour').map(([id]) => id);
  assert.ok(known.length < rows.length);
  const unknown = known.filter((id) => !hello.operations.includes(id));
  assert.ok(unknown.length === 0, `add to conformance/adapters/reference/operations/: ${unknown}`);
  assert.deepEqual([...hello.operations].sort(), known.sort());
  assert.equal(hello.client.language, 'C++');
  assert.ok(hello.parallel > 1);
});

test('refuses an operation that does not exist, and knows no argument by heart', async () => {
  assert.match((await client.call({ ...callOf(mock.url, USERS), operation: 'upstash.made_up' })).unsupported, /made_up/);
  assert.equal((await ask(STATS, {})).error.kind, 'usage');
  assert.equal((await ask(USERS, { page: 1 })).error.kind, 'usage');
});

test('reads the four seed operations', async () => {
  assert.equal((await result(USERS)).length, 2);
  const stats = await result(STATS, { id: PAID, period: '30d' });
  assert.equal(stats.daily_used.length, 240);
  stats.daily_used.forEach(({ x }) => assert.match(x, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/));
  assert.equal((await result(ACCOUNT, DAYS)).periods[0].consumption.length, 10);
  assert.equal((await result(USAGE, { timeframe: '24h', includeErrors: false })).errors, undefined);
});

test('reads every page once', async () => {
  const all = await result(PROJECTS, { ...DAYS, limit: 5 }, { all_pages: true });
  assert.equal(new Set(all.projects.map((project) => project.project_id)).size, 12);
  assert.equal(all.pagination, undefined);
  const usage = await result(USAGE, { timeframe: '7d', limit: 50 }, { all_pages: true });
  assert.equal(usage.timeSeries.length, (await result(USAGE, { timeframe: '7d', limit: 1000 })).timeSeries.length);
});

test('asks for every page of costs with the same query, and keeps each amount exact', async () => {
  const bucket = (start_time, value, project_id) => ({ object: 'bucket', start_time, end_time: start_time + 86_400,
    results: [{ object: 'organization.costs.result', amount: { value, currency: 'usd' }, project_id }] });
  const first = bucket(1779235200, '0.001589850000000000000000000001', null);
  const second = bucket(1779321600, '75.38441804', 'proj_a');
  const { result: costs, requests } = await scripted([
    { json: { object: 'page', data: [first], has_more: true, next_page: 'page_AAA=' } },
    { json: { object: 'page', data: [second], has_more: false, next_page: null } },
  ], 'openai.costs', { start_time: 1779235200, group_by: ['project_id', 'line_item'], limit: 1 }, { all_pages: true });
  assert.deepEqual(costs, { object: 'page', data: [first, second] });
  const query = 'start_time=1779235200&group_by=project_id&group_by=line_item&limit=1';
  assert.deepEqual(requests.map(({ url }) => url),
    [`/v1/organization/costs?${query}`, `/v1/organization/costs?${query}&page=page_AAA%3D`]);
  assert.deepEqual(requests[0].headers.find(([name]) => name === 'authorization'), ['authorization', 'Bearer sk-admin-test']);
});

test('creates a key with one request, whatever comes back', async () => {
  const made = await result('zkscore.create_api_key', { name: 'mine' });
  assert.equal(made.key.name, 'mine');
  const { error, requests } = await scripted([{ status: 503, json: {} }], 'zkscore.create_api_key', { name: 'mine' });
  assert.deepEqual([error.status, error.kind, requests.length], [503, 'server_error', 1]);
});

for (const [status, kind] of [[400, 'bad_request'], [401, 'unauthorized'], [403, 'forbidden'], [404, 'not_found'],
  [406, 'not_acceptable'], [410, 'gone'], [418, 'client_error'], [302, 'redirect'], [599, 'server_error']]) {
  test(`tells ${status} apart, whatever its body`, async () => {
    const bodies = { '': /HTTP status/, '<html>': /HTTP status/, '"no"': /^no$/, '{"error":"no"}': /^no$/, '{"error":"NO","message":"no"}': /^no$/,
      '{"error":{"code":"NO","message":"no"}}': /^no$/, '[': /HTTP status/ };
    for (const [text, message] of Object.entries(bodies)) {
      const { error, requests } = await scripted([{ status, text }], USERS, {}, { max_retries: 0 });
      assert.deepEqual([error.status, error.kind, requests.length], [status, kind, 1]);
      assert.match(error.message, message);
    }
  });
}

test('retries a GET with growing gaps, and not one time more than it may', async () => {
  const { error, requests } = await scripted([{ status: 503, json: {} }], USERS, {}, { max_retries: 2 });
  assert.equal(error.kind, 'server_error');
  assert.equal(requests.length, 3);
  const gaps = requests.slice(1).map((request, i) => request.at - requests[i].at);
  assert.ok(gaps[0] >= 245 && gaps[1] >= 495, `${gaps}`);
});

const seconds = (text) => new Date(Date.parse('2026-05-20T12:00:00Z') + text * 1000).toUTCString();
for (const [name, headers] of [
  ['seconds', { 'Retry-After': '1' }],
  ['a date, against the answer\'s own', { 'Retry-After': seconds(1), Date: seconds(0) }],
]) {
  test(`waits as Retry-After says, in ${name}`, async () => {
    const { result: users, requests } = await scripted([{ status: 429, headers, json: {} }, { json: [] }], USERS);
    assert.deepEqual(users, []);
    assert.ok(requests[1].at - requests[0].at >= 995);
  });
}

for (const wait of ['0.05', '-1', 'soon', '', '0', seconds(-100)]) {
  test(`backs off when Retry-After is "${wait}"`, async () => {
    const answers = [{ status: 429, headers: { 'Retry-After': wait, Date: seconds(0) }, json: {} }, { json: [] }];
    const { result: users, requests } = await scripted(answers, USERS);
    assert.deepEqual(users, []);
    assert.ok(requests[1].at - requests[0].at >= 245);
  });
}

test('leaves it to its caller to wait for a day', async () => {
  for (const wait of ['86400', '99999999999999999999']) {
    const { error, requests } = await scripted([{ status: 429, headers: { 'Retry-After': wait }, json: {} }], USERS);
    assert.equal(requests.length, 1);
    assert.ok(error.retry_after_ms >= 86_400_000);
  }
});

test('calls a truncated answer truncated, at every byte, however it is framed', async () => {
  const text = JSON.stringify([{ id: 'a', budget: 1 }]);
  for (let cut = 0; cut < text.length; cut += 1) {
    const chunked = (request, response) => {
      response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
      response.write(text.slice(0, cut) || ' ', () => request.socket.destroy());
    };
    for (const answer of [{ text, cut }, chunked, { text, gzip: true, cut }]) {
      const { error } = await scripted([answer], USERS, {}, { max_retries: 0 });
      assert.equal(error?.kind, 'truncated', `${cut}`);
    }
  }
});

test('reads gzip, of two members too, and nothing that only looks like it', async () => {
  const json = [{ id: 'a' }];
  assert.deepEqual((await scripted([{ json, gzip: true }], USERS)).result, json);
  const { gzipSync } = await import('node:zlib');
  const give = (body) => (request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(body);
  const two = Buffer.concat([gzipSync('[{"id"'), gzipSync(':"a"}]')]);
  assert.deepEqual((await scripted([give(two)], USERS)).result, json);
  assert.equal((await scripted([give('[]')], USERS)).error.kind, 'decode');
  assert.equal((await scripted([give(gzipSync('[{"id":"a"}]').subarray(0, -6))], USERS)).error.kind, 'truncated');
});

const dribble = (request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  request.socket.on('close', () => clearInterval(timer));
};
for (const [name, answer] of [['silence', () => {}], ['a dribble', dribble]]) {
  test(`ends in time for ${name}, and is of use afterwards`, async () => {
    const started = performance.now();
    const { error, requests } = await scripted([answer], USERS, {}, { timeout_ms: 300 });
    const took = performance.now() - started;
    assert.deepEqual([error.kind, error.class, requests.length], ['timeout', 'TimeoutError', 1]);
    assert.ok(took >= 299 && took < 2_000, `${took}`);
    assert.equal((await result(USERS)).length, 2);
  });
}

test('calls a lost or refused connection a connection error', async () => {
  assert.equal((await scripted([{ reset: true }], USERS, {}, { max_retries: 0 })).error.kind, 'connection');
  const gone = await startScripted([{ json: [] }]);
  gone.stop();
  assert.equal((await client.call(callOf(gone.origin, USERS, {}, { max_retries: 0 }))).error.kind, 'connection');
  const { result: users, requests } = await scripted([{ reset: true }, { json: [] }], USERS);
  assert.deepEqual([users, requests.length], [[], 2]);
});

test('uses one connection for calls in a row, and another when the server closes it', async () => {
  const server = await startScripted([{ json: [] }, { json: [], close: true }, { json: [] }]);
  for (let i = 0; i < 3; i += 1) {
    assert.deepEqual((await client.call(callOf(server.origin, USERS, {}, { max_retries: 0 }))).result, []);
  }
  assert.deepEqual(server.requests.map((request) => request.connection), [0, 0, 1]);
  server.stop();
});

test('keeps calls at the same time apart', async () => {
  const server = await startScripted([(request, response) => setTimeout(() => {
    response.end(JSON.stringify({ dlq_message_count: Number(request.url.split('/').pop()) }));
  }, 20 + Math.random() * 50)]);
  const counts = Array.from({ length: 40 }, (_, i) => i);
  const answers = await Promise.all(counts.map((i) => client.call(callOf(server.origin, STATS, { id: `${i}` }))));
  assert.deepEqual(answers.map((answer) => answer.result.dlq_message_count), counts);
  server.stop();
});

test('follows a redirect within its origin and shows one that leaves it', async () => {
  const elsewhere = await startScripted([{ json: [] }]);
  const away = await scripted([{ status: 302, headers: { Location: `${elsewhere.origin}/v2/qstash/users` }, json: {} }], USERS);
  assert.deepEqual([away.error.status, away.error.kind, elsewhere.requests.length], [302, 'redirect', 0]);
  elsewhere.stop();
  const near = await scripted([{ status: 307, headers: { Location: 'here?a=1' }, json: {} }, { json: [] }], USERS);
  assert.deepEqual([near.result, near.requests[1].url], [[], '/v2/qstash/here?a=1']);
  const round = await scripted([{ status: 302, headers: { Location: '/v2/qstash/users' }, json: {} }], USERS);
  assert.deepEqual([round.error.kind, round.requests.length], ['redirect', 6]);
});

const page = (cursor, ...ids) => ({ json: { projects: ids.map((project_id) => ({ project_id, periods: [] })), ...(cursor !== undefined && { pagination: { cursor } }) } });
for (const [name, answers, expected] of [
  ['to a page without a cursor', [page('a&b+c', '1'), page('/=', '2'), page(undefined, '3')], ['1', '2', '3']],
  ['to an empty cursor', [page('a', '1'), page('', '2')], ['1', '2']],
  ['over an empty page', [page('a', '1'), page('b'), page(undefined, '3')], ['1', '3']],
  ['to an empty page with its own cursor', [page('a', '1'), page('a')], ['1']],
]) {
  test(`follows cursors ${name}`, async () => {
    const { result: all, requests } = await scripted(answers, PROJECTS, { ...DAYS, org_id: 'o' }, { all_pages: true });
    assert.deepEqual(all.projects.map((project) => project.project_id), expected);
    const queries = requests.map((request) => new URLSearchParams(request.url.split('?')[1]));
    queries.forEach((query) => assert.equal(query.get('org_id'), 'o'));
    assert.deepEqual(queries.slice(1).map((query) => query.get('cursor')),
      answers.slice(0, -1).map((answer) => answer.json.pagination.cursor).slice(0, requests.length - 1));
  });
}

test('gives up on pages that go in a circle, and says so when one is missing', async () => {
  const { error, requests } = await scripted([page('a', '1'), page('a', '2')], PROJECTS, DAYS, { all_pages: true });
  assert.deepEqual([error.kind, requests.length], ['paging', 2]);
  const { error: lost } = await scripted([page('a', '1'), { status: 404, json: {} }], PROJECTS, DAYS, { all_pages: true });
  assert.equal(lost.status, 404);
});

test('keeps every number, and every character', async () => {
  const text = '{"periods":[{"consumption":[{"active_time_seconds":9223372036854775807,"compute_time_seconds":9007199254740993,'
    + '"written_data_bytes":1.0,"synthetic_storage_size_bytes":1E+2}],"period_plan":"\\u00fc\u{1F600}","news":[1.5e-7,null]}]}';
  const server = await startScripted([{ text }]);
  const line = JSON.stringify({ id: 'raw', ...callOf(server.origin, ACCOUNT, DAYS) });
  const { stdout: out } = await run(CLIENT, [], { input: `${line}\n` });
  for (const part of ['9223372036854775807', '9007199254740993', '"written_data_bytes":1,', '"synthetic_storage_size_bytes":100}',
    '\u00fc\u{1F600}', '1.5e-07', 'null']) assert.ok(out.includes(part), `${part} in ${out}`);
  server.stop();
});

test('reads instants in whatever zone they are written', async () => {
  const times = { '2025-10-01 11:33:05.585757103 +0000 UTC': '2025-10-01T11:33:05.585757103Z',
    '2023-05-22 10:59:23.426 +0000 UTC m=+0.000': '2023-05-22T10:59:23.426Z', '2023-05-22 10:59:23 +0200 CEST': '2023-05-22T08:59:23Z',
    '2026-01-01T00:00:00+13:00': '2025-12-31T11:00:00Z', 'tomorrow': 'tomorrow' };
  const json = { daily_used: Object.keys(times).map((x) => ({ x, y: 0 })) };
  const { result: stats } = await scripted([{ json }], STATS, { id: 'a' });
  assert.deepEqual(stats.daily_used.map((point) => point.x), Object.values(times));
});

test('takes a 200 that is an error, HTML or another shape for no result', async () => {
  const kinds = { '{"success":false,"error":"NO","message":"no"}': 'refused', '<html>': 'decode', '[]': 'decode', 'null': 'decode', '': 'decode' };
  for (const [text, kind] of Object.entries(kinds)) {
    assert.equal((await scripted([{ text }], USAGE)).error.kind, kind, text);
  }
});

test('shows no secret in an error', async () => {
  const credential = { ...NEON, token: 'napi_very_secret' };
  const { error } = await scripted([{ status: 400, json: { message: 'napi_very_secret is bad' } }], ACCOUNT, DAYS, { credential });
  assert.equal(error.message, '*** is bad');
  assert.ok(!client.stderr().includes('napi_very_secret'));
});

test('ends within two seconds of its stdin, calls under way answered', async () => {
  const other = startAdapter([CLIENT]);
  const call = other.call(callOf(mock.url, USERS));
  const { code, took } = await other.stop();
  assert.equal((await call).result.length, 2);
  assert.equal(code, 0);
  assert.ok(took < 2_000);
});
