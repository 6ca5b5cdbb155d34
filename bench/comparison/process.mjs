// A server as a process tree: started, watched through /proc, stopped by its id.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './bodies.mjs';

const POLL_MS = 2;
const READY_WITHIN_MS = 60000;
const STOP_WITHIN_MS = 5000;

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const read = (path) => {
  try { return readFileSync(path, 'utf8'); } catch { return ''; }  // it may just have ended
};

/** The fields of /proc/PID/stat after the program's name: [0] is the state, [1] the parent. */
const stat = (pid) => read(`/proc/${pid}/stat`).split(') ').pop().split(' ');

/** The ids of a process and of all that descend from it. */
export function tree(root) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    .map((pid) => [Number(pid), Number(stat(pid)[1])]);
  const found = [root];
  for (const parent of found) {
    found.push(...parents.filter(([, of]) => of === parent).map(([pid]) => pid));
  }
  return found;
}

let ticks;
/** CPU seconds, user and system, that a process tree has spent. */
export function cpuSeconds(root) {
  ticks ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const spent = (pid) => {
    const fields = stat(pid);
    return fields.length < 13 ? 0 : Number(fields[11]) + Number(fields[12]);
  };
  return tree(root).reduce((sum, pid) => sum + spent(pid), 0) / ticks;
}

/** Resident memory of a process tree; pages that processes share count once for each of them. */
export function residentMegabytes(root) {
  const kilobytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return tree(root).reduce((sum, pid) => sum + kilobytes(pid), 0) / 1024;
}

const live = new Set();
let closed = false;

/** Stops every server that was started here, also one that is not ready yet; no other may follow. */
export function stopAll() {
  closed = true;
  return Promise.all([...live].map((stop) => stop()));
}

/** Ends a process and what descends from it; by force when it does not go by itself. */
async function end(child) {
  const processes = tree(child.pid);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  if (await Promise.race([exit, delay(STOP_WITHIN_MS, null, { ref: false })])) return;
  for (const pid of processes) {
    try { process.kill(pid, 'SIGKILL'); } catch { /* it has ended */ }
  }
  await exit;
}

/**
 * Starts `command` ({program, args, env, cwd}) and polls `url` until it answers 200; `check` throws
 * when that answer is a wrong one. Returns {pid, readyMs, checked, stop}, `checked` being what
 * `check` returned. What the server says on stderr goes to the file `log`, shown when it fails.
 */
export async function start(command, url, check, log) {
  if (closed) throw new Error('the run is over');
  const output = openSync(log, 'w');
  const begin = process.hrtime.bigint();
  const elapsedMs = () => Number(process.hrtime.bigint() - begin) / 1e6;
  const child = spawn(command.program, command.args, {
    cwd: command.cwd, env: { ...process.env, ...command.env }, stdio: ['ignore', 'ignore', output],
  });
  closeSync(output);
  let ended;
  child.on('error', (error) => { ended = error.message; });
  child.on('exit', (code, signal) => { ended ??= `it ended with ${code ?? signal}`; });
  const stop = async () => {
    live.delete(stop);
    if (!ended) await end(child);
  };
  live.add(stop);

  try {
    for (;;) {
      const answer = await ask(url).catch(() => null);
      if (answer?.status === 200) {
        const readyMs = elapsedMs();
        return { pid: child.pid, readyMs, checked: check(answer), stop };
      }
      if (ended) throw new Error(`${ended}: ${read(log).trim().slice(-300)}`);
      if (elapsedMs() > READY_WITHIN_MS) throw new Error('it does not answer');
      await delay(POLL_MS);
    }
  } catch (error) {
    await stop();
    throw error;
  }
}
