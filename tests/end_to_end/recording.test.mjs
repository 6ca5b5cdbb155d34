// What `check` has seen is in its HAR and its NDJSON, bodies too, and no secret is.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { check } from './checking.mjs';
import { startMock } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-recording-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs it with both reports and reads them. */
async function recorded(url, args, env) {
  const har = join(folder, 'run.har');
  const ndjson = join(folder, 'run.ndjson');
  const result = await check([url, '--timeout', '60', ...args, '--report', `har=${har}`, '--report', `ndjson=${ndjson}`], env);
  const texts = { har: readFileSync(har, 'utf8'), ndjson: readFileSync(ndjson, 'utf8') };
  const lines = texts.ndjson.trimEnd().split('\n').map((line) => JSON.parse(line));
  return { ...result, texts, entries: JSON.parse(texts.har).log.entries,
    exchanges: lines.flatMap((line) => line.exchanges ?? []) };
}

test('what was sent is recorded once, with whole bodies', async () => {
  const mock = await startMock('--clock', '2026-05-20T12:00:00Z');
  try {
    const { code, stderr, entries, exchanges } = await recorded(mock.url, []);
    assert.equal(code, 0, stderr);
    assert.ok(entries.length > 100, `${entries.length} entries`);
    assert.equal(entries.length, exchanges.length);
    const { requests } = await (await fetch(`${mock.ready.admin}/requests?limit=10000`)).json();
    assert.equal(entries.length, requests.length, 'as many as the mock has seen');
    const parsed = entries.filter(({ response }) => response.status === 200 && response.content.text)
      .map(({ response }) => JSON.parse(response.content.text));
    assert.ok(parsed.length > 80);
    assert.ok(Math.max(...entries.map(({ response }) => response.content.text?.length ?? 0)) > 16 * 1024);
    assert.ok(entries.every(({ request }) => request.url.startsWith(mock.url)));
    assert.ok(entries.some(({ request }) => request.headers.some(({ name, value }) =>
      name === 'Authorization' && value === 'Bearer $NEON_API_KEY')));
  } finally {
    await mock.stop();
  }
});

test('no secret is in a recording, wherever it stood', async () => {
  const secrets = {
    key: 'th3-key-of-the-caller', live: `napi_${'z9'.repeat(32)}`, token: 't0ken-in-a-body', short: 'p1n77',
    cookie: 'c00kie-of-a-session', header: 'h3ader-with-a-key',
  };
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', Date: 'Wed, 20 May 2026 12:00:00 GMT',
      'Set-Cookie': `session=${secrets.cookie}; Path=/`, 'X-Api-Key': secrets.header });
    response.end(JSON.stringify({ projects: [{ project_id: secrets.live, password: secrets.short,
      nested: [{ token: secrets.token }], note: `it is ${secrets.token} of ${secrets.key}`, tokens: 123456789 }] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { texts, entries } = await recorded(`http://127.0.0.1:${server.address().port}`,
      ['--provider', 'neon'], { NEON_API_KEY: secrets.key, NEON_ORG_ID: 'org-1' });
    assert.ok(entries.length > 5);
    for (const [where, text] of Object.entries(texts)) {
      for (const [what, secret] of Object.entries(secrets)) {
        assert.ok(!text.includes(secret), `${what} in ${where}`);
      }
      assert.ok(text.includes('123456789'), 'a count of tokens is no secret');
    }
    const ids = new Set(entries.filter(({ response }) => response.status === 200)
      .map(({ response }) => JSON.parse(response.content.text).projects[0].project_id));
    assert.equal(ids.size, 1, 'the same id is replaced by the same one');
    assert.match([...ids][0], /^unknown-[0-9a-f]{8}$/);
  } finally {
    server.close();
  }
});
