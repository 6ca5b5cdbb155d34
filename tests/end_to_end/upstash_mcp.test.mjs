// Upstash's own MCP server from npm, unmodified but for the address, against the real binary. It
// asks for Node.js 20 and runs with 18, too.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMcpServer } from './mcp.mjs';
import { basic, startMock } from './mock.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const PROGRAM = path('./clients/node_modules/@upstash/mcp-server/dist/index.js');
const REDIRECT = path('../../conformance/adapters/upstash-cli/base.cjs');
const EMAIL = 'dev@example.com';
let mock;
before(async () => { mock = await startMock(); });
beforeEach(() => mock.reset());
after(() => mock.stop());

/** Runs `ask` with the MCP server of this key. */
async function withServer(key, ask) {
  const server = await startMcpServer(
    ['--require', REDIRECT, PROGRAM, '--disable-telemetry'],
    { UPSTASH_API_BASE: `${mock.url}/v2`, UPSTASH_EMAIL: EMAIL, UPSTASH_API_KEY: key },
  );
  try {
    return await ask(server);
  } finally {
    await server.stop();
  }
}

const toolsOf = async (server) => (await server.request('tools/list')).tools.map(({ name }) => name);

test('starts, lists its tools, and shows the QStash user that is served', async () => {
  await withServer('upstash-test-key', async (server) => {
    assert.ok((await toolsOf(server)).includes('qstash_get_user_token'));
    const { content, isError } = await server.request('tools/call', { name: 'qstash_get_user_token', arguments: {} });
    assert.ok(!isError, JSON.stringify(content));
    const text = content.map((part) => part.text).join('\n');
    const served = await (await mock.get('/v2/qstash/user', basic(`${EMAIL}:upstash-test-key`))).json();
    for (const name of ['id', 'token', 'region', 'password']) assert.ok(text.includes(served[name]), name);
  });
});

test('a read-only key leaves it fewer tools', async () => {
  const all = await withServer('upstash-test-key', toolsOf);
  const few = await withServer('upstash-readonly-key', toolsOf);
  assert.ok(few.length > 0 && few.length < all.length, `${few.length} of ${all.length}`);
  assert.ok(few.every((name) => all.includes(name)));
});

test('what it asks for is known to the mock', async () => {
  await withServer('upstash-test-key', toolsOf);
  const { findings } = await (await mock.get('/__admin/findings')).json();
  assert.deepEqual(findings.map(({ name }) => name), []);
});
