// `mockmeter serve --tls`, as real clients meet it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, bearer, run, startMock } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-tls-'));
const ACCOUNT = '/api/v2/consumption_history/account'
  + '?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly';

/** One request by node's own client; resolves to {status, headers, body, socket}. */
async function ask(url, { body, ...options } = {}) {
  const request = https.request(url, options);
  request.end(body);
  const [answer] = await once(request, 'response');
  let text = '';
  for await (const part of answer) text += part;
  return { status: answer.statusCode, headers: answer.headers, body: text, socket: request.socket };
}

/** Starts a mock with --tls; `ca` is its authority. */
async function startTls(...options) {
  const mock = await startMock('--tls', ...options);
  const { body, status, headers } =
    await ask(`${mock.ready.admin}/certs/ca.pem`, { rejectUnauthorized: false });
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/pem-certificate-chain');
  return { ...mock, ca: body };
}

test('curl trusts the generated authority, for every name of this machine, and nothing else', async () => {
  const mock = await startTls();
  assert.match(mock.url, /^https:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(mock.ready.admin, `${mock.url}/__admin`);
  const file = join(folder, 'ca.pem');
  writeFileSync(file, mock.ca);
  for (const url of [mock.url, mock.url.replace('127.0.0.1', 'localhost')]) {
    const good = await run('curl', ['-sS', '--cacert', file, '-H', 'Authorization: Bearer napi_scale', url + ACCOUNT]);
    assert.equal(good.code, 0, good.stderr);
    assert.ok(JSON.parse(good.stdout).periods.length > 0);
  }
  const stranger = await run('curl', ['-sS', mock.url + ACCOUNT]);
  assert.equal(stranger.code, 60, 'the certificate cannot be verified');
  const old = await run('curl', ['-sS', '--cacert', file, '--tls-max', '1.1', mock.url]);
  assert.notEqual(old.code, 0);
  await mock.stop();
});

test('node keeps its connection, and refuses without the authority', async () => {
  const mock = await startTls();
  const agent = new https.Agent({ ca: mock.ca, keepAlive: true, maxSockets: 1, ALPNProtocols: ['http/1.1'] });
  const sockets = new Set();
  for (let i = 0; i < 5; i += 1) {
    const { status, socket } = await ask(mock.url + ACCOUNT, { agent, headers: bearer('napi_scale') });
    assert.equal(status, 200);
    assert.equal(socket.alpnProtocol, 'http/1.1');
    assert.match(socket.getProtocol(), /^TLSv1\.[23]$/);
    sockets.add(socket);
  }
  assert.equal(sockets.size, 1);
  const big = await ask(`${mock.url}/v2/qstash/users`, { agent, method: 'POST', body: 'x'.repeat(3_000_000) });
  assert.equal(big.status, 413);
  agent.destroy();
  await assert.rejects(ask(mock.url), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  assert.equal(await mock.stop(), 0);
});

test('64 clients at once, each with its own handshake', async () => {
  const mock = await startTls();
  const answers = await Promise.all(Array.from({ length: 64 }, () =>
    ask(mock.url + ACCOUNT, { ca: mock.ca, agent: false, headers: bearer('napi_scale') })));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal(new Set(answers.map(({ body }) => body)).size, 1);
  await mock.stop();
});

test('the control plane on its own port speaks TLS, too', async () => {
  const mock = await startTls('--admin-port', '0');
  assert.match(mock.ready.admin, /^https:/);
  assert.notEqual(new URL(mock.ready.admin).port, new URL(mock.url).port);
  assert.equal((await ask(`${mock.ready.admin}/health`, { ca: mock.ca })).status, 200);
  await mock.stop();
});

test('plain HTTP on the TLS port is told to use https', async () => {
  const mock = await startTls();
  const { status, body } = await fetch(mock.url.replace('https', 'http'))
    .then(async (answer) => ({ status: answer.status, body: await answer.json() }));
  assert.equal(status, 400);
  assert.match(body.detail, /https:/);
  await mock.stop();
});

test('healthcheck works over TLS', async () => {
  const mock = await startTls();
  assert.equal((await run(BINARY, ['healthcheck', mock.url])).code, 0);
  const env = { MOCKMETER_TLS: 'true', MOCKMETER_PORT: new URL(mock.url).port };
  assert.equal((await run(BINARY, ['healthcheck'], { env })).code, 0);
  assert.equal((await run(BINARY, ['healthcheck'], { env: { ...env, MOCKMETER_TLS: 'false' } })).code, 2);
  await mock.stop();
});

test('the generated certificate holds for the names of --admin-host', async () => {
  const mock = await startTls('--admin-host', 'docker');
  const { port } = new URL(mock.url);
  const get = (servername) => ask(`${mock.ready.admin}/clock`,
    { ca: mock.ca, servername, headers: { Host: `${servername}:${port}` } });
  assert.equal((await get('docker')).status, 200);
  await assert.rejects(get('mock'), /altname/i);
  await mock.stop();
});

test('without --tls there is no authority, and the answer says what to do', async () => {
  const mock = await startMock();
  const answer = await mock.get('/__admin/certs/ca.pem');
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.match((await answer.json()).detail, /--tls/);
  await mock.stop();
});

/** Makes a certificate of its own with openssl: [certificate file, key file]. */
async function make(name) {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const { code, stderr } = await run('openssl', ['req', '-x509', '-nodes', '-newkey', 'ec',
    '-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', '/CN=mine', '-days', '2',
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-out', certificate, '-keyout', key]);
  assert.equal(code, 0, stderr);
  return [certificate, key];
}

test('a given certificate is served, and named when it cannot be', async () => {
  const [certificate, key] = await make('one');
  const [, foreign] = await make('other');
  const mock = await startMock('--tls-cert', certificate, '--tls-key', key);
  const good = await run('curl', ['-sS', '--cacert', certificate, `${mock.url}/__admin/certs/ca.pem`]);
  assert.equal(good.code, 0, good.stderr);
  assert.match(JSON.parse(good.stdout).detail, /--tls-cert/, 'nothing was generated');
  await mock.stop();

  const refusals = [
    [['--tls-cert', certificate], /--tls-cert lacks its --tls-key; give both/],
    [['--tls', '--tls-key', key], /--tls-key lacks its --tls-cert; give both/],
    [['--tls-cert', '/no/such.pem', '--tls-key', key], /--tls-cert \/no\/such\.pem cannot be read \(No such file/],
    [['--tls-cert', key, '--tls-key', key], /one\.key holds no certificate; name a PEM file/],
    [['--tls-cert', certificate, '--tls-key', certificate], /one\.pem holds no private key/],
    [['--tls-cert', certificate, '--tls-key', foreign], /other\.key does not belong to .*one\.pem/],
  ];
  for (const [args, message] of refusals) {
    const { code, stdout, stderr } = await run(BINARY, ['serve', '--port', '0', ...args]);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
});

test('--tls has its environment variable', async () => {
  process.env.MOCKMETER_TLS = 'true';
  try {
    const mock = await startMock();
    assert.match(mock.url, /^https:/);
    await mock.stop();
  } finally {
    delete process.env.MOCKMETER_TLS;
  }
});
