// No credential that a client sent, whether the world knows it or not, is in anything that is kept.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, basic, bearer, run } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-secrets-'));

const secrets = {
  key: 'k3y-0f-the-w0rld', bearer: 'b3arer-0f-nobody', query: 'qu3ry-secret',
  live: `sk_live_${'x1'.repeat(12)}`, cookie: 'c00kie-secret', header: 'h3ader-secret',
  body: 'b0dy-secret', neon: `napi_${'y2'.repeat(32)}`,
};
const pair = (secret) => Buffer.from(`dev@example.com:${secret}`).toString('base64');

/** A world that knows one of them. */
const worldFile = join(folder, 'world.json');
const world = JSON.parse(readFileSync(new URL('../../fixtures/worlds/default.json', import.meta.url)));
world.neon.accounts[0].keys = [{ name: 'the-neon-key', secret: secrets.key }];
writeFileSync(worldFile, JSON.stringify(world));

const account = '/api/v2/consumption_history/account';
const json = (body) => ({ method: 'POST', body });
/** [path, options]: a secret wherever a client may put one. */
const requests = [
  [account, { headers: bearer(secrets.key) }],
  [account, { headers: bearer(secrets.bearer) }],
  [account, { headers: { Authorization: secrets.neon } }],
  ['/v2/qstash/users', { headers: basic(`dev@example.com:${secrets.bearer}`) }],
  ['/v2/qstash/users', { headers: basic(`dev@example.com:${secrets.live}`) }],
  ['/v2/qstash/users', { headers: { Cookie: `id=${secrets.cookie}`, 'X-Api-Key': secrets.header } }],
  ['/v2/qstash/users', { headers: { 'User-Agent': `me ${secrets.key}` } }],
  [`${account}?api_key=${secrets.query}&x=${secrets.key}&y=${secrets.live}`, {}],
  [`/v2/qstash/${secrets.live}`, {}],
  [`/nowhere/${secrets.key}?token=${secrets.query}`, {}],
  ['/v1/developer/keys', { ...json(JSON.stringify({ name: 'n', password: secrets.body })), headers: bearer(secrets.neon) }],
  ['/v1/developer/keys', json(`{"password":"${secrets.body}`)],
  [`/v2/qstash/k3y%2D0f-the-w0rld`, {}],
  ['/v2/qstash/users', { headers: { 'X-Note': `it is ${pair(secrets.key)}` } }],
  [`${account}?note=${encodeURIComponent(pair(secrets.key))}`, {}],
  [`${account}?pass%77ord=${secrets.query}`, {}],
];

function assertNoSecret(texts) {
  for (const [where, text] of Object.entries(texts)) {
    for (const [what, secret] of Object.entries(secrets)) {
      for (const form of [secret, pair(secret), encodeURIComponent(pair(secret)), secret.replaceAll('-', '%2D')]) {
        assert.ok(!text.includes(form), `${what} in ${where}:\n${text.slice(0, 2000)}`);
      }
    }
  }
}

test('no planted secret is in any journal, log, HAR, metric, finding or fault', async () => {
  const file = join(folder, 'secrets.jsonl');
  const child = spawn(BINARY, ['serve', '--port', '0', '--world', worldFile, '--journal-file', file,
    '--log-level', 'trace', '--log-format', 'json']);
  let log = '';
  child.stderr.on('data', (data) => { log += data; });
  const [ready] = await once(child.stdout, 'data');
  const { url, admin } = JSON.parse(ready);
  const ask = async (path, body) => (await fetch(admin + path,
    body && { method: 'POST', body: JSON.stringify(body) })).text();

  const hints = [];
  for (const [path, options] of requests) {
    hints.push((await fetch(url + path, options)).headers.get('x-mockmeter-hint') ?? '');
  }
  await ask('/faults', { fault: `status=503,times=1,key=${secrets.key}` });
  await fetch(url + account, { headers: bearer(secrets.key) });
  const exported = {
    hints: hints.join('\n'),
    verify: await ask('/verify', { method: 'GET', url: '/v2/qstash/another' }),
    count: await ask('/requests/count', { method: 'GET' }),
    find: await ask('/requests/find', { method: 'ANY' }),
  };
  for (const path of ['/requests', '/requests.har', '/requests/unmatched', '/requests/unmatched/near-misses',
    '/metrics', '/findings', '/faults', '/settings', '/openapi.json', '/fidelity']) {
    exported[path] = await ask(path);
  }
  const entries = JSON.parse(exported['/requests']).requests.reverse();
  child.kill('SIGTERM');
  await once(child, 'close');
  assertNoSecret({ ...exported, log, file: readFileSync(file, 'utf8') });

  assert.equal(entries.length, requests.length + 1);
  assert.equal(entries[0].request.headers.authorization ?? entries[0].request.headers.Authorization, 'Bearer the-neon-key');
  assert.deepEqual(entries.filter(({ looksLive }) => looksLive).map(({ number }) => number), [3, 5, 8, 9, 11]);
  assert.match(exported['/findings'], /"secret-in-url"/);
  assert.match(exported['/faults'], /key=the-neon-key/);
});

test('no planted secret is in what `run` says or writes', async () => {
  const client = join(folder, 'client.mjs');
  writeFileSync(client, `
    const url = process.env.MOCKMETER_URL;
    for (const [path, options] of ${JSON.stringify(requests)}) await (await fetch(url + path, options)).text();`);
  const junit = join(folder, 'junit.xml');
  const report = join(folder, 'report.json');
  const { code, stderr } = await run(BINARY, ['run', '--world', worldFile, '--fail-on', 'all', '--junit', junit,
    '--report', `json=${report}`, '--', process.execPath, client, secrets.bearer, '-u', `me:${secrets.live}`]);
  assert.equal(code, 3, stderr);
  const texts = { stderr, junit: readFileSync(junit, 'utf8'), report: readFileSync(report, 'utf8') };
  for (const text of Object.values(texts)) assert.match(text, /secret-in-url/);
  assertNoSecret(texts);
});
