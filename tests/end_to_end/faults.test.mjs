// Every kind of fault, by every way in: on the wire, in curl, and in an unmodified client.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { PAID, basic, bearer, run, startMock } from './mock.mjs';

const clients = fileURLToPath(new URL('./clients/', import.meta.url));
const { createApiClient } = createRequire(new URL('./clients/', import.meta.url))('@neondatabase/api-client');
const redirect = fileURLToPath(new URL('../../conformance/adapters/upstash-cli/base.cjs', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'mockmeter-faults-'));

const RANGE = { from: '2026-05-20T00:00:00Z', to: '2026-05-21T00:00:00Z', granularity: 'hourly' };
const ACCOUNT = `/api/v2/consumption_history/account?${new URLSearchParams(RANGE)}`;
const PATIENCE = 10_000; // milliseconds after which a silent mock counts as hanging

/** Sends one request and tells the bytes that came back, how it ended and when. */
async function onTheWire({ url, path, key, prefer, patience = PATIENCE }) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const started = performance.now();
  let bytes = Buffer.alloc(0);
  let first;
  let end = 'close';
  socket.on('data', (data) => { first ??= performance.now() - started; bytes = Buffer.concat([bytes, data]); });
  socket.on('error', ({ code }) => { end = code; });
  socket.setTimeout(patience, () => { end = 'silence'; socket.destroy(); });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\n`
    + `${prefer ? `Prefer: ${prefer}\r\n` : ''}X-Request-ID: one\r\nConnection: close\r\n\r\n`);
  await new Promise((resolve) => { socket.on('close', resolve); }); // once() would throw the error
  const cut = bytes.indexOf('\r\n\r\n');
  return {
    bytes, end, first, total: performance.now() - started,
    head: bytes.subarray(0, Math.max(cut, 0)).toString(),
    body: bytes.subarray(cut + 4),
    json() { return JSON.parse(this.body); },
  };
}

/** The real curl: its exit code and what it printed. */
const inCurl = ({ url, path, key, prefer, patience = PATIENCE }) => run('curl', [
  '-s', '--compressed', '--max-time', `${patience / 1000}`, '-H', `Authorization: Bearer ${key}`,
  ...(prefer ? ['-H', `Prefer: ${prefer}`] : []), '-H', 'X-Request-ID: one', url + path]);

/** The real client: what its promise came to. */
async function inClient({ url, path, key, prefer, patience = PATIENCE }) {
  const api = createApiClient({
    apiKey: key, baseURL: `${url}/api/v2`, timeout: patience, headers: prefer ? { Prefer: prefer } : {},
  });
  const query = Object.fromEntries(new URL(path, url).searchParams);
  const call = path.includes('/projects') ? api.getConsumptionHistoryPerProject
    : api.getConsumptionHistoryPerAccount;
  return call(query).then((answer) => ({ answer }), (error) => ({ error }));
}

const hours = (body) => body.periods[0].consumption;
const whole = (wire) => assert.equal(wire.body.length, Number(/content-length: (\d+)/i.exec(wire.head)[1]));
/** A fault of the body: the head agrees with it, curl is content, the client gets what is checked. */
const inBody = (check) => ({
  wire: (wire, plain) => { whole(wire); check(wire.json(), plain.json()); },
  client: ({ answer }, plain) => check(answer.data, plain.json()),
});
const times = (list) => list.map((bucket) => bucket.timeframe_start);
const numbersOf = (bucket) => Object.values(bucket).filter((value) => typeof value !== 'string');

/** By fault: what must be on the wire, curl's exit code, what the client must report. */
const KINDS = {
  'status=503': {
    wire: (wire) => {
      assert.match(wire.head, /^HTTP\/1\.1 503 Service Unavailable\r\n/);
      assert.deepEqual(wire.json(), { request_id: 'one', code: '', message: 'Service Unavailable' });
    },
    client: ({ error }) => assert.equal(error.response.status, 503),
  },
  'delay=300ms': {
    wire: (wire, plain) => { assert.ok(wire.first >= 299, `${wire.first}`); assert.deepEqual(wire.body, plain.body); },
    client: ({ answer }, plain) => assert.deepEqual(answer.data, plain.json()),
  },
  'dribble=10kB': {
    wire: (wire, plain) => {
      const due = (plain.body.length / 10_000) * 1000 - 150; // the last slice leaves a tenth of a second early
      assert.ok(wire.total - wire.first >= due, `${wire.total - wire.first} < ${due}`);
      assert.deepEqual(wire.body, plain.body);
    },
    client: ({ answer }, plain) => assert.deepEqual(answer.data, plain.json()),
  },
  'truncate=64': {
    wire: (wire, plain) => {
      assert.equal(wire.end, 'close');
      assert.match(wire.head, new RegExp(`Content-Length: ${plain.body.length}`));
      assert.deepEqual(wire.body, plain.body.subarray(0, 64));
    },
    curl: 18,
    client: ({ error }) => assert.match(error.message, /aborted/),
  },
  reset: {
    wire: (wire) => { assert.equal(wire.end, 'ECONNRESET'); assert.equal(wire.bytes.length, 0); },
    curl: 56,
    client: ({ error }) => assert.equal(error.code, 'ECONNRESET'),
  },
  'reset=64': {
    wire: (wire, plain) => {
      assert.notEqual(wire.end, 'silence');
      assert.deepEqual(wire.body, plain.body.subarray(0, 64));
    },
    curl: 56, // would be 18 for an orderly close; libuv cannot tell when bytes come with the reset
    client: ({ error }) => assert.match(error.message, /aborted|ECONNRESET/),
  },
  empty: {
    wire: (wire) => { assert.equal(wire.end, 'close'); assert.equal(wire.bytes.length, 0); },
    curl: 52,
    client: ({ error }) => assert.match(error.message, /socket hang up/),
  },
  hang: {
    patience: 500,
    wire: (wire) => { assert.equal(wire.end, 'silence'); assert.equal(wire.bytes.length, 0); },
    curl: 28,
    client: ({ error }) => assert.match(error.message, /timeout of 500ms exceeded/),
  },
  garbage: {
    wire: (wire) => {
      assert.equal(wire.end, 'close');
      assert.equal(wire.bytes.length, 512);
      assert.equal(wire.bytes[0], 0xff);
    },
    curl: 1,
    client: ({ error }) => assert.match(error.code, /^HPE_/),
  },
  'malformed-json': {
    wire: (wire, plain) => { whole(wire); assert.deepEqual(wire.body, plain.body.subarray(0, -1)); },
    client: ({ answer }, plain) => assert.equal(answer.data, plain.body.subarray(0, -1).toString()),
  },
  html: {
    wire: (wire) => {
      whole(wire);
      assert.match(wire.head, /^HTTP\/1\.1 200 OK\r\n[^]*Content-Type: text\/html/);
      assert.match(wire.body.toString(), /^<!DOCTYPE html>/);
    },
    client: ({ answer }) => assert.match(answer.data, /^<!DOCTYPE html>/),
  },
  'content-type=text/plain': {
    wire: (wire, plain) => {
      assert.match(wire.head, /Content-Type: text\/plain(\r\n|$)/);
      assert.deepEqual(wire.body, plain.body);
    },
    client: ({ answer }) => assert.equal(answer.headers['content-type'], 'text/plain'),
  },
  'bad-gzip': {
    wire: (wire) => {
      whole(wire);
      assert.match(wire.head, /Content-Encoding: gzip/);
      assert.throws(() => gunzipSync(wire.body), /invalid block type/);
    },
    curl: 61,
    client: ({ error }) => assert.match(error.message, /invalid block type/),
  },
  'null-series': inBody((body) => assert.equal(hours(body), null)),
  'null-point': inBody((body, plain) => {
    assert.deepEqual(numbersOf(hours(body).at(-1)), [null, null, null, null]);
    assert.deepEqual(hours(body).slice(0, -1), hours(plain).slice(0, -1));
  }),
  'unknown-fields': inBody((body) => {
    for (const object of [body, body.periods[0], hours(body)[0]]) assert.ok('mockmeter_unknown_field' in object);
  }),
  'unknown-enum': inBody((body) => assert.equal(body.periods[0].period_plan, 'mockmeter_unknown_name')),
  'huge-integers': {
    wire: (wire) => { whole(wire); assert.match(wire.body.toString(), /"active_time_seconds":9007199254740993,/); },
    client: ({ answer }) => assert.equal(hours(answer.data)[0].active_time_seconds, 2 ** 53, 'rounded'),
  },
  'missing-bucket': inBody((body, plain) =>
    assert.deepEqual(times(hours(body)), times(hours(plain)).filter((_, i) => i !== 6))),
  'duplicate-bucket': inBody((body, plain) => {
    assert.equal(hours(body).length, hours(plain).length + 1);
    assert.deepEqual(hours(body)[6], hours(body)[7]);
  }),
  unsorted: inBody((body, plain) => {
    assert.deepEqual(hours(body)[0], hours(plain).at(-1));
    assert.notDeepEqual(times(hours(body)), times(hours(body)).sort());
  }),
  'late-data=2h': inBody((body, plain) => {
    assert.deepEqual(hours(body).slice(0, 10), hours(plain).slice(0, 10));
    assert.deepEqual(hours(body).slice(10).map(numbersOf), [[0, 0, 0, 0], [0, 0, 0, 0]]);
  }),
  'counter-reset': inBody((body, plain) => {
    assert.deepEqual(numbersOf(hours(body)[6]), [0, 0, 0, 0]);
    assert.deepEqual(hours(body).slice(0, 6), hours(plain).slice(0, 6));
  }),
  'stuck-cursor': {
    paged: true,
    ...inBody((body, plain) => {
      assert.notEqual(plain.pagination.cursor, body.pagination.cursor);
      assert.deepEqual({ ...body, pagination: 0 }, { ...plain, pagination: 0 });
    }),
  },
};

test('every kind of the table is tried here', async () => {
  const { stdout } = await run(process.env.MOCKMETER_BIN, ['list', 'faults']);
  const names = stdout.trim().split('\n').map((line) => line.split(/[ =]/)[0]);
  const tried = [...new Set(Object.keys(KINDS).map((fault) => fault.split('=')[0]))];
  const untried = names.filter((name) => !tried.includes(name));
  assert.ok(untried.length === 0, `add to KINDS of this file: ${untried}`);
  assert.deepEqual(tried, names);
});

/** The second page of the projects, for what acts on cursors. */
async function pagedPath(url) {
  const projects = `/api/v2/consumption_history/projects?${new URLSearchParams({ ...RANGE, limit: '2' })}`;
  const first = await onTheWire({ url, path: projects, key: 'napi_scale' });
  return `${projects}&cursor=${first.json().pagination.cursor}`;
}

async function meets(kind, request, plain, honoured) {
  const wire = await onTheWire(request);
  kind.wire(wire, plain);
  if (wire.head) assert.equal(/\r\nPreference-Applied: /.test(wire.head), honoured);
  assert.equal((await inCurl(request)).code, kind.curl ?? 0, 'curl');
  kind.client(await inClient(request), plain);
}

for (const [fault, kind] of Object.entries(KINDS)) {
  test(`${fault}, by all four ways`, async (t) => {
    const mock = await startMock('--fault', fault);
    t.after(() => mock.stop());
    const { url } = mock;
    await mock.clearFaults();
    const path = kind.paged ? await pagedPath(url) : ACCOUNT;
    const plain = await onTheWire({ url, path, key: 'napi_scale' });
    const request = { url, path, key: 'napi_scale', patience: kind.patience };
    assert.match(plain.head, /^HTTP\/1\.1 200 OK\r\n/);

    await mock.reset(); // brings the fault of the command line back
    await meets(kind, request, plain, false);
    await mock.clearFaults();
    await mock.addFaults(fault);
    await meets(kind, request, plain, false);
    await mock.clearFaults();
    await meets(kind, { ...request, prefer: `fault="${fault}"` }, plain, true);
    await meets(kind, { ...request, key: `napi_scale!${fault}` }, plain, false);
    const { firedTotal, fired } = await mock.faults();
    assert.equal(firedTotal, 6, 'three requests by each of the last two ways');
    assert.deepEqual([...new Set(fired.map(({ from }) => from))], ['prefer', 'credential']);
    assert.ok(fired.every(({ acted, credential }) => acted && credential === 'napi_scale'));
    assert.deepEqual((await onTheWire(request)).bytes, plain.bytes, 'healthy again');
  });
}

test('the Upstash CLI meets faults behind its password', async (t) => {
  const mock = await startMock();
  t.after(() => mock.stop());
  const cli = (fault) => run(process.execPath, ['--require', redirect,
    join(clients, 'node_modules/@upstash/cli/dist/cli.js'), 'qstash', 'stats', '--qstash-id', PAID], {
    env: {
      NODE_NO_WARNINGS: '1', HOME: home, XDG_CONFIG_HOME: home, UPSTASH_API_BASE: `${mock.url}/v2`,
      UPSTASH_EMAIL: 'dev@example.com', UPSTASH_API_KEY: `upstash-test-key${fault && `!${fault}`}`,
    },
  });
  assert.equal((await cli('')).code, 0);
  const down = await cli('status=503,times=1');
  assert.equal(down.code, 1);
  assert.match(down.stderr, /Service Unavailable/);
  assert.equal((await cli('status=503,times=1')).code, 0, 'it was for the first request only');
  assert.equal(JSON.parse((await cli('null-series')).stdout).daily_used, null);
  assert.equal(JSON.parse((await cli('missing-bucket')).stdout).daily_used.length, 59);
  for (const fault of ['reset', 'truncate=64', 'malformed-json', 'garbage']) {
    assert.notEqual((await cli(fault)).code, 0, fault);
  }
  const broken = await mock.get('/v2/qstash/users', basic('dev@example.com:upstash-test-key!statsu=503'));
  assert.equal(broken.status, 400);
  assert.match(broken.headers.get('content-type'), /problem\+json/);
  assert.match((await broken.json()).detail, /expected one of status.*found "statsu" at character 1/);
});

test('--fault may be repeated, and what was refused leaves nothing behind', async (t) => {
  const mock = await startMock('--fault', 'status=503,times=1', '--fault', 'status=429,times=1');
  t.after(() => mock.stop());
  const status = async () => (await mock.get('/v2/qstash/ipv4')).status;
  assert.deepEqual([await status(), await status(), await status()], [503, 429, 200]);
  await assert.rejects(mock.addFaults('hang', 'delay=soon'), /422.*"\/faults\/1".*a duration.*"soon\\" at character 7/);
  assert.equal(await status(), 200);
  assert.equal((await mock.faults()).faults.length, 2);
});

test('five hundred answers held back do not slow the next one down', async (t) => {
  const mock = await startMock('--threads', '1', '--fault', 'delay=1m,op=upstash.list_qstash_ipv4');
  t.after(() => mock.stop());
  const port = Number(new URL(mock.url).port);
  const waiting = Array.from({ length: 500 }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /v2/qstash/ipv4 HTTP/1.1\r\nHost: a\r\n\r\n');
    return socket;
  });
  await Promise.all(waiting.map((socket) => once(socket, 'connect')));
  const started = performance.now();
  assert.equal((await mock.get(ACCOUNT, bearer('napi_scale'))).status, 200);
  assert.ok(performance.now() - started < 2000, `${performance.now() - started} ms`);
  assert.ok(waiting.every((socket) => socket.bytesRead === 0));
  waiting.forEach((socket) => socket.destroy());
});

test('SIGTERM drops what a fault holds back, and ends soon', async () => {
  const mock = await startMock('--fault', 'delay=1h,op=upstash.list_qstash_ipv4', '--fault', 'hang,op=neon.account_consumption');
  const held = ['/v2/qstash/ipv4', ACCOUNT].map((path) => mock.get(path).then(() => 'answered', () => 'dropped'));
  while ((await mock.faults()).firedTotal < 2) await new Promise(setImmediate);
  const started = performance.now();
  assert.equal(await mock.stop(), 0);
  assert.ok(performance.now() - started < 2000);
  assert.deepEqual(await Promise.all(held), ['dropped', 'dropped']);
});
