// What the two tests of docs/prometheus.md share.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { commands, project, shell } from './pages.mjs';

/** Installs the program and starts the mock with the commands of the page, on a free port. */
export async function startAsPageSays(dist) {
  const HOME = project();
  const [install, serve] = commands('prometheus.md');
  await shell(install, { env: { MOCKMETER_DIST: dist, HOME } });
  assert.match(serve, /^mockmeter serve /);
  const child = spawn('sh', ['-c', `exec ${serve}`], {
    env: { ...process.env, HOME, PATH: `${HOME}/.local/bin:${process.env.PATH}`, MOCKMETER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { url: JSON.parse(line).url };
}

/** Sends a request that the metrics count, with a fault. */
export async function requestOf(url) {
  await fetch(`${url}/v1/developer/usage?timeframe=1h`, {
    headers: { Authorization: 'Bearer zk_test_professional', Prefer: 'fault="delay=20ms"' },
  });
}
