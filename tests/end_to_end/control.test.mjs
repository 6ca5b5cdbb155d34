// The control plane over HTTP: world, settings, shutdown, and who may use it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { test } from 'node:test';
import { BINARY, PAID, basic, bearer, run, startMock } from './mock.mjs';

const USERS = '/v2/qstash/users';
const UPSTASH = basic('dev@example.com:upstash-test-key');
const DEFAULT_WORLD = JSON.parse(readFileSync(
  new URL('../../fixtures/worlds/default.json', import.meta.url), 'utf8'));

/** A control call as it is: nothing is thrown for a refusal. */
function ask(mock, method, path, { body, headers = {} } = {}) {
  return fetch(mock.ready.admin + path, { method, body: body && JSON.stringify(body), headers });
}

/** fetch() does not let anybody choose a Host. The answer has its body as `text`. */
function withHost(mock, path, host, headers = {}) {
  const { hostname, port } = new URL(mock.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers: { Host: host, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text += part; });
      answer.on('end', () => resolve(Object.assign(answer, { text })));
    }).on('error', reject).end();
  });
}

test('a world is put in as a whole, or every fault in it is told', async () => {
  const mock = await startMock();
  const world = await (await ask(mock, 'GET', '/world')).json();
  assert.deepEqual(world, DEFAULT_WORLD);

  const broken = structuredClone(world);
  broken.colour = 'red';
  broken.upstash.accounts[0].keys = 'none';
  broken.lifecycle['neon.account_consumption'].removed = 'soon';
  const refused = await ask(mock, 'PUT', '/world', { body: broken });
  assert.equal(refused.status, 422);
  assert.equal(refused.headers.get('content-type'), 'application/problem+json');
  const pointers = (await refused.json()).errors.map(({ pointer }) => pointer);
  for (const pointer of ['/colour', '/upstash/accounts/0/keys',
    '/lifecycle/neon.account_consumption/removed']) assert.ok(pointers.includes(pointer), pointers);
  assert.deepEqual(await (await ask(mock, 'GET', '/world')).json(), world);
  assert.equal((await mock.get(USERS, UPSTASH)).status, 200);

  const away = structuredClone(world);
  away.lifecycle['neon.account_consumption'].brownouts =
    [{ from: '2026-05-20T12:00:00Z', to: '2026-05-20T13:00:00Z' }];
  away.variants = { 'upstash.period_30d': 'observed' };
  assert.equal((await ask(mock, 'PUT', '/world', { body: away })).status, 200);
  const account = '/api/v2/consumption_history/account';
  assert.equal((await mock.get(account, bearer('napi_scale'))).status, 404, 'a brown-out');
  assert.equal((await mock.get(`/v2/qstash/stats/${PAID}?period=30d`, UPSTASH)).status, 400, 'its variant');
  await mock.advanceClock('PT1H');
  assert.equal((await mock.get(account, bearer('napi_scale'))).status, 400, 'back again, without parameters');

  assert.equal((await ask(mock, 'PUT', '/world', { body: { name: 'nobody' } })).status, 200);
  assert.equal((await mock.get(USERS, UPSTASH)).status, 401, 'no such account');
  await mock.reset();
  assert.equal((await mock.get(USERS, UPSTASH)).status, 200);
  await mock.stop();
});

test('fixedDelay holds back the answers of the APIs, not those of the control plane', async () => {
  const mock = await startMock();
  const took = async (path, headers) => {
    const began = performance.now();
    await (await mock.get(path, headers)).text();
    return performance.now() - began;
  };
  assert.equal((await ask(mock, 'POST', '/settings', { body: { fixedDelay: 400 } })).status, 200);
  assert.equal((await (await ask(mock, 'GET', '/settings')).json()).settings.fixedDelay, 400);
  assert.ok(await took(USERS, UPSTASH) >= 390);
  assert.ok(await took(USERS, UPSTASH) >= 390, 'the second time, too');
  assert.ok(await took('/__admin/health') < 390);
  const distribution = { type: 'uniform', lower: 300, upper: 400 };
  await ask(mock, 'PUT', '/settings', { body: { settings: { delayDistribution: distribution } } });
  assert.ok(await took(USERS, UPSTASH) >= 290);
  await mock.reset();
  assert.ok(await took(USERS, UPSTASH) < 290);
  await mock.stop();
});

test('rate limits are turned on and off by the settings, too', async () => {
  const mock = await startMock();
  const status = async () => (await mock.get('/v1/developer/keys', bearer('zk_test_free'))).status;
  for (let i = 0; i < 60; i += 1) await status();
  assert.equal(await status(), 200);
  await ask(mock, 'PUT', '/settings', { body: { extended: { rateLimits: 'on' } } });
  assert.equal(await status(), 429);
  await ask(mock, 'PUT', '/settings', { body: { fixedDelay: 1 } });
  assert.equal(await status(), 429, 'what is not named stays');
  await mock.reset();
  assert.equal(await status(), 200);
  await mock.stop();
});

test('--lifecycle off keeps what is removed, until the settings say otherwise', async () => {
  const mock = await startMock('--clock', '2026-07-01T00:00:00Z', '--lifecycle', 'off',
    '--variant', 'neon.deprecation_headers=rfc');
  const account = '/api/v2/consumption_history/account?from=2026-06-29T00:00:00Z&to=2026-06-30T00:00:00Z&granularity=hourly';
  const shown = async (path, pick) => pick(await (await ask(mock, 'GET', path)).json());
  const lifecycle = () => shown('/settings', ({ settings }) => settings.extended.lifecycle);
  const life = () => shown('/fidelity', ({ operations }) => operations.find(({ id }) => id === 'neon.account_consumption').status);
  const status = async () => {
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await mock.get(account, bearer('napi_scale'))); // from memory, too
    for (const answer of answers) {
      assert.equal(answer.headers.get('deprecation'), null);
      assert.equal(answer.headers.get('sunset'), null);
    }
    const statuses = new Set(answers.map((answer) => answer.status));
    assert.equal(statuses.size, 1);
    return [...statuses][0];
  };
  assert.deepEqual([await lifecycle(), await life(), await status()], ['off', 'alive', 200]);
  await ask(mock, 'PUT', '/settings', { body: { extended: { lifecycle: 'on' } } });
  assert.deepEqual([await lifecycle(), await life(), await status()], ['on', 'gone', 404]);
  const hint = (await mock.get(account, bearer('napi_scale'))).headers.get('x-mockmeter-hint');
  assert.match(hint, /it is removed; .*--lifecycle off/);
  await mock.reset();
  assert.deepEqual([await lifecycle(), await status()], ['off', 200], 'as at the start');
  await ask(mock, 'PUT', '/world', { body: DEFAULT_WORLD });
  await ask(mock, 'PUT', '/settings', { body: { fixedDelay: 1 } });
  assert.deepEqual([await lifecycle(), await status()], ['off', 200], 'whatever else changes');
  await mock.stop();
  const { code, stderr } = await run(BINARY, ['serve', '--lifecycle', 'maybe']);
  assert.equal(code, 2);
  assert.match(stderr, /--lifecycle.*maybe/);
});

test('a dashboard sees the last hours of the machine, with --clock now and --lifecycle off', async () => {
  process.env.MOCKMETER_LIFECYCLE = 'off';
  try {
    const mock = await startMock('--clock', 'now');
    const hour = 3600_000;
    const end = Math.floor(Date.now() / hour) * hour;
    const instant = (time) => new Date(time).toISOString().replace('.000', '');
    const answer = await mock.get('/api/v2/consumption_history/account'
      + `?from=${instant(end - 6 * hour)}&to=${instant(end)}&granularity=hourly`, bearer('napi_scale'));
    assert.equal(answer.status, 200);
    const { periods } = await answer.json();
    assert.equal(periods.flatMap(({ consumption }) => consumption).length, 6);
    await mock.stop();
  } finally {
    delete process.env.MOCKMETER_LIFECYCLE;
  }
});

test('POST /shutdown is answered, then the program ends with 0', async () => {
  const mock = await startMock();
  const answer = await ask(mock, 'POST', '/shutdown');
  assert.equal(answer.status, 200);
  assert.ok(await answer.json());
  if (mock.child.exitCode === null) await once(mock.child, 'exit');
  assert.equal(mock.child.exitCode, 0);
});

test('only names of this machine reach the control plane', async () => {
  const mock = await startMock();
  for (const host of ['evil.example', '127.0.0.1.evil.example:8080', '192.168.1.5']) {
    const refused = await withHost(mock, '/__admin/clock', host);
    assert.equal(refused.statusCode, 403, host);
    assert.equal(refused.headers['content-type'], 'application/problem+json');
    assert.equal((await withHost(mock, '/__admin/health', host)).statusCode, 200, 'health is open');
  }
  for (const host of ['localhost', 'mock.localhost:1', '127.0.0.2', '[::1]:80']) {
    assert.equal((await withHost(mock, '/__admin/clock', host)).statusCode, 200, host);
  }
  assert.equal((await withHost(mock, '/v2/qstash/ipv4', 'evil.example')).statusCode, 200, 'the APIs do not care');
  const page = await ask(mock, 'POST', '/reset', { headers: { Origin: 'https://evil.example' } });
  assert.equal(page.status, 403);
  await mock.stop();
});

test('the refusal of a name says which option opens the control plane to it', async () => {
  for (const name of ['host.docker.internal', 'docker', 'mockmeter']) {
    const closed = await startMock();
    const { statusCode, text } = await withHost(closed, '/__admin/clock', `${name}:8080`);
    await closed.stop();
    assert.equal(statusCode, 403);
    const [, option] = JSON.parse(text).detail.match(/Host "[^"]+" is not a name .* start it with (--admin-host \S+) /);
    const open = await startMock(...option.split(' '));
    assert.equal((await withHost(open, '/__admin/clock', `${name}:8080`)).statusCode, 200, option);
    assert.equal((await withHost(open, '/__admin/clock', 'evil.example')).statusCode, 403);
    await open.stop();
  }
});

test('--admin-host is repeatable, has a variable, and takes names alone', async () => {
  const statuses = (mock) => Promise.all(['docker', 'mock', 'other'].map(async (host) =>
    (await withHost(mock, '/__admin/clock', host)).statusCode));
  const mock = await startMock('--admin-host', 'docker', '--admin-host', 'mock');
  assert.deepEqual(await statuses(mock), [200, 200, 403]);
  await mock.stop();
  process.env.MOCKMETER_ADMIN_HOST = 'docker,mock';
  try {
    const beside = await startMock();
    assert.deepEqual(await statuses(beside), [200, 200, 403]);
    await beside.stop();
  } finally {
    delete process.env.MOCKMETER_ADMIN_HOST;
  }
  const { code, stderr } = await run(BINARY, ['serve', '--admin-host', 'http://docker:8080']);
  assert.equal(code, 2);
  assert.match(stderr, /--admin-host "http:\/\/docker:8080" is not a host name: use the name alone/);
});

test('whoever sends the token may call the control plane by any name', async () => {
  const mock = await startMock('--admin-token', 's3cret');
  const status = async (headers) => (await withHost(mock, '/__admin/clock', 'mockmeter:8080', headers)).statusCode;
  assert.equal(await status(bearer('s3cret')), 200);
  assert.equal(await status(bearer('guess')), 401);
  assert.equal(await status({}), 401);
  await mock.stop();
});

test('--admin-token locks the control plane, but for its health', async () => {
  const mock = await startMock('--admin-token', 's3cret');
  const refused = await ask(mock, 'PUT', '/clock', { body: { now: '2026-07-01T00:00:00Z' } });
  assert.equal(refused.status, 401);
  assert.match(refused.headers.get('www-authenticate'), /^Bearer/);
  assert.equal(refused.headers.get('content-type'), 'application/problem+json');
  assert.equal((await ask(mock, 'GET', '/clock', { headers: bearer('guess') })).status, 401);
  const clock = await ask(mock, 'GET', '/clock', { headers: bearer('s3cret') });
  assert.equal((await clock.json()).now, '2026-05-20T12:00:00Z');
  assert.equal((await ask(mock, 'GET', '/health')).status, 200);
  assert.equal((await run(BINARY, ['healthcheck', mock.url])).code, 0);
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 200);
  await mock.stop();
});

test('a token comes from the environment too, and an empty one is refused', async () => {
  process.env.MOCKMETER_ADMIN_TOKEN = 'from-outside';
  try {
    const mock = await startMock();
    assert.equal((await ask(mock, 'GET', '/clock')).status, 401);
    assert.ok(!(await run(BINARY, ['serve', '--help'])).stdout.includes('from-outside'));
    await mock.stop();
  } finally {
    delete process.env.MOCKMETER_ADMIN_TOKEN;
  }
  const { code, stderr } = await run(BINARY, ['serve', '--admin-token', '']);
  assert.equal(code, 2);
  assert.match(stderr, /--admin-token/);
});

test('who opens the control plane to the network is warned', async () => {
  const stderrOf = async (...args) => {
    const child = spawn(BINARY, ['serve', '--port', '0', ...args]);
    let stderr = '';
    child.stderr.on('data', (data) => { stderr += data; });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    await once(child, 'close');
    return stderr;
  };
  // It is the loopback all the same, spelt so that nobody sees it: the test opens nothing.
  assert.match(await stderrOf('--host', '127.1'), /127\.1 .*--admin-token/);
  assert.equal(await stderrOf('--host', '127.1', '--admin-token', 's3cret'), '');
  assert.equal(await stderrOf('--host', 'localhost'), '');
});

test('a 401 says which scheme is wanted, unless a variant says otherwise', async () => {
  const mock = await startMock();
  const challenge = async (path) => (await mock.get(path)).headers.get('www-authenticate');
  assert.equal(await challenge(USERS), 'Basic realm="Upstash QStash"');
  assert.equal(await challenge('/api/v2/projects'), 'Bearer realm="Neon"');
  // wget asks again with its credentials only when it is challenged.
  const wget = await run('sh', ['-c', 'command -v wget >/dev/null || exit 42; wget -qO- --user dev@example.com '
    + `--password upstash-test-key ${mock.url}${USERS}`]);
  if (wget.code !== 42) assert.match(wget.stdout, /customer_id/);
  await mock.setVariants({ 'upstash.www_authenticate': 'absent' });
  assert.equal(await challenge(USERS), null);
  await mock.stop();
});

test('--cors opens the APIs to pages, never the control plane', async () => {
  const mock = await startMock('--cors');
  const Origin = 'http://localhost:3000';
  const api = await mock.get('/v2/qstash/ipv4', { Origin });
  assert.equal(api.headers.get('access-control-allow-origin'), Origin);
  assert.equal(api.headers.get('access-control-allow-credentials'), 'true');
  const control = await ask(mock, 'GET', '/clock', { headers: { Origin } });
  assert.equal(control.headers.get('access-control-allow-origin'), null);
  const preflight = await ask(mock, 'OPTIONS', '/clock',
    { headers: { Origin, 'Access-Control-Request-Method': 'PUT' } });
  assert.equal(preflight.status, 405);
  await mock.stop();
});

test('dates far ahead of the clock are met with a hint, from memory too', async () => {
  const mock = await startMock();
  const target = '/api/v2/consumption_history/account?from=2027-05-20T12:00:00Z'
    + '&to=2027-05-21T12:00:00Z&granularity=daily';
  for (let i = 0; i < 2; i += 1) {
    const answer = await mock.get(target, bearer('napi_scale'));
    assert.match(answer.headers.get('x-mockmeter-hint') ?? '',
      /clock stands at 2026-05-20T12:00:00Z; your dates are 365 days ahead/);
  }
  await mock.stop();
});
