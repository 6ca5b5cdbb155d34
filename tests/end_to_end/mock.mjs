// The real binary under test: started on an ephemeral port, asked over HTTP, stopped by its id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export const BINARY = process.env.MOCKMETER_BIN;
if (!BINARY) throw new Error('MOCKMETER_BIN must name the mockmeter binary');

/** Starts `mockmeter serve` and waits for its ready line. */
export async function startMock(...options) {
  const child = spawn(BINARY, ['serve', '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => { throw new Error(`mockmeter ended with ${code}`); }),
  ]);
  const ready = JSON.parse(line);
  const admin = async (method, path, body) => {
    const answer = await fetch(ready.admin + path, {
      method, body: body && JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    child, ready, url: ready.url,
    setClock: (now) => admin('PUT', '/clock', { mode: 'frozen', now }),
    advanceClock: (by) => admin('POST', '/clock/advance', { by }),
    setVariants: (variants) => admin('PUT', '/variants', variants),
    faults: () => admin('GET', '/faults'),
    addFaults: (...faults) => admin('POST', '/faults', { faults }),
    clearFaults: () => admin('DELETE', '/faults'),
    reset: () => admin('POST', '/reset'),
    get: (path, headers = {}) => fetch(ready.url + path, { headers }),
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

/** Runs a program to its end; nothing is thrown for its exit code. */
export async function run(program, args, { env = {}, input, cwd } = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => { stdout += data; });
  child.stderr.on('data', (data) => { stderr += data; });
  child.stdin.end(input);
  const [code, signal] = await once(child, 'close');
  return { code, signal, stdout, stderr };
}

export const basic = (userAndPassword) =>
  ({ Authorization: `Basic ${Buffer.from(userAndPassword).toString('base64')}` });
export const bearer = (token) => ({ Authorization: `Bearer ${token}` });

export const PAID = '99a4c327-31f0-490f-a594-043ade84085a';
export const FREE = '2b1f7c58-6f0e-4f2e-9d59-8f6d1f0a7c11';
