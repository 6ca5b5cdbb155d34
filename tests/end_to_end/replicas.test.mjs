// Three replicas with one Redis, behind nginx where Debian's is installed: they act as one, also when one of them is killed
// or stopped, and say so when Redis is away. MOCKMETER_CYCLES and MOCKMETER_REQUESTS make
// the tests of keys and faults longer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { basic, bearer, startMock } from './mock.mjs';
import { freePort, startRedis } from './redis.mjs';

const NGINX = ['/usr/sbin/nginx', fileURLToPath(new URL('../../build/packages/usr/sbin/nginx', import.meta.url))].find(existsSync);
const cleanup = [];
afterEach(async () => { while (cleanup.length > 0) await cleanup.pop()(); });
after(async () => { while (cleanup.length > 0) await cleanup.pop()(); });

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
after(() => agent.destroy());
/** One request on a connection that is kept; the whole response. */
function send(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const request = httpRequest(url, { method, agent,
      headers: { ...headers, ...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }) } });
    request.on('response', async (response) => {
      let got = '';
      try {
        for await (const part of response) got += part;
        resolve({ status: response.statusCode, headers: response.headers, text: got, json: () => JSON.parse(got) });
      } catch (error) { reject(error); }
    });
    request.on('error', reject);
    request.end(text);
  });
}

async function startReplicas(count, ...options) {
  return startReplicasOn(await startRedis(), count, ...options);
}
async function startReplicasOn(redis, count, ...options) {
  cleanup.push(() => redis.remove());
  const replicas = [];
  for (let i = 0; i < count; ++i) replicas.push(await startMock('--store', redis.url, '--threads', '1', ...options));
  cleanup.push(() => replicas.forEach(({ child }) => child.kill('SIGKILL')));
  return { redis, replicas };
}

const upstash = basic('dev@example.com:upstash-test-key');
const zkscore = bearer('zk_test_professional');
const KEYS = '/v1/developer/keys';
const admin = async (mock, path, options) => (await send(`${mock.url}/__admin${path}`, options)).json();
const count = async (mock, pattern) => (await admin(mock, '/requests/count', { method: 'POST', body: pattern })).count;
/** Runs `work` so often, some at a time. */
async function inLanes(lanes, times, work) {
  let next = 0;
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (next < times) await work(next++);
  }));
}
async function until(check) {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (await check()) return;
    await new Promise(setImmediate);
  }
  assert.fail(`never: ${check}`);
}

const cycles = Number(process.env.MOCKMETER_CYCLES ?? 150);
test(`create, list, use, revoke across three replicas, ${cycles} times: no stale answer`, async () => {
  const { replicas } = await startReplicas(3);
  const at = (i) => replicas[i % 3].url;
  await inLanes(3, cycles, async (i) => {
    const made = await send(at(i) + KEYS, { method: 'POST', headers: zkscore, body: { name: `key ${i}` } });
    assert.equal(made.status, 200, made.text);
    const secret = made.text.match(/zk_prod_\w+/)[0];
    const page = `?limit=100&offset=${Math.max(0, i - 20)}`; // new keys come last
    const listed = (await send(at(i + 1) + KEYS + page, { headers: zkscore })).json().keys.filter(({ name }) => name === `key ${i}`);
    assert.equal(listed.length, 1, 'the next replica lists it');
    assert.equal((await send(`${at(i + 2)}${KEYS}`, { headers: bearer(secret) })).status, 200, 'the third takes it');
    const revoked = await send(`${at(i + 1)}${KEYS}/${listed[0].id}`, { method: 'DELETE', headers: zkscore });
    assert.equal(revoked.status, 200, revoked.text);
    for (const other of [i, i + 2]) {
      assert.equal((await send(`${at(other)}${KEYS}`, { headers: bearer(secret) })).status, 401, 'nobody takes it any more');
    }
  });
});

test('clock, variants and reset are those of all', async () => {
  const { replicas: [a, b, c] } = await startReplicas(3);
  await a.setClock('2026-05-21T00:00:00Z');
  for (const each of [b, c]) assert.equal((await admin(each, '/clock')).now, '2026-05-21T00:00:00Z');
  await b.advanceClock('PT1H');
  assert.equal((await admin(c, '/clock')).now, '2026-05-21T01:00:00Z');
  const read = (mock) => send(`${mock.url}/v2/qstash/users`, { headers: upstash }).then(({ text }) => text);
  await c.setVariants({ 'upstash.period_30d': 'observed' });
  assert.deepEqual(await admin(a, '/variants'), await admin(c, '/variants'));
  assert.equal(await read(a), await read(b));
  await send(a.url + KEYS, { method: 'POST', headers: zkscore, body: { name: 'goes' } });
  await b.reset();
  assert.equal((await admin(a, '/clock')).now, '2026-05-20T12:00:00Z');
  assert.equal((await send(c.url + KEYS, { headers: zkscore })).text.includes('"goes"'), false);
  assert.equal((await admin(a, '/requests')).requests.length, 1, 'that of the list');
});

const requests = Number(process.env.MOCKMETER_REQUESTS ?? 1500);
test(`faults with times=50 fire exactly 50 times in ${requests} requests`, async () => {
  const { replicas } = await startReplicas(3);
  await replicas[0].addFaults('status=503,times=50,op=upstash.list_qstash_users');
  let fired = 0;
  await inLanes(12, requests, async (i) => {
    const { status } = await send(`${replicas[i % 3].url}/v2/qstash/users`, { headers: upstash });
    assert.ok(status === 200 || status === 503);
    fired += status === 503;
  });
  assert.equal(fired, 50);
  for (const each of replicas) assert.equal((await admin(each, '/faults')).firedTotal, 50);
  await replicas[1].clearFaults();
  assert.equal((await admin(replicas[2], '/faults')).firedTotal, 0);
});

test('a rate limit is one for all', async () => {
  const { replicas } = await startReplicas(3);
  const left = new Set();
  await inLanes(9, 600, async (i) => {
    const { headers } = await send(`${replicas[i % 3].url}${KEYS}`, { headers: zkscore });
    left.add(headers['x-ratelimit-remaining']);
  });
  assert.equal(left.size, 600, 'each call took one');
  assert.ok(left.has('400') && left.has('999'));
});

test('the journal is one: numbers, counts, verify and removal from any replica', async () => {
  const { replicas: [a, b, c] } = await startReplicas(3, '--journal-size', '1000');
  const all = [a, b, c];
  await inLanes(12, 900, (i) => send(`${all[i % 3].url}/v2/qstash/ipv4?i=${i}`));
  for (const each of all) {
    assert.equal(await count(each, { urlPath: '/v2/qstash/ipv4' }), 900);
    const verified = await admin(each, '/verify', { method: 'POST', body: { urlPath: '/v2/qstash/ipv4', atLeast: 900, atMost: 900 } });
    assert.deepEqual(verified, { verified: true, count: 900 });
  }
  const { requests } = await admin(a, '/requests');
  assert.equal(new Set(requests.map(({ number }) => number)).size, 900);
  assert.equal(Math.max(...requests.map(({ number }) => number)), 900);
  await send(`${b.url}/__admin/requests/${requests[7].number}`, { method: 'DELETE' });
  assert.equal(await count(c, { urlPath: '/v2/qstash/ipv4' }), 899);
  await inLanes(12, 300, (i) => send(`${all[i % 3].url}/v2/qstash/ipv4?again=${i}`));
  const listings = await Promise.all(all.map((each) => admin(each, '/requests')));
  assert.equal(listings[0].requests.length, 1000, 'as many as are kept');
  assert.deepEqual(listings[1], listings[0]);
  assert.deepEqual(listings[2].meta, listings[0].meta);
  assert.equal(listings[0].meta.dropped['upstash.list_qstash_ipv4']['200'], 199);
  await send(`${c.url}/__admin/requests`, { method: 'DELETE' });
  assert.equal((await admin(a, '/requests')).meta.total, 0);
  assert.deepEqual(await admin(a, '/findings'), await admin(b, '/findings'));
});

async function startNginx(replicas) {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  cleanup.push(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  let site = readFileSync(new URL('../../packaging/nginx/default.conf', import.meta.url), 'utf8')
    .replace('listen 8080', `listen 127.0.0.1:${port}`);
  replicas.forEach(({ url }, i) => { site = site.replace(`replica-${i + 1}:8080`, new URL(url).host); });
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events { worker_connections 512; }
http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
${site} }`);
  const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  cleanup.push(() => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await until(() => send(`${url}/__admin/health`).then(() => true, () => false));
  return url;
}

test('behind nginx, one replica killed and one stopped under load: what was answered is in the journal, nothing fails elsewhere',
  { skip: !NGINX && 'nginx is neither installed nor unpacked' }, async () => {
    const { replicas } = await startReplicas(3);
    const url = await startNginx(replicas);
    const answered = new Set();
    const failed = [];
    await inLanes(16, 3000, async (i) => {
      if (i === 1000) replicas[0].child.kill('SIGKILL');
      if (i === 2000) replicas[1].child.kill('SIGTERM');
      try {
        const { status } = await send(`${url}/v2/qstash/ipv4?i=${i}`);
        if (status === 200) answered.add(i);
        else failed.push([i, status]);
      } catch (error) { failed.push([i, error.message]); }
    });
    await replicas[1].stop();
    assert.deepEqual(failed, [], 'nginx asks another one');
    const { requests } = await admin(replicas[2], '/requests');
    const kept = new Set(requests.map(({ request }) => Number(new URL(request.url, url).searchParams.get('i'))));
    const missing = [...answered].filter((i) => !kept.has(i));
    assert.deepEqual(missing, []);
  });

test('Redis stopped under load: 200 or our 503, nothing answered is missing, and afterwards all agree', async () => {
  const { redis, replicas } = await startReplicas(3, '--journal-size', '100000');
  const answered = new Set();
  const refusing = new Set();
  let next = 0;
  let isOver = false;
  const load = Promise.all(Array.from({ length: 6 }, async (_, lane) => {
    while (!isOver) {
      const i = next++;
      const { status, text } = await send(`${replicas[lane % 3].url}/v2/qstash/ipv4?i=${i}`);
      if (status === 200) answered.add(i);
      else {
        assert.equal(status, 503, text);
        assert.match(text, /The state of this mock may be old/);
        refusing.add(lane % 3);
      }
    }
  }));
  await until(() => answered.size > 200);
  await redis.stop();
  await until(() => refusing.size === 3);
  await redis.start();
  for (const each of replicas) await until(async () => (await send(`${each.url}/__admin/health`)).status === 200);
  isOver = true;
  await load;
  const listings = await Promise.all(replicas.map((each) => admin(each, '/requests')));
  const kept = new Set(listings[0].requests.map(({ request }) => Number(request.url.split('i=')[1])));
  assert.deepEqual([...answered].filter((i) => !kept.has(i)), []);
  assert.deepEqual(listings.map(({ meta }) => meta), Array(3).fill(listings[0].meta));
});

test('a Redis that hangs does not make requests wait one after the other', async () => {
  const { redis, replicas: [a] } = await startReplicas(1);
  const read = () => send(`${a.url}/v2/qstash/ipv4`);
  redis.child.kill('SIGSTOP');
  await until(async () => (await read()).status === 503);
  const start = Date.now();
  for (let i = 0; i < 30; ++i) assert.equal((await read()).status, 503);
  assert.ok(Date.now() - start < 15_000, 'each of them waited a second');
  redis.child.kill('SIGCONT');
  await until(async () => (await read()).status === 200);
});

test('Redis away: 503 says so, and afterwards all agree', async () => {
  const { redis, replicas } = await startReplicas(3);
  const [a, b, c] = replicas;
  const made = await send(a.url + KEYS, { method: 'POST', headers: zkscore, body: { name: 'before' } });
  const secret = made.text.match(/zk_prod_\w+/)[0];
  await redis.stop();
  const refused = await send(a.url + KEYS, { method: 'POST', headers: zkscore, body: { name: 'meanwhile' } });
  assert.equal(refused.status, 503);
  await until(async () => (await send(`${b.url}/v2/qstash/ipv4`)).status === 503);
  const stale = await send(`${b.url}/v2/qstash/ipv4`);
  assert.match(stale.json().detail, /^store redis:\/\/127\.0\.0\.1:\d+\/0 cannot be/);
  assert.equal(stale.headers['retry-after'], '1');
  assert.equal((await send(`${c.url}/__admin/health`)).status, 503);
  assert.equal((await send(`${c.url}/__admin/clock`)).status, 503);
  assert.equal((await send(`${c.url}/__admin/metrics`)).status, 200);
  await redis.start();
  for (const each of replicas) await until(async () => (await send(`${each.url}/__admin/health`)).status === 200);
  for (const each of replicas) assert.equal((await send(each.url + KEYS, { headers: bearer(secret) })).status, 200);
  await c.setClock('2026-05-22T00:00:00Z');
  for (const each of replicas) assert.equal((await admin(each, '/clock')).now, '2026-05-22T00:00:00Z');
  const meta = await Promise.all(replicas.map((each) => admin(each, '/requests').then((listing) => listing.meta)));
  assert.deepEqual(meta[1], meta[0]);
  assert.deepEqual(meta[2], meta[0]);
});

test('a Redis that comes back with less than it had: all have the same', async () => {
  const { redis, replicas: [a, b] } = await startReplicasOn(await startRedis({ appendonly: 'no' }), 2);
  const create = async (mock, name) =>
    (await send(mock.url + KEYS, { method: 'POST', headers: zkscore, body: { name } })).text.match(/zk_prod_\w+/)[0];
  const use = async (mock, secret) => (await send(mock.url + KEYS, { headers: bearer(secret) })).status;
  const early = await create(a, 'early');
  await redis.cli('SAVE');
  const late = await create(b, 'late');
  assert.equal(await use(a, late), 200);
  await redis.cli('SHUTDOWN', 'NOSAVE').catch(() => {});
  await until(() => redis.child.exitCode !== null);
  await redis.start();
  for (const each of [a, b]) await until(async () => (await use(each, late)) === 401); // Redis has forgotten it
  const c = await startMock('--store', redis.url);
  cleanup.push(() => c.child.kill('SIGKILL'));
  for (const each of [a, b, c]) {
    assert.equal(await use(each, early), 200);
    assert.equal(await use(each, late), 401);
  }
  const next = await create(c, 'next');
  for (const each of [a, b, c]) assert.equal(await use(each, next), 200);

  await redis.cli('FLUSHALL');
  await until(() => redis.cli('EXISTS', 'mockmeter:values').then((found) => found === '1'));
  const d = await startMock('--store', redis.url);
  cleanup.push(() => d.child.kill('SIGKILL'));
  for (const each of [a, b, c, d]) assert.equal(await use(each, next), 200, 'the replicas knew it');
  assert.equal((await admin(a, '/requests')).meta.total, (await admin(d, '/requests')).meta.total);
});

test('a replica that stood still does not answer from its old state', async () => {
  const { replicas: [a, b] } = await startReplicas(2);
  const list = () => send(b.url + KEYS, { headers: zkscore });
  await list();
  await list(); // it may be given again
  b.child.kill('SIGSTOP');
  const made = await send(a.url + KEYS, { method: 'POST', headers: zkscore, body: { name: 'meanwhile' } });
  assert.equal(made.status, 200);
  const listed = list(); // waits for the one that stands still
  b.child.kill('SIGCONT');
  assert.match((await listed).text, /"meanwhile"/);
});
