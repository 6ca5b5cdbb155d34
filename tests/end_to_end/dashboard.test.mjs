// What the dashboard lives on, over HTTP: its files, the live route that is held until something happens,
// and who gets what. The page itself is tested in tests/browser.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { basic, startMock } from './mock.mjs';

const UPSTASH = basic('dev@example.com:upstash-test-key');

/** Starts a mock for one test. */
async function mockFor(context, ...options) {
  const mock = await startMock(...options);
  context.after(() => mock.stop());
  const read = async (path, init) => (await fetch(mock.ready.admin + path, init)).json();
  const follow = (live, wait = 20) =>
    read(`/live?after=${live.next}&generation=${live.generation}&wait=${wait}`);
  return { ...mock, read, follow };
}

test('the page loads what it names, and nothing else', async (context) => {
  const mock = await mockFor(context);
  const page = await fetch(`${mock.ready.admin}/ui`);
  assert.match(page.headers.get('content-security-policy'), /default-src 'none'/);
  const names = [...(await page.text()).matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, name]) => name);
  assert.ok(names.length >= 2, names.join());
  for (const name of names) {
    assert.match(name, /^(\/__admin\/ui\/|data:)/);
    if (!name.startsWith('data:')) assert.equal((await fetch(mock.url + name)).status, 200, name);
  }
});

test('a browser that asks for the address alone is led to the page', async (context) => {
  const shared = await mockFor(context);
  const apart = await mockFor(context, '--admin-port', '0');
  const typed = async (url, accept) =>
    (await fetch(url, { redirect: 'manual', headers: { Accept: accept } })).headers.get('location');
  assert.equal(await typed(shared.url, 'text/html,*/*'), '/__admin/ui');
  assert.equal(await typed(shared.url, '*/*'), null);
  assert.equal(await typed(new URL('/', apart.ready.admin), 'text/html'), '/__admin/ui');
  assert.equal(await typed(apart.url, 'text/html'), null, 'the port of the APIs has no page');
});

test('live waits for a request, for a change and for its time', async (context) => {
  const mock = await mockFor(context);
  let live = await mock.read('/live');
  const next = mock.follow(live);
  await mock.get('/v2/qstash/users', UPSTASH);
  live = await next;
  assert.deepEqual(live.requests.map(({ url, credential }) => [url, credential]), [['/v2/qstash/users', 'upstash-test']]);
  const changed = mock.follow(live);
  await mock.setClock('2026-05-21T00:00:00Z');
  live = await changed;
  assert.deepEqual([live.requests, live.clock.now], [[], '2026-05-21T00:00:00Z']);
  const start = performance.now();
  assert.deepEqual((await mock.follow(live, 1)).requests, []);
  assert.ok(performance.now() - start >= 990, 'nothing happened for a second');
});

test('fifty watchers see the same requests, and hold up nobody', async (context) => {
  const mock = await mockFor(context, '--threads', '2');
  const live = await mock.read('/live');
  const watchers = Array.from({ length: 50 }, () => mock.follow(live));
  for (let i = 0; i < 20; i += 1) assert.equal((await mock.get('/v2/qstash/users', UPSTASH)).status, 200);
  for (const { requests } of await Promise.all(watchers)) {
    assert.ok(requests.length >= 1);
    assert.equal(requests[0].number, 1);
  }
});

test('a watcher that leaves, and a mock that stops, end the wait', async (context) => {
  const mock = await mockFor(context);
  const { hostname, port } = new URL(mock.url);
  const watch = 'GET /__admin/live?generation=0&wait=30 HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const leaving = connect(port, hostname);
  leaving.write(watch);
  leaving.destroy();
  const staying = connect(port, hostname);
  staying.write(watch);
  await mock.read('/live');
  const start = performance.now();
  const closed = once(staying.resume(), 'close');
  assert.equal(await mock.stop(), 0);
  await closed;
  assert.ok(performance.now() - start < 5000);
});

test('usage is the same as a client is served, and leaves no trace', async (context) => {
  const mock = await mockFor(context, '--fault', 'delay=3s', '--rate-limits', 'on');
  const target = '/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=1h';
  const shown = await mock.read('/usage', {
    method: 'POST', body: JSON.stringify({ target, credential: 'upstash-test' }),
  });
  assert.deepEqual((await mock.read('/live')).requests, []);
  await mock.clearFaults();
  assert.deepEqual(shown.body, await (await mock.get(target, UPSTASH)).json());
});

test('a token guards the data; the page is there without it', async (context) => {
  const mock = await mockFor(context, '--admin-token', 'tok3n');
  const status = async (path, headers) => (await fetch(mock.ready.admin + path, { headers })).status;
  assert.equal(await status('/ui'), 200);
  for (const path of ['/live', '/catalogue', '/limits', '/worlds/default', '/operations']) {
    assert.equal(await status(path), 401, path);
    assert.equal(await status(path, { Authorization: 'Bearer tok3n' }), 200, path);
  }
});
