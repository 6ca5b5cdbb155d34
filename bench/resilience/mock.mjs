// The release binary as a process: started on a port of its own, watched, stopped by its id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const build = new URL('../../build/release/', import.meta.url);
export const BINARY = fileURLToPath(new URL('mockmeter', build));
export const DELAYED_ANSWERS = fileURLToPath(new URL('bench/mockmeter_delayed_answers', build));

export async function startMock() {
  const child = spawn(BINARY, ['serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => { throw new Error(`${BINARY} ended with ${code}`); }),
    once(child, 'error').then(() => { throw new Error(`${BINARY} is missing: ./dev build`); }),
  ]);
  const { url } = JSON.parse(line);
  const port = Number(new URL(url).port);
  return {
    child, url, port,
    megabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    /** Established connections, from the server's side. */
    connections: () => established(port),
    /** Sends SIGTERM; how long the end took, and its exit code. */
    async stop() {
      const begin = performance.now();
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return { code, milliseconds: performance.now() - begin };
    },
  };
}

function established(port) {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'utf8').split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, from, , state]) => from?.endsWith(local) && state === '01').length;
}

/** Runs a program to its end; what it printed. Throws when it fails. */
export async function output(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => { text += data; });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${text}`);
  return text;
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
