// The adapters that are examples to copy, each for the operations that it declares, against the real
// binary.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMock } from '../../end_to_end/mock.mjs';
import { startAdapter } from './adapter.mjs';
import { certificates } from './certificates.mjs';
import { DAYS, NEON, PAID, UPSTASH, callOf } from './calls.mjs';
import { startScripted } from './scripted.mjs';

const home = mkdtempSync(join(tmpdir(), 'mockmeter-adapters-')); // of @upstash/cli's settings
const adapter = (path) => fileURLToPath(new URL(`../../../conformance/adapters/${path}`, import.meta.url));

/** What it takes to start each; `exact`: integers beyond 2^53 survive; `status`: errors have it. */
const ADAPTERS = {
  reference: { command: [process.env.MOCKMETER_REFERENCE_CLIENT], exact: true, status: true },
  'curl.sh': { command: [adapter('curl.sh')], exact: true, status: true, oneShot: true },
  python: { command: [adapter('python/adapter.py')], exact: true, status: true },
  node: { command: [process.execPath, adapter('node/adapter.mjs')], exact: true, status: true },
  'neon-api-client': { command: [process.execPath, adapter('neon-api-client/adapter.mjs')], status: true },
  'upstash-cli': { command: [process.execPath, adapter('upstash-cli/adapter.mjs')], rawPath: true },
};

/** A good call of each operation, and what its result has. */
const CALLS = {
  'upstash.list_qstash_users': [{}, (users) => assert.equal(users.length, 2)],
  'upstash.get_qstash_stats': [{ id: PAID, period: '30d' }, (stats) => assert.equal(stats.daily_used.length, 240)],
  'neon.account_consumption': [{ ...DAYS, metrics: ['active_time_seconds', 'compute_time_seconds'], org_id: null },
    ({ periods }) => assert.equal(periods[0].consumption.length, 10)],
  'neon.project_consumption': [{ ...DAYS, limit: 3 }, ({ projects }) => assert.equal(projects.length, 3)],
  'zkscore.get_usage': [{ timeframe: '7d', includeErrors: false }, (usage) => assert.equal(usage.errors, undefined)],
  'zkscore.create_api_key': [{ name: 'mine', permissions: ['read'] }, (made) => assert.equal(made.key.name, 'mine')],
};

let mock;
before(async () => { mock = await startMock(); });
beforeEach(() => mock.reset());
after(() => mock.stop());

for (const [name, { command, exact, status, oneShot, rawPath }] of Object.entries(ADAPTERS)) {
  test(name, async (t) => {
    // As the suite does.
    const client = startAdapter(command, { XDG_CONFIG_HOME: home, NODE_EXTRA_CA_CERTS: certificates().authority });
    t.after(() => client.kill());
    const { client: said, operations, features } = await client.hello();
    assert.ok(said.name && said.version && said.language);
    const settle = () => (oneShot ? client.settle() : undefined);
    const call = async (message) => { await settle(); return client.call(message); };
    const resultOf = async (message) => {
      const { result, result_text: text, ...rest } = await call(message);
      assert.deepEqual(rest, {});
      return text === undefined ? result : JSON.parse(text);
    };
    /** Asks a scripted server for an operation that the client has. */
    const scripted = async (answers, args, options, operation = operations.find((id) => id in CALLS)) => {
      const server = await startScripted(answers);
      const answer = await call(callOf(server.origin, operation, args ?? CALLS[operation][0], options)).finally(server.stop);
      return { ...answer, requests: server.requests };
    };

    for (const [operation, [args, check]] of Object.entries(CALLS)) {
      if (operations.includes(operation)) {
        await t.test(operation, async () => check(await resultOf(callOf(mock.url, operation, args))));
      }
    }
    await t.test('an operation that does not exist is unsupported', async () => {
      assert.ok((await call({ ...callOf(mock.url, operations[0]), operation: 'upstash.made_up' })).unsupported);
    });
    await t.test('a refusal is an error', async () => {
      const { error, requests } = await scripted([{ status: 403, json: { error: 'not for you', message: 'not for you' } }]);
      if (status) assert.equal(error.status, 403);
      assert.match(error.message, /not for you/);
      assert.equal(requests.length, 1);
    });
    await t.test('a body that is no JSON, cut short or not there is an error', async () => {
      for (const answer of [{ text: '<html>' }, { text: '[{"id":"abcdefgh"}]', cut: 5 }, { reset: true }]) {
        const { error, result, result_text: text } = await scripted([answer], undefined, { max_retries: 0 });
        // Neon's client passes on what is no JSON as a text.
        if (error === undefined) assert.equal(typeof result, 'string', `${text}`);
      }
    });
    if (exact) {
      await t.test('integers and characters stay what they are', async () => {
        const text = '{"daily_used":[{"x":"2026","y":9007199254740993}],"\u00fc":"\u{1F600}"}';
        const answer = await scripted([{ text }], { id: 'a' }, {}, 'upstash.get_qstash_stats');
        if (answer.result_text !== undefined) assert.equal(answer.result_text, text);
      });
    }
    if (operations.includes('upstash.get_qstash_stats') && !rawPath) {
      await t.test('an id stays one segment of the path', async () => {
        const { requests } = await scripted([{ json: {} }], { id: 'a b/c?d#\u00fc%+', period: '1h' }, {}, 'upstash.get_qstash_stats');
        assert.equal(requests[0].url, '/v2/qstash/stats/a%20b%2Fc%3Fd%23%C3%BC%25%2B?period=1h');
      });
    }
    if (operations.includes('neon.account_consumption')) {
      await t.test('a query keeps its plus signs, and a token its quotes', async () => {
        const credential = { ...NEON, token: 'napi_"\\x' };
        const { requests: [{ url, headers }] } = await scripted([{ json: { periods: [] } }],
          { ...DAYS, from: '2026-05-01T12:00:00+12:00' }, { credential }, 'neon.account_consumption');
        assert.equal(new URLSearchParams(url.split('?')[1]).get('from'), '2026-05-01T12:00:00+12:00');
        assert.deepEqual(headers.filter(([field]) => field === 'authorization'), [['authorization', 'Bearer napi_"\\x']]);
      });
    }
    if (operations.includes('upstash.list_qstash_users')) {
      await t.test('Basic credentials are UTF-8', async () => {
        const credential = { ...UPSTASH, password: 'p\u00e4ss:word' };
        const { requests: [{ headers }] } = await scripted([{ json: [] }], {}, { credential }, 'upstash.list_qstash_users');
        const expected = Buffer.from(`${UPSTASH.username}:p\u00e4ss:word`).toString('base64');
        assert.deepEqual(headers.filter(([field]) => field === 'authorization'), [['authorization', `Basic ${expected}`]]);
      });
    }
    if (features.includes('timeout')) {
      await t.test('a call ends in time', async () => {
        const started = performance.now();
        const { error } = await scripted([() => {}], undefined, { timeout_ms: 400 });
        assert.ok(error && performance.now() - started < 4_000);
      });
    }
    if (features.includes('tls_ca')) {
      await t.test('the given authority is trusted, and nobody else', async () => {
        const operation = operations.find((id) => id in CALLS);
        for (const [kind, good] of [['good', true], ['stranger', false], ['wrongHost', false], ['expired', false]]) {
          const server = await startScripted([{ json: operation.includes('list') ? [] : { periods: [] } }], certificates()[kind]);
          const options = { ca_file: certificates().authority, max_retries: 0 };
          const { error } = await call(callOf(server.origin, operation, CALLS[operation][0], options)).finally(server.stop);
          assert.equal(error === undefined, good, kind);
          assert.equal(server.requests.length, good ? 1 : 0, kind);
        }
      });
    }
    await settle();
    const { code, took } = await client.stop();
    assert.equal(code, 0);
    assert.ok(took < 2_000);
  });
}
