// --store redis://... over the real binary and Debian's redis-server: what lasts, what SIGKILL leaves, what is refused, and
// that no secret is in it. Several mocks on one Redis: replicas.test.mjs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { BINARY, PAID, basic, bearer, run, startMock as start } from './mock.mjs';
import { freePort, startRedis } from './redis.mjs';

const children = [];
const servers = [];
let redis;
before(async () => { redis = await makeRedis(); });
after(async () => {
  children.forEach((child) => child.kill('SIGKILL')); // of a test that failed
  for (const server of servers) await server.remove();
});
async function makeRedis(options) {
  servers.push(await startRedis(options));
  return servers.at(-1);
}
let database = 0; // each test has one
const nextStore = () => `${redis.url}/${++database}`;
async function startMock(...options) {
  const mock = await start(...options);
  children.push(mock.child);
  return mock;
}

const upstash = basic('dev@example.com:upstash-test-key');
const zkscore = bearer('zk_test_professional');

async function ask(mock, method, path, headers, body) {
  const response = await fetch(mock.url + path, { method, headers: { 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body) });
  return { status: response.status, body: await response.json().catch(() => null) };
}
const secretIn = ({ body }) => JSON.stringify(body).match(/zk_prod_\w+/)[0];
const createKey = (mock, name) => ask(mock, 'POST', '/v1/developer/keys', zkscore, { name });
const admin = (mock, path) => mock.get(`/__admin${path}`).then((response) => response.json());

test('keys, faults, clock and journal are there again after a stop', async () => {
  const options = ['--store', nextStore()];
  let mock = await startMock(...options);
  const secret = secretIn(await createKey(mock, 'kept'));
  await mock.addFaults('status=503,times=2,op=upstash.list_qstash_ipv4');
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 503);
  await mock.setClock('2026-05-21T00:00:00Z');
  await mock.get('/v2/qstash/userz', bearer('secret-of-nobody'));
  const shown = async () => [await admin(mock, '/faults'), await admin(mock, '/clock'), await admin(mock, '/requests')];
  const seen = await shown();
  assert.equal((await admin(mock, '/health')).store, 'redis');
  assert.equal(await mock.stop(), 0);

  mock = await startMock(...options);
  assert.deepEqual(await shown(), seen);
  assert.equal((await mock.get('/v1/developer/keys', bearer(secret))).status, 200);
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 503);
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 200);
  await mock.reset();
  await mock.stop();

  mock = await startMock(...options);
  assert.equal((await mock.get('/v1/developer/keys', bearer(secret))).status, 401);
  assert.equal((await admin(mock, '/requests')).requests.length, 1, 'that of the revoked key');
  await mock.stop();
});

test('SIGKILL in the middle of changes: no answered change is lost', async () => {
  const options = ['--store', nextStore()];
  const secrets = [];
  let fired = 0;
  for (let round = 0; round < 2; ++round) {
    const mock = await startMock(...options);
    if (round === 0) await mock.addFaults('status=503,op=upstash.list_qstash_ipv4');
    const ended = once(mock.child, 'exit');
    let left = 120;
    await Promise.all([0, 1, 2, 3].map(async () => {
      try {
        while (left-- > 0) {
          secrets.push(secretIn(await createKey(mock, 'x')));
          assert.equal((await mock.get('/v2/qstash/ipv4')).status, 503);
          ++fired;
        }
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
      }
      mock.child.kill('SIGKILL');
    }));
    await ended;
  }
  assert.ok(secrets.length >= 200);
  const mock = await startMock(...options);
  for (const secret of secrets) {
    assert.equal((await mock.get('/v1/developer/keys?limit=1', bearer(secret))).status, 200);
  }
  const { firedTotal } = await admin(mock, '/faults');
  assert.ok(firedTotal >= fired && firedTotal <= fired + 8, `${firedTotal} of ${fired} faults fired`);
  await mock.stop();
});

test('no secret is in Redis: neither those of the world, nor those that were issued or sent', async () => {
  const store = nextStore();
  const mock = await startMock('--store', store);
  const secret = secretIn(await createKey(mock, 'secret'));
  const { body: user } = await ask(mock, 'POST', `/v2/qstash/rotate-token/${PAID}`, upstash);
  await mock.get('/v1/developer/keys', bearer(secret));
  await mock.get('/v2/qstash/users', bearer('nobody-knows-this-one'));
  await mock.get(`/v2/qstash/ipv4?token=${user.token}`);
  await mock.get('/v2/qstash/users', basic('dev@example.com:upstash-test-key!status=503,times=2'));
  await admin(mock, '/requests');
  await mock.stop();
  const log = join(redis.folder, 'appendonlydir');
  const bytes = readdirSync(log).map((name) => readFileSync(join(log, name), 'latin1')).join('\n');
  for (const each of ['upstash-test-key', 'zk_test_professional', 'nobody-knows-this-one', secret, user.token, user.password,
    user.read_only_token, upstash.Authorization.slice(6)]) {
    assert.ok(!bytes.includes(each), each);
  }
  assert.ok(bytes.includes('rotate_qstash_token'), 'the journal is there');
});

/** What `serve` says when it refuses to start. */
async function refusal(...options) {
  const { code, stdout, stderr } = await run(BINARY, ['serve', '--port', '0', ...options]);
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  return stderr;
}

test('what cannot be used is refused with exit 2, and nothing is overwritten', async () => {
  const store = nextStore();
  const cli = (...args) => redis.cli('-n', String(database), ...args);
  await cli('SET', 'of:others', '7');
  const mock = await startMock('--store', store);
  await createKey(mock, 'still there');
  assert.match(await refusal('--store', store, '--world', 'states'), /another world: "default", not "states"/);
  await mock.stop();
  const values = () => cli('HGETALL', 'mockmeter:values');
  const kept = await values();
  for (const [option, value, words] of [['--world', 'states', /another world: "default", not "states"/],
    ['--seed', '7', /another seed: 1, not 7/], ['--clock', 'now', /another clock/]]) {
    assert.match(await refusal('--store', store, option, value), words);
  }
  await cli('SET', 'mockmeter:schema', '2');
  assert.match(await refusal('--store', store), /its schema is 2, and this one reads 1; choose another database/);
  assert.equal(await values(), kept);
  assert.equal(await cli('GET', 'of:others'), '7', 'what others keep stays');
  await cli('SET', 'mockmeter:schema', '1');
  await cli('HSET', 'mockmeter:values', 'state', '{');
  assert.match(await refusal('--store', store), /is damaged: /);

  assert.match(await refusal('--store', `redis://127.0.0.1:${await freePort()}`),
    /store redis:\/\/127\.0\.0\.1:\d+\/0 cannot be used: it cannot be reached: Connection refused/);
  assert.match(await refusal('--store', `${redis.url}/999`), /DB index is out of range/);
  assert.match(await refusal('--store', 'redis://'), /it names no host; use redis:\/\/\[USER:PASSWORD@\]HOST/);
  assert.match(await refusal('--store', 'redis://x:port'), /its port "port" is no number/);
  assert.match(await refusal('--store', 'rediss://x'), /needs TLS, which the hiredis of Debian 12 does not have/);
});

test('a password, in the address; it is never shown', async () => {
  const own = await makeRedis({ password: 'a secret/word' });
  const url = (password) => own.url.replace('//', `//:${encodeURIComponent(password)}@`);
  assert.match(await refusal('--store', own.url), /NOAUTH/);
  const wrong = await refusal('--store', url('wrong-one'));
  assert.match(wrong, /WRONGPASS/);
  assert.doesNotMatch(wrong, /wrong-one/);
  assert.doesNotMatch(await refusal('--store', url('a secret/word').replace(/\d+$/, 'x')), /secret/);
  await own.cli('ACL', 'SETUSER', 'mock', 'on', '>of-mock', '~mockmeter:*', '&mockmeter:*', '+@all');
  for (const address of [url('a secret/word'), own.url.replace('//', '//mock:of-mock@')]) {
    const mock = await startMock('--store', address);
    await createKey(mock, 'x');
    const health = await admin(mock, '/health');
    assert.equal(health.status, 'healthy');
    await mock.stop();
  }
});
