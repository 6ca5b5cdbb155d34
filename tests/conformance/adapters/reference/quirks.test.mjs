// Every quirk of the reference client shows: in the request, in the answer, or in how it lives.
// That no case of the suite blames one is tried by `mockmeter conform --self-test`.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startAdapter } from '../adapter.mjs';
import { callOf } from '../calls.mjs';
import { startScripted } from '../scripted.mjs';

const CLIENT = process.env.MOCKMETER_REFERENCE_CLIENT;
const USERS = 'upstash.list_qstash_users';
const STATS = 'upstash.get_qstash_stats';
const ACCOUNT = 'neon.account_consumption';
const USAGE = 'zkscore.get_usage';
const KEYS = 'zkscore.list_api_keys';
const QUERY = { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z', org_id: 'a b~*+', metrics: ['x', 'y'] };

/** Starts the client with a quirk before a server of these answers: {ask, requests}. */
async function dressed(context, quirk, ...answers) {
  const server = await startScripted(answers);
  const client = startAdapter([CLIENT, `--quirk=${quirk}`]);
  context.after(async () => { await client.stop(); server.stop(); });
  const ask = async (...call) => client.call(callOf(server.origin, ...call));
  return { client, ask, requests: server.requests };
}

/** The error of a call that has to fail, and how often the server was asked. */
async function refused(context, quirk, answers, ...call) {
  const { ask, requests } = await dressed(context, quirk, ...answers);
  const { error } = await ask(...call);
  assert.ok(error, quirk);
  return { error, requests };
}

/** The target of the first request of a call. */
async function targetOf(context, quirk, json, ...call) {
  const { ask, requests } = await dressed(context, quirk, { json });
  assert.ok('result' in await ask(...call), quirk);
  return requests[0].url;
}

/** A page of keys that holds one. */
const pageOf = (id, hasMore, offset = 0) => ({ json: { success: true, keys: [{ id }], pagination: { total: 3, limit: 1, offset, hasMore } } });

/** Follows a redirect to another port: whether the credential goes along. */
async function takesCredentialAbroad(context, quirk) {
  const other = await startScripted([{ json: [] }]);
  context.after(() => other.stop());
  const { ask } = await dressed(context, quirk, { status: 302, headers: { Location: `${other.origin}/there` }, json: {} });
  assert.deepEqual(await ask(USERS), { result: [] });
  return headersOf(other.requests[0]).has('authorization');
}

const headersOf = (request) => new Map(request.headers);

/** The target that a quirk sends for QUERY. */
const TARGETS = {
  'lower-case-hex': 'from=2026-05-01T00%3a00%3a00Z&to=2026-05-02T00%3a00%3a00Z&org_id=a%20b~%2a%2b&metrics=x&metrics=y',
  'form-encoding': 'from=2026-05-01T00%3A00%3A00Z&to=2026-05-02T00%3A00%3A00Z&org_id=a+b%7E*%2B&metrics=x&metrics=y',
  'reversed-query': 'metrics=x&metrics=y&org_id=a%20b~%2A%2B&to=2026-05-02T00%3A00%3A00Z&from=2026-05-01T00%3A00%3A00Z',
  'comma-lists': 'from=2026-05-01T00%3A00%3A00Z&to=2026-05-02T00%3A00%3A00Z&org_id=a%20b~%2A%2B&metrics=x,y',
  // The adapter runs in Auckland, where it is winter.
  'numeric-offset': 'from=2026-05-01T12%3A00%3A00%2B12%3A00&to=2026-05-02T12%3A00%3A00%2B12%3A00&org_id=a%20b~%2A%2B&metrics=x&metrics=y',
};

/** What a quirk reports for [operation, answer]. */
const REPORTS = {
  'epoch-milliseconds': [STATS, { daily_used: [{ x: '2025-10-01 11:33:05.585757103 +0000 UTC', y: 1 }] }, { daily_used: [{ x: 1759318385585, y: 1 }] }],
  'number-texts': [STATS, { total_monthly_billing: 5.806, daily_used: [{ y: 0 }] }, { total_monthly_billing: '5.806', daily_used: [{ y: '0' }] }],
  single: [STATS, { total_monthly_billing: 12345678.25, daily_used: [{ y: 12345678.25 }] }, { total_monthly_billing: 12345678, daily_used: [{ y: 12345678.25 }] }],
  'renamed-members': [USAGE, { success: true, usage: { successRate: 1 }, request_id: 'r' }, { success: true, usage: { success_rate: 1 }, requestId: 'r' }],
  'absent-for-null': [STATS, { budget: null, days: [null] }, { days: [null] }],
  'null-for-absent': [USAGE, { success: true, timeSeries: [], errors: {} }, { success: true, timeSeries: [], errors: {}, breakdown: null, alerts: null, pagination: null }],
};

/** What else a quirk does, each with a test of its own. */
const DEEDS = {
  async 'upper-case-fields'(context) {
    const client = spawn(CLIENT, ['--quirk=upper-case-fields']);
    context.after(() => client.stdin.end());
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => { response.end('[]'); server.names = request.rawHeaders.filter((_, i) => i % 2 === 0); });
    context.after(() => { server.close(); server.closeAllConnections(); });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client.stdin.write(`${JSON.stringify({ type: 'call', id: '1', ...callOf(`http://127.0.0.1:${server.address().port}`, USERS) })}\n`);
    await once(client.stdout, 'data');
    for (const name of ['ACCEPT', 'AUTHORIZATION', 'USER-AGENT']) assert.ok(server.names.includes(name), `${server.names}`);
  },
  async 'extra-fields'(context) {
    const { ask, requests } = await dressed(context, 'extra-fields', { json: [] });
    await ask(USERS);
    assert.equal(headersOf(requests[0]).get('accept-language'), 'fr-CH, fr;q=0.9, *;q=0.5');
  },
  async 'drop-auth-on-redirect'(context) {
    const away = { status: 302, headers: { Location: '/v2/qstash/users?again' }, json: {} };
    const { ask, requests } = await dressed(context, 'drop-auth-on-redirect', away, { json: [] });
    await ask(USERS);
    assert.deepEqual(requests.map((request) => headersOf(request).has('authorization')), [true, false]);
  },
  async follow(context) {
    assert.equal(await takesCredentialAbroad(context, 'follow'), false);
  },
  async 'curl-redirects'(context) {
    assert.equal(await takesCredentialAbroad(context, 'curl-redirects'), false);
    const away = { status: 302, headers: { Location: '/v2/qstash/users?again' }, json: {} };
    const { ask, requests } = await dressed(context, 'curl-redirects', away);
    assert.equal((await ask(USERS)).error.status, 302);
    assert.equal(requests.length, 51);
  },
  async 'go-redirects'(context) {
    assert.equal(await takesCredentialAbroad(context, 'go-redirects'), true);
  },
  async 'explicit-defaults'(context) {
    assert.equal(await targetOf(context, 'explicit-defaults', { success: true }, USAGE, { limit: 5 }),
      '/v1/developer/usage?timeframe=24h&granularity=hour&includeBreakdown=true&includeErrors=true&includeLatency=true'
      + '&sort=requests&order=desc&limit=5&offset=0');
  },
  async 'default-metrics'(context) {
    assert.equal(await targetOf(context, 'default-metrics', { periods: [] }, ACCOUNT, { granularity: 'daily' }),
      '/api/v2/consumption_history/account?granularity=daily&metrics=active_time_seconds&metrics=compute_time_seconds'
      + '&metrics=written_data_bytes&metrics=synthetic_storage_size_bytes');
  },
  async 'metrics-as-set'(context) {
    assert.equal(await targetOf(context, 'metrics-as-set', { periods: [] }, ACCOUNT, { metrics: ['y', 'x', 'y'] }),
      '/api/v2/consumption_history/account?metrics=x&metrics=y');
  },
  async 'refuse-dots'(context) {
    const { error, requests } = await refused(context, 'refuse-dots', [{ json: {} }], STATS, { id: '..' });
    assert.deepEqual([error.kind, requests.length], ['usage', 0]);
  },
  async uuid(context) {
    const { error, requests } = await refused(context, 'uuid', [{ json: {} }], STATS, { id: 'a' });
    assert.deepEqual([error.kind, requests.length], ['usage', 0]);
    await targetOf(context, 'uuid', {}, STATS, { id: '99A4c327-31f0-490f-a594-043ade84085a' });
  },
  async streaming(context) {
    const begin = (_, response) => { response.writeHead(200, { 'Content-Length': 100 }); response.write('{"budget":1}'); };
    const { ask } = await dressed(context, 'streaming', begin);
    assert.deepEqual(await ask(STATS, { id: 'a' }), { result: { budget: 1 } });
  },
  async 'only-200'(context) {
    assert.equal((await refused(context, 'only-200', [{ status: 201, json: [] }], USERS)).error.status, 201);
    const { ask } = await dressed(context, 'only-200', { status: 299, json: [] });
    assert.deepEqual(await ask(USERS), { result: [] });
  },
  async 'strict-null'(context) {
    assert.equal((await refused(context, 'strict-null', [{ json: { budget: null } }], STATS, { id: 'a' })).error.kind, 'decode');
    const keys = { success: true, keys: [{ id: 'k', expiry: null }] };
    const { ask } = await dressed(context, 'strict-null', { json: keys });
    assert.deepEqual((await ask(KEYS)).result, keys);
  },
  async required(context) {
    const some = { periods: [{ consumption: [{ timeframe_start: '2026-05-01T00:00:00Z', compute_time_seconds: 1 }] }] };
    assert.equal((await refused(context, 'required', [{ json: some }], ACCOUNT)).error.kind, 'decode');
  },
  async 'unknown-enum'(context) {
    const { ask } = await dressed(context, 'unknown-enum', { json: [{ state: 'hibernating', type: 'paid' }] });
    assert.deepEqual((await ask(USERS)).result, [{ state: 'UNKNOWN', type: 'paid' }]);
  },
  async datetimes(context) {
    const { error } = await refused(context, 'datetimes', [{ json: { daily_used: [{ x: 'yesterday', y: 1 }] } }], STATS, { id: 'a' });
    assert.equal(error.kind, 'decode');
  },
  async 'raise-for-status'(context) {
    const { error } = await refused(context, 'raise-for-status', [{ status: 404, json: { error: 'no such stats' } }], USERS);
    assert.deepEqual([error.status, error.message], [404, 'HTTP status 404']);
  },
  async 'grouped-errors'(context) {
    for (const status of [400, 404, 418]) {
      assert.equal((await refused(context, 'grouped-errors', [{ status, json: {} }], USERS)).error.kind, 'client_error');
    }
  },
  async 'retries-429-alone'(context) {
    const { requests } = await refused(context, 'retries-429-alone', [{ status: 429, json: {} }, { status: 503, json: {} }], USERS);
    assert.equal(requests.length, 2);
  },
  async 'own-backoff'(context) {
    const { ask, requests } = await dressed(context, 'own-backoff', { status: 429, headers: { 'Retry-After': '5' }, json: {} }, { json: [] });
    assert.deepEqual(await ask(USERS), { result: [] });
    assert.ok(requests[1].at - requests[0].at < 5000);
  },
  async stainless(context) {
    const limited = { status: 429, headers: { 'Retry-After': '3600' }, json: {} };
    assert.equal((await refused(context, 'stainless', [limited], USERS, {}, { max_retries: 1 })).requests.length, 2);
  },
  async 'remaining-wait'(context) {
    const limited = { status: 429, headers: { 'Retry-After': '60' }, json: {} };
    const { error } = await refused(context, 'remaining-wait', [limited], USERS, {}, { max_retries: 0 });
    assert.ok(error.retry_after_ms > 40_000 && error.retry_after_ms < 60_000, `${error.retry_after_ms}`);
  },
  async 'single-flight'(context) {
    const { ask, requests } = await dressed(context, 'single-flight', { delay: 300, json: [] });
    assert.deepEqual(await Promise.all([ask(USERS), ask(USERS)]), [{ result: [] }, { result: [] }]);
    assert.equal(requests.length, 1);
  },
  async 'own-page-size'(context) {
    assert.equal(await targetOf(context, 'own-page-size', pageOf('k', false).json, KEYS), '/v1/developer/keys?limit=7');
  },
  async 'largest-pages'(context) {
    assert.equal(await targetOf(context, 'largest-pages', pageOf('k', false).json, KEYS), '/v1/developer/keys?limit=100');
  },
  async 'parallel-pages'(context) {
    // Neither of the later pages comes before both are asked for.
    const held = [];
    const give = ({ url }, response) => {
      const offset = Number(new URL(url, 'http://mock').searchParams.get('offset'));
      held.push([response, JSON.stringify(pageOf(`key-${offset}`, offset < 2, offset).json)]);
      if (offset === 0 || held.length > 1) for (const [one, text] of held.splice(0)) one.end(text);
    };
    const { ask } = await dressed(context, 'parallel-pages', give);
    assert.deepEqual((await ask(KEYS, {}, { all_pages: true })).result.keys.map(({ id }) => id), ['key-0', 'key-1', 'key-2']);
  },
  async 'trusts-has-more'(context) {
    const { ask } = await dressed(context, 'trusts-has-more', pageOf('a', true), pageOf('b', true), pageOf('c', false));
    assert.deepEqual((await ask(KEYS, {}, { all_pages: true })).result.keys.map(({ id }) => id), ['a', 'b', 'c']);
  },
  async 'says-no'(context) {
    const { ask } = await dressed(context, 'says-no', { json: { success: false, error: 'NO', message: 'no' } });
    assert.equal((await ask(USAGE)).result.success, false);
  },
  async 'typed-lists'(context) {
    const { ask } = await dressed(context, 'typed-lists', { json: { success: true, breakdown: { byMethod: ['GET'] } } });
    assert.equal((await ask(USAGE)).error.kind, 'decode');
  },
  async 'lenient-tail'(context) {
    const { ask } = await dressed(context, 'lenient-tail', { text: '{"budget":1}{"budget":2}' });
    assert.deepEqual((await ask(STATS, { id: 'a' })).result, { budget: 1 });
  },
  async 'basic-latin1'(context) {
    const { ask, requests } = await dressed(context, 'basic-latin1', { json: [] });
    await ask(USERS, {}, { credential: { scheme: 'basic', username: 'u', password: 'p\u00e4ss' } });
    assert.equal(headersOf(requests[0]).get('authorization'), `Basic ${Buffer.from('u:p\u00e4ss', 'latin1').toString('base64')}`);
  },
  async 'two-blanks'(context) {
    const { ask, requests } = await dressed(context, 'two-blanks', { json: [] });
    await ask(USERS);
    assert.match(headersOf(requests[0]).get('authorization'), /^Basic {2}\S+$/);
  },
  async 'encoded-letters'(context) {
    const { ask, requests } = await dressed(context, 'encoded-letters', { json: {} });
    await ask(STATS, { id: 'a-b' });
    assert.equal(requests[0].url, '/v2/qstash/stats/a%2Db');
  },
  async 'jdk-accept'(context) {
    const { ask, requests } = await dressed(context, 'jdk-accept', { json: [] });
    await ask(USERS);
    assert.equal(headersOf(requests[0]).get('accept'), 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2');
  },
  async 'lower-case-scheme'(context) {
    const { ask, requests } = await dressed(context, 'lower-case-scheme', { json: [] });
    await ask(USERS);
    assert.match(headersOf(requests[0]).get('authorization'), /^basic [A-Za-z0-9+/=]+$/);
  },
  async 'one-call-connections'(context) {
    const { ask, requests, client } = await dressed(context, 'one-call-connections', { json: [] });
    assert.ok(!(await client.hello()).features.includes('keep_alive'));
    await ask(USERS);
    await ask(USERS);
    assert.equal(headersOf(requests[0]).get('connection'), 'close');
    assert.deepEqual(requests.map(({ connection }) => connection), [0, 1]);
  },
  async 'small-window'(context) {
    // Much more than the window holds: it has to be opened again and again.
    const large = Array.from({ length: 20_000 }, (_, id) => ({ id: `${id}` }));
    const { ask } = await dressed(context, 'small-window', { json: large });
    assert.deepEqual((await ask(USERS)).result, large);
  },
  async 'one-shot'() {
    const client = spawn(CLIENT, ['--quirk=one-shot']);
    client.stdin.write('{"mockmeter":1,"type":"hello","operations":[]}\n');
    assert.deepEqual(await once(client, 'exit'), [0, null]);
  },
  async 'no-hello'(context) {
    const { ask, client } = await dressed(context, 'no-hello', { json: [] });
    client.hello().then(() => assert.fail('it says hello'));
    assert.deepEqual(await ask(USERS), { result: [] });
  },
  async 'out-of-order'(context) {
    const { ask } = await dressed(context, 'out-of-order', { json: [] });
    // It keeps every other answer for a moment, which a busy machine may outlast.
    for (let tries = 1; ; tries += 1) {
      const order = [];
      await Promise.all([1, 2].map((number) => ask(USERS).then(() => order.push(number))));
      if (order[0] === 2) return;
      assert.ok(tries < 50, 'always in order');
    }
  },
  async slow(context) {
    const { ask, requests } = await dressed(context, 'slow', { json: [] });
    const started = performance.now();
    await ask(USERS);
    assert.ok(requests[0].at - started >= 50);
    assert.ok(performance.now() - requests[0].at >= 50);
  },
  async 'no-retries'(context) {
    const { ask, requests, client } = await dressed(context, 'no-retries', { status: 503, json: {} });
    assert.ok(!(await client.hello()).features.includes('retry'));
    assert.equal((await ask(USERS, {}, { max_retries: 3 })).error.status, 503);
    assert.equal(requests.length, 1);
  },
  async 'in-pieces'(context) {
    const client = spawn(CLIENT, ['--quirk=in-pieces']);
    context.after(() => client.stdin.end());
    client.stdin.write('{"mockmeter":1,"type":"hello","operations":[]}\n');
    let text = '';
    for await (const part of client.stdout) {
      text += part;
      if (text.endsWith('\n')) break;
    }
    assert.ok(text.endsWith('}\r\n'), text);
  },
};

for (const [quirk, query] of Object.entries(TARGETS)) {
  test(`${quirk}: the query`, async (context) => {
    const { ask, requests } = await dressed(context, quirk, { json: { periods: [] } });
    assert.deepEqual(await ask(ACCOUNT, QUERY), { result: { periods: [] } });
    assert.equal(requests[0].url, `/api/v2/consumption_history/account?${query}`);
  });
}

for (const [quirk, [operation, json, expected]] of Object.entries(REPORTS)) {
  test(`${quirk}: the report`, async (context) => {
    const { ask } = await dressed(context, quirk, { json });
    assert.deepEqual((await ask(operation, operation === STATS ? { id: 'a' } : {})).result, expected);
  });
}

for (const [quirk, deed] of Object.entries(DEEDS)) test(quirk, deed);

test('every quirk is tried here', () => {
  const listed = execFileSync(CLIENT, ['--list-quirks'], { encoding: 'utf8' }).trim().split('\n');
  assert.deepEqual([...Object.keys(TARGETS), ...Object.keys(REPORTS), ...Object.keys(DEEDS)].sort(),
    listed.map((line) => line.split('\t')[0]).sort());
});

test('a quirk that does not exist is refused', () => {
  assert.throws(() => execFileSync(CLIENT, ['--quirk=nice'], { stdio: 'pipe' }),
    ({ status, stderr }) => status === 2 && /no quirk is called "nice"; --list-quirks/.test(stderr));
});
