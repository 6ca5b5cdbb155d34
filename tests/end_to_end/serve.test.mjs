// `mockmeter serve` and its sisters, as a user meets them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, PAID, basic, bearer, run, startMock } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-serve-'));
const hasIpv6 = Object.values(networkInterfaces()).flat().some(({ address }) => address === '::1');
const mockmeter = (args, options) => run(BINARY, args, options);

/** The operations that have a documented example, and catalogue_test asks for one of each. */
function documentedOperations() {
  const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
  return readdirSync(fixtures).map((provider) => [provider, join(fixtures, provider, 'examples')])
    .filter(([, examples]) => existsSync(examples))
    .flatMap(([provider, examples]) => readdirSync(examples).map((file) => `${provider}.${parse(file).name}`))
    .sort();
}

test('the ready line is the first thing on stdout, and JSON', async () => {
  const portFile = join(folder, 'port');
  const mock = await startMock('--port-file', portFile, '--seed', '7');
  const { event, url, admin, clock, seed, version, pid } = mock.ready;
  assert.equal(event, 'ready');
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(admin, `${url}/__admin`);
  assert.equal(clock, '2026-05-20T12:00:00Z');
  assert.equal(seed, 7);
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.equal(pid, mock.child.pid);
  assert.deepEqual(Object.keys(mock.ready), ['event', 'url', 'admin', 'clock', 'seed', 'version', 'pid']);
  await mock.get('/__admin/health');
  assert.equal(readFileSync(portFile, 'utf8'), `${new URL(url).port}\n`);
  assert.equal(await mock.stop(), 0);
  assert.ok(!existsSync(portFile), 'no stale port after the end');
});

test('on a terminal serve says which base URL the clients want', async () => {
  const { stdout: help } = await mockmeter(['run', '--help']);
  const child = spawn('script', ['-qec', `'${BINARY}' serve --port 0`, '/dev/null'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  let banner = '';
  let asked;
  for await (const part of child.stdout.setEncoding('utf8')) {
    banner += part;
    const complete = banner.match(/control plane at (\S+),[^]*OpenAI[^]*curl .*\r\n/);
    if (complete && !asked) asked = fetch(`${complete[1]}/shutdown`, { method: 'POST' });
  }
  await asked;
  const [, url] = banner.match(/listens at (\S+)/);
  const paths = { 'Upstash QStash': '/v2', Neon: '/api/v2', ZKScore: '/v1', OpenAI: '/v1' };
  for (const [title, path] of Object.entries(paths)) {
    assert.ok(banner.includes(`\n${title}, base URL of every client: ${url}${path}\r\n`), banner);
    const [, clients] = help.match(new RegExp(`^  ${title}: (.*)\\.$`, 'm')) ?? [];
    if (clients) assert.ok(banner.includes(`  ${clients}\r\n  curl `), banner);
  }
});

test('every option has an environment variable, and the command line wins', async () => {
  process.env.MOCKMETER_SEED = '5';
  process.env.MOCKMETER_CLOCK = '2026-05-01T00:00:00Z';
  try {
    const mock = await startMock('--seed', '6');
    assert.equal(mock.ready.seed, 6);
    assert.equal(mock.ready.clock, '2026-05-01T00:00:00Z');
    await mock.stop();
  } finally {
    delete process.env.MOCKMETER_SEED;
    delete process.env.MOCKMETER_CLOCK;
  }
});

const UNUSABLE = [
  [['--world', '/no/such/world.json'], /\/no\/such\/world\.json/],
  [['--variant', 'upstash.period_30d=maybe'], /upstash\.period_30d=documented\|observed/],
  [['--variant', 'no.such=x'], /one of: .*upstash\.period_30d/],
  [['--variant', 'upstash.period_30d'], /NAME=VALUE/],
  [['--clock', 'yesterday'], /"yesterday".*RFC 3339/],
  [['--clock', '9999-01-01T00:00:00Z'], /from 2000 to 2049/],
  [['--port', '70000'], /70000.*65535/],
  [['--admin-port', '-1'], /-1.*65535/],
  [['--host', 'no.such.host.invalid'], /no\.such\.host\.invalid:8080.*--host/],
  [['--provider', 'aws'], /"aws".*upstash, neon, zkscore, openai/],
  [['--journal-file', '/no/such/folder/j'], /\/no\/such\/folder\/j.*No such file.*--journal-file/],
  [['--journal-size', '-1'], /journal-size.*-1/],
  [['--fault', 'statsu=503'], /"statsu=503": expected one of status, .*found "statsu" at character 1/],
  [['--fault', 'hang,times=0'], /expected a count from 1 on, found "0" at character 12/],
  [['--no-such-option'], /no-such-option/],
];
for (const [args, message] of UNUSABLE) {
  test(`serve ${args.join(' ')} says what is wrong and exits 2`, async () => {
    const { code, stdout, stderr } = await mockmeter(['serve', ...args]);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  });
}

test('a port in use is named with the remedy', async () => {
  const mock = await startMock();
  const port = new URL(mock.url).port;
  for (const host of [[], ['--host', '0.0.0.0']]) {
    const { code, stdout, stderr } = await mockmeter(['serve', '--port', port, ...host]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`${port}.*--port`));
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
  await mock.stop();
});

test('a port file that cannot be written ends it before it says that it is ready', async () => {
  const { code, stdout, stderr } = await mockmeter(['serve', '--port', '0', '--port-file', join(folder, 'no/such/port')]);
  assert.equal(code, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /cannot write --port-file .*choose a file in a folder that exists/);
});

test('--admin-port moves the control plane to a port of its own', async () => {
  const portFile = join(folder, 'port-beside-admin');
  const mock = await startMock('--admin-port', '0', '--port-file', portFile);
  const { url, admin } = mock.ready;
  assert.match(admin, /^http:\/\/127\.0\.0\.1:\d+\/__admin$/);
  assert.notEqual(new URL(admin).port, new URL(url).port);
  assert.equal((await fetch(`${admin}/health`)).status, 200);
  const beside = await mock.get('/__admin/health');
  const nobodys = await mock.get('/no/such/path');
  assert.equal(beside.status, 404);
  assert.equal((await beside.json()).title, (await nobodys.json()).title);
  const vendor = await fetch(new URL('/v2/qstash/ipv4', admin));
  assert.equal(vendor.status, 404);
  assert.match((await vendor.json()).detail, /\/__admin only/);
  await mock.setClock('2026-07-01T00:00:00Z');
  assert.match((await mock.get('/v2/qstash/ipv4')).headers.get('date'), /01 Jul 2026/);

  const port = new URL(admin).port;
  const taken = await mockmeter(['serve', '--port', '0', '--admin-port', port]);
  assert.equal(taken.code, 2);
  assert.equal(taken.stdout, '');
  assert.match(taken.stderr, new RegExp(`:${port} is in use; choose another --admin-port`));
  assert.equal(readFileSync(portFile, 'utf8'), `${new URL(url).port}\n`);
  assert.equal(await mock.stop(), 0);
});

test('it serves at IPv6 addresses, and localhost is all of this machine', async () => {
  const mock = await startMock('--host', 'localhost');
  assert.match(mock.url, /^http:\/\/localhost:\d+$/);
  const { port } = new URL(mock.url);
  for (const host of ['127.0.0.1', ...(hasIpv6 ? ['[::1]'] : [])]) {
    assert.equal((await fetch(`http://${host}:${port}/v2/qstash/ipv4`)).status, 200, host);
  }
  await mock.stop();
});

test('--host ::1 is written as URLs want it', { skip: !hasIpv6 }, async () => {
  const mock = await startMock('--host', '::1');
  assert.match(mock.url, /^http:\/\/\[::1\]:\d+$/);
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 200);
  await mock.stop();
});

test('an invalid world lists every fault with its pointer', async () => {
  const file = join(folder, 'bad.json');
  writeFileSync(file, JSON.stringify({ name: 7, colour: 'red', upstash: { accounts: 'none' } }));
  const { code, stderr } = await mockmeter(['serve', '--port', '0', '--world', file]);
  assert.equal(code, 2);
  for (const pointer of ['/name', '/colour', '/upstash/accounts']) assert.match(stderr, new RegExp(`${pointer}\\b`));
  writeFileSync(file, '{"name": ');
  assert.match((await mockmeter(['serve', '--port', '0', '--world', file])).stderr, /not JSON/);
  writeFileSync(file, `{"name": ${'['.repeat(1e6)}${']'.repeat(1e6)}}`);
  assert.match((await mockmeter(['serve', '--port', '0', '--world', file])).stderr, /world .* nests deeper than 64/);
});

test('list names operations, variants, faults and worlds, the id first', async () => {
  const operations = (await mockmeter(['list', 'operations'])).stdout.trim().split('\n');
  assert.deepEqual(operations.map((line) => line.split(' ')[0]).sort(), documentedOperations());
  assert.ok(operations.some((line) => /^neon\.account_consumption\s+seed\s+GET\s+\/api\/v2\//.test(line)));
  assert.match((await mockmeter(['list', 'variants'])).stdout, /^upstash\.period_30d/m);
  assert.match((await mockmeter(['list', 'faults'])).stdout, /^status=503 .*\n(.*\n)*stuck-cursor /m);
  assert.match((await mockmeter(['list', 'worlds'])).stdout, /^default$/m);
  assert.equal((await mockmeter(['list', 'colours'])).code, 2);
});

test('explain tells an operation, a variant and a fault in full, and refuses what it does not know', async () => {
  const operation = (await mockmeter(['explain', 'upstash.get_qstash_stats'])).stdout;
  assert.match(operation, /https:\/\/upstash\.com/);
  assert.match(operation, /curl/);
  assert.doesNotMatch(operation, /lifecycle/);
  const mortal = (await mockmeter(['explain', 'neon.account_consumption'])).stdout;
  assert.match(mortal, /lifecycle +deprecated 2026-02-16T.*, removed 2026-06-01T00:00:00Z/);
  const variant = (await mockmeter(['explain', 'upstash.period_30d'])).stdout;
  assert.match(variant, /documented \(default\)/);
  const fault = (await mockmeter(['explain', 'late-data'])).stdout;
  for (const part of [/a duration/, /neon\.account_consumption/, /breaks +UPS-STATS-076/, /--fault 'late-data=2h'/]) {
    assert.match(fault, part);
  }
  const unknown = await mockmeter(['explain', 'upstash.nothing']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /mockmeter list/);
});

test('version and help end well; no command is a usage error', async () => {
  for (const command of ['version', '--version']) {
    const { code, stdout } = await mockmeter([command]);
    assert.equal(code, 0);
    assert.match(stdout, /^mockmeter \d+\.\d+\.\d+\n$/);
  }
  for (const command of ['serve', 'list', 'bench', 'explain', 'healthcheck', 'version']) {
    const { code, stdout } = await mockmeter([command, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /--help/);
  }
  assert.match((await mockmeter(['serve', '--help'])).stdout, /MOCKMETER_PORT/);
  assert.equal((await mockmeter([])).code, 2);
});

test('healthcheck tells a running mock from nothing', async () => {
  const mock = await startMock();
  assert.equal((await mockmeter(['healthcheck', mock.url])).code, 0);
  await mock.stop();
  const { code, stderr } = await mockmeter(['healthcheck', mock.url]);
  assert.equal(code, 2);
  assert.match(stderr, /mockmeter serve/);
});

test('healthcheck asks where serve listens with the same variables', async () => {
  const mock = await startMock('--admin-port', '0');
  const MOCKMETER_PORT = new URL(mock.url).port;
  const MOCKMETER_ADMIN_PORT = new URL(mock.ready.admin).port;
  const code = async (env, ...args) => (await mockmeter(['healthcheck', ...args], { env })).code;
  assert.equal(await code({ MOCKMETER_PORT, MOCKMETER_ADMIN_PORT, MOCKMETER_HOST: '0.0.0.0' }), 0);
  assert.equal(await code({ MOCKMETER_PORT: MOCKMETER_ADMIN_PORT }), 0);
  assert.equal(await code({ MOCKMETER_PORT }), 2, 'the control plane is elsewhere');
  assert.equal(await code({ MOCKMETER_PORT }, '--admin-port', MOCKMETER_ADMIN_PORT), 0);
  assert.equal(await code({ MOCKMETER_URL: mock.ready.admin.replace('/__admin', ''), MOCKMETER_PORT }), 0);
  const nowhere = { MOCKMETER_PORT: '1' };
  assert.equal(await code(nowhere), 2);
  assert.equal(await code(nowhere, mock.ready.admin.replace('/__admin', '')), 0, 'a URL decides');
  await mock.stop();
  const { stderr } = await mockmeter(['healthcheck'], { env: { MOCKMETER_PORT: '0' } });
  assert.match(stderr, /--port 0 is any free port.*mockmeter healthcheck URL/);
});

test('healthcheck takes an empty path for the root', async () => {
  const mock = await startMock();
  const { code, stderr } = await mockmeter(['healthcheck', `${mock.url}/`]);
  await mock.stop();
  assert.equal(code, 0, stderr);
  const bad = await mockmeter(['healthcheck', 'ftp://x']);
  assert.equal(bad.code, 2);
  assert.match(bad.stderr, /"ftp:\/\/x" is no URL of a server/);
});

test('a result that cannot be written is no success', async () => {
  const full = (command) => run('sh', ['-c', `"$BINARY" ${command} >/dev/full`], { env: { BINARY } });
  const mock = await startMock();
  for (const command of ['version', '--version', '--help', 'list operations', 'explain empty', 'conform --list',
    'check --list', `healthcheck ${mock.url}`, `check ${mock.url} --run 'upstash/*/schema/*'`, 'serve --port 0']) {
    const { code, stderr } = await full(command);
    assert.equal(code, 2, command);
    assert.match(stderr, /stdout cannot be written/, command);
  }
  await mock.stop();
});

test('t and z may be small in what people write', async () => {
  const mock = await startMock('--clock', '2026-05-20t12:00:00z');
  assert.match(await (await mock.get('/__admin/clock')).text(), /"2026-05-20T12:00:00Z"/);
  await mock.setClock('2026-05-21t12:00:00z');
  const { status } = await mock.get('/api/v2/consumption_history/account?from=2026-05-18t00:00:00z'
    + '&to=2026-05-19T00:00:00Z&granularity=daily', bearer('napi_scale'));
  assert.equal(status, 400, 'the vendor is strict');
  await mock.stop();
});

test('a world file may name its schema, for editors', async () => {
  const file = join(folder, 'with-schema.json');
  writeFileSync(file, JSON.stringify({ $schema: '../schemas/world.json', name: 'edited' }));
  const mock = await startMock('--world', file);
  assert.equal(await mock.stop(), 0);
});

test('--provider leaves the others out', async () => {
  const mock = await startMock('--provider', 'neon');
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 404);
  assert.equal((await mock.get('/api/v2/consumption_history/account')).status, 401);
  await mock.stop();
});

test('the limits of the listener are options, and a refusal names the option', async () => {
  const mock = await startMock('--max-target', '100', '--max-body-bytes', '200');
  const long = await mock.get(`/v2/${'a'.repeat(200)}`);
  assert.equal(long.status, 414);
  assert.match(await long.text(), /100 bytes.*--max-target/);
  const big = await fetch(`${mock.url}/v2/qstash/users`, { method: 'POST', body: 'x'.repeat(300) });
  assert.equal(big.status, 413);
  assert.match(await big.text(), /--max-body-bytes/);
  await mock.stop();
});

test('logs go to stderr, one JSON object a line when asked', async () => {
  const child = spawn(BINARY, ['serve', '--port', '0', '--log-level', 'debug', '--log-format', 'json']);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => { stdout += data; });
  child.stderr.on('data', (data) => { stderr += data; });
  await once(child.stdout, 'data');
  await fetch(`${JSON.parse(stdout).url}/v2/a%22b?token=secret`);
  child.kill('SIGTERM');
  await once(child, 'close');
  assert.equal(stdout.trim().split('\n').length, 1);
  const lines = stderr.trim().split('\n').map(JSON.parse);
  assert.ok(lines.some(({ level, message }) => level === 'debug' && message === 'GET /v2/a%22b 404'), stderr);
  assert.ok(!stderr.includes('secret'));
  assert.equal((await mockmeter(['serve', '--log-level', 'loud'])).code, 2);
});

test('SIGTERM and SIGINT end it with 0', async () => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    const mock = await startMock();
    mock.child.kill(signal);
    const [code] = await once(mock.child, 'exit');
    assert.equal(code, 0, signal);
  }
});

test('the control plane turns the clock and the variants, and reset undoes it', async () => {
  const mock = await startMock();
  const stats = `/v2/qstash/stats/${PAID}?period=30d`;
  const credential = basic('dev@example.com:upstash-test-key');
  await mock.setVariants({ 'upstash.period_30d': 'observed' });
  assert.equal((await mock.get(stats, credential)).status, 400);
  await mock.setClock('2026-07-01T00:00:00Z');
  const account = '/api/v2/consumption_history/account';
  assert.equal((await mock.get(account, bearer('napi_scale'))).status, 404);
  await mock.reset();
  assert.equal((await mock.get(stats, credential)).status, 200);
  assert.equal((await mock.get(account, bearer('napi_scale'))).status, 400, 'no parameters');
  await assert.rejects(mock.setVariants({ 'upstash.period_30d': 'maybe' }), /422.*documented\|observed/);
  await assert.rejects(mock.setClock('yesterday'), /422.*RFC 3339/);
  await mock.stop();
});
