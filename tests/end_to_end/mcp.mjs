// Speaks to an MCP server over its stdio, as an assistant does: one JSON object per line.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts `node ARGS...` with more variables in its environment, and shakes hands. */
export async function startMcpServer(args, env) {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const say = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let id = 0;
  const request = async (method, params = {}) => {
    id += 1;
    say({ id, method, params });
    const { value, done } = await lines.next();
    assert.ok(!done, 'the MCP server ended');
    const reply = JSON.parse(value);
    assert.equal(reply.id, id, value);
    assert.equal(reply.error, undefined, value);
    return reply.result;
  };
  const hello = await request('initialize', {
    protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' },
  });
  say({ method: 'notifications/initialized' });
  return {
    hello, request,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}
