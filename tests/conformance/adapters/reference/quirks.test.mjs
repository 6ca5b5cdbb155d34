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
const QUERY = { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z', org_id: 'a b~*+', metrics: ['x', 'y'] };

/** Starts the client with a quirk before a server of these answers: {ask, requests}. */
async function dressed(context, quirk, ...answers) {
  const server = await startScripted(answers);
  const client = startAdapter([CLIENT, `--quirk=${quirk}`]);
  context.after(async () => { await client.stop(); server.stop(); });
  const ask = async (...call) => client.call(callOf(server.origin, ...call));
  return { client, ask, requests: server.requests };
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
