// Debian's redis-server for one test: on a free port of this machine, with a folder of its own. The package redis-server would
// start a service; the same program is in redis-tools, and looks at the name that it is called by.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from './mock.mjs';

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** With `appendonly: 'no'` it keeps what SAVE wrote last. */
export async function startRedis({ password, appendonly = 'yes' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const options = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', appendonly,
    ...(password ? ['--requirepass', password] : [])].map(String);
  const redis = {
    port, folder, url: `redis://127.0.0.1:${port}`,
    async start() {
      redis.child = spawn('redis-check-rdb', options, { argv0: 'redis-server', stdio: ['ignore', 'pipe', 'inherit'] });
      for await (const line of createInterface({ input: redis.child.stdout })) {
        if (line.includes('Ready to accept connections')) break;
      }
      redis.child.stdout.resume();
    },
    async stop() {
      if (redis.child.exitCode !== null || redis.child.signalCode !== null) return;
      redis.child.kill('SIGTERM');
      await once(redis.child, 'exit');
    },
    async cli(...args) {
      const { code, stdout, stderr } = await run('redis-cli', ['-p', String(port), ...args],
        { env: password ? { REDISCLI_AUTH: password } : {} });
      if (code !== 0) throw new Error(stderr);
      return stdout.trim();
    },
    async remove() {
      redis.child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
