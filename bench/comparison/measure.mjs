// Measures one group of a round: its servers are started afresh, stay up for the group's cells and
// are stopped. Only one of them is ever loaded.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HEADERS, ask, sameness } from './bodies.mjs';
import { SPEED } from './plan.mjs';
import { cpuSeconds, freePort, residentMegabytes, start, tree } from './process.mjs';
import { runWrk } from './wrk.mjs';

const IDLE_MS = 1000;

/** The command as one would type it, without the paths of this machine. */
const commandText = ({ program, args, env = {} }, { port, adminPort, directory }) => [
  ...Object.entries(env).map(([name, value]) => `${name}=${value}`), program, ...args,
].join(' ').replaceAll(directory, 'DIR').replaceAll(`${process.cwd()}/`, '')
  .replaceAll(`${port}`, 'PORT').replaceAll(`${adminPort}`, 'PORT2');

/** Starts `server` for `bodies` and checks each of its answers: {url, pid, stop, facts}. */
export async function startServer(server, bodies, folder) {
  const directory = join(folder, server.name);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const site = { directory, bodies, port: await freePort(), adminPort: await freePort() };
  const command = server.command(site);
  const url = `http://127.0.0.1:${site.port}`;
  const [first, ...others] = Object.values(bodies);
  const check = (answer) => sameness(answer, first);
  const running = await start(command, url + first.path, check, join(directory, 'log'));
  try {
    const same = [running.checked];
    for (const body of others) same.push(sameness(await ask(url + body.path), body));
    await delay(IDLE_MS);
    return {
      ...running,
      url,
      facts: {
        version: server.version(),
        command: commandText(command, site),
        answers: same.includes('json') ? 'json' : 'bytes',
        ready_ms: running.readyMs,
        idle_mb: residentMegabytes(running.pid),
        processes: tree(running.pid).length,
      },
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function measureCell(cell, seconds, { url, pid }, body) {
  const before = cpuSeconds(pid);
  const figures = await runWrk({ ...cell, seconds }, url + body.path, HEADERS);
  const spent = cpuSeconds(pid) - before;
  return {
    kind: 'cell', ...cell, ...figures,
    cpu_us: figures.requests ? (spent * 1e6) / figures.requests : null,
    loaded_mb: residentMegabytes(pid),
  };
}

async function warmUp(server, bodies, names, running) {
  const load = { connections: 16, traffic: 'same', seconds: SPEED[server.speed].warmupSeconds };
  for (const name of names) await runWrk(load, running.url + bodies[name].path, HEADERS);
}

/**
 * Measures what is left of `group`. `add` takes each entry of the record, `fail(server, reason)` a
 * server that cannot be started or stopped answering: the others go on without it.
 */
export async function measureGroup(group, { cells, bodies, folder, add, fail }) {
  const running = new Map();
  const names = [...new Set(cells.map(({ body }) => body))];
  for (const server of group.servers.filter(({ name }) => cells.some((c) => c.server === name))) {
    try {
      const started = await startServer(server, bodies, folder);
      running.set(server.name, started);
      add({ kind: 'start', round: group.round, server: server.name, ...started.facts });
    } catch (error) {
      fail(server.name, error.message.trim());
    }
  }
  for (const server of group.servers.filter(({ name }) => running.has(name))) {
    await warmUp(server, bodies, names, running.get(server.name));
  }
  for (const cell of cells) {
    const target = running.get(cell.server);
    if (!target) continue;
    try {
      add(await measureCell(cell, group.seconds, target, bodies[cell.body]));
    } catch (error) {
      fail(cell.server, error.message.trim());
      running.delete(cell.server);
      await target.stop();
    }
  }
  for (const { stop } of running.values()) await stop();
}
