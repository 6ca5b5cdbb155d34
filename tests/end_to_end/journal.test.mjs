// The journal of the real binary: nothing lost, nothing torn, no secret anywhere.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bearer, startMock } from './mock.mjs';

const require = createRequire(new URL('./clients/', import.meta.url));
const { default: Ajv } = require('ajv');
const { default: addFormats } = require('ajv-formats');

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-journal-'));
const admin = async (mock, path) => (await fetch(`${mock.ready.admin}${path}`)).json();
const linesOf = (file) => readFileSync(file, 'utf8').split('\n');

/** Asks on a kept connection; the status, or null when the connection broke. */
function ask(url, agent, headers = {}) {
  return new Promise((resolve) => {
    request(url, { agent, headers }, (answer) => {
      answer.on('error', () => resolve(null)).on('end', () => resolve(answer.statusCode)).resume();
    }).on('error', () => resolve(null)).end();
  });
}

test('kill -9 in the middle of 5,000 requests: every answer is in the file, no line is torn', async () => {
  const file = join(folder, 'killed.jsonl');
  const mock = await startMock('--journal-file', file, '--journal-size', '10');
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const answered = [];
  let next = 0;
  const client = async () => {
    while (next < 5000) {
      const id = next++;
      // Every other request repeats, so that its answer comes from memory.
      const path = id % 2 ? '/v2/qstash/ipv4' : `/v2/qstash/ipv4?n=${id}`;
      if (await ask(mock.url + path, agent) === null) return;
      answered.push(path);
      if (answered.length === 2500) mock.child.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: 16 }, client));
  agent.destroy();
  assert.ok(answered.length >= 2500 && answered.length < 5000, `${answered.length} answers`);

  const lines = linesOf(file);
  assert.equal(lines.pop(), '', 'the last line is whole');
  const urls = new Map();
  for (const { request: { url }, response } of lines.map(JSON.parse)) {
    assert.equal(response.status, 200);
    urls.set(url, (urls.get(url) ?? 0) + 1);
  }
  for (const path of answered) {
    assert.ok(urls.get(path) > 0, path);
    urls.set(path, urls.get(path) - 1);
  }
});

test('counters are exact and the journal stays small', async () => {
  const mock = await startMock('--journal-size', '100');
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  await Promise.all(Array.from({ length: 8 }, async (_, client) => {
    for (let i = 0; i < 500; ++i) {
      await ask(`${mock.url}/v2/qstash/${i % 2 ? 'ipv4' : `users?client=${client}-${i}`}`, agent);
    }
  }));
  agent.destroy();
  const { meta } = await admin(mock, '/requests?limit=0');
  assert.equal(meta.total, 100);
  assert.deepEqual(meta.counts,
    { 'upstash.list_qstash_ipv4': { 200: 2000 }, 'upstash.list_qstash_users': { 401: 2000 } });
  await mock.stop();
});

test('a cursor that polls while requests come in loses and repeats nothing', async () => {
  const mock = await startMock();
  const agent = new Agent({ keepAlive: true });
  let asking = true;
  const asked = (async () => {
    for (let i = 0; i < 400; ++i) await ask(`${mock.url}/v2/qstash/ipv4?n=${i}`, agent);
    asking = false;
  })();
  const seen = [];
  for (let cursor = 0, more = true; more;) {
    more = asking;
    const { requests, meta } = await admin(mock, `/requests?since=${cursor}&limit=50`);
    seen.push(...requests.map(({ request: { url } }) => url));
    more ||= requests.length > 0;
    cursor = meta.next;
  }
  await asked;
  agent.destroy();
  assert.deepEqual(seen, Array.from({ length: 400 }, (_, i) => `/v2/qstash/ipv4?n=${i}`));
  await mock.stop();
});

test('the HAR is HAR 1.2, by the schema of har-schema from npm', async () => {
  const mock = await startMock();
  await mock.get('/v2/qstash/users?a=1&a=%20', { Cookie: 'a=b' });
  await mock.get('/robots.txt');
  await fetch(`${mock.url}/v1/developer/keys`,
    { method: 'POST', headers: bearer('zk_test_professional'), body: '{"name":"har"}' });
  const har = await admin(mock, '/requests.har');
  await mock.stop();
  assert.equal(har.log.entries.length, 3);

  const ajv = addFormats(new Ajv({ strict: false }));
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  ajv.addSchema(Object.values(require('har-schema')));
  const valid = ajv.getSchema('har.json');
  assert.ok(valid(har), JSON.stringify(valid.errors));
  delete har.log.entries[0].request.url;
  assert.ok(!valid(har), 'the schema can tell');
});

test('what a fault let out is what the record shows, everywhere', async () => {
  const mock = await startMock('--fault', 'empty,times=1', '--fault', 'truncate=5,times=1');
  const { hostname, port } = new URL(mock.url);
  for (let i = 0; i < 2; ++i) await assert.rejects(fetch(`${mock.url}/v2/qstash/ipv4`).then((answer) => answer.text()));
  await new Promise((resolve, reject) => {
    request({ hostname, port, method: 'OPTIONS', path: '*' }, (answer) => answer.resume().on('end', resolve))
      .on('error', reject).end();
  });
  const { requests, meta } = await admin(mock, '/requests');
  const har = await admin(mock, '/requests.har');
  const metrics = await (await mock.get('/__admin/metrics')).text();
  await mock.stop();
  const [asterisk, cut, empty] = requests;
  assert.deepEqual([empty.faults, empty.response.status, empty.response.bodySize], [['empty,times=1'], 0, 0]);
  assert.deepEqual([cut.faults, cut.response.status, cut.response.bodySize], [['truncate=5,times=1'], 200, 5]);
  assert.equal(asterisk.faults, undefined);
  assert.deepEqual(meta.counts['upstash.list_qstash_ipv4'], { 0: 1, 200: 1 });
  assert.match(metrics, /operation="upstash\.list_qstash_ipv4",status="0"\} 1\n/);
  assert.deepEqual(har.log.entries.map(({ response }) => [response.status, response._error]),
    [[0, 'net::ERR_EMPTY_RESPONSE'], [200, 'net::ERR_CONTENT_LENGTH_MISMATCH'], [404, undefined]]);
  assert.equal(har.log.entries[2].request.url, mock.url, 'RFC 9110 7.1: the authority alone');
});

test('--journal-file appends to what is there', async () => {
  const file = join(folder, 'appended.jsonl');
  for (let run = 0; run < 2; ++run) {
    const mock = await startMock('--journal-file', file);
    await mock.get('/v2/qstash/ipv4');
    await mock.stop();
  }
  assert.equal(linesOf(file).length, 3);
});
