// The command line: ./dev bench. Figures go to a record as they come, the report is made of it.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeBodies } from './bodies.mjs';
import { chart } from './chart.mjs';
import { machineFacts } from './machine.mjs';
import { measureGroup } from './measure.mjs';
import { USAGE, UsageError, optionsOf } from './options.mjs';
import { groupSeconds, groupsOfRun } from './plan.mjs';
import { freePort, start, stopAll } from './process.mjs';
import { openRecord } from './record.mjs';
import { markdown, ratioRows, short } from './report.mjs';
import { OURS } from './servers.mjs';
import { findProgram } from './servers/find.mjs';

const say = (line) => process.stderr.write(`${line}\n`);

const hash = (...parts) => {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex').slice(0, 16);
};

/** The expected answers, from a mock of ours that is stopped again. */
async function expectedBodies(folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, 'mockmeter.log');
  const mock = await start(OURS.command({ port }), `${url}/v2/qstash/ipv4`, () => {}, log);
  try {
    return await takeBodies(url);
  } finally {
    await mock.stop();
  }
}

function describe(entry) {
  if (entry.kind === 'start') {
    return `ready in ${short(entry.ready_ms)} ms, ${short(entry.idle_mb)} MB`;
  }
  const errors = Object.keys(entry.errors).length ? `, errors ${JSON.stringify(entry.errors)}` : '';
  return `${entry.body} ${entry.traffic} ${entry.connections}: `
    + `${short(entry.requests_per_second)} requests/s${errors}`;
}

/** Measures what the record has not got yet. Returns why servers are missing, by name. */
async function measure(options, record, bodies, folder) {
  const missing = {};
  const fail = (name, reason) => {
    missing[name] = reason;
    say(`bench: ${name} is left out: ${reason}`);
  };
  for (const server of options.servers) {
    const reason = server.missing();
    if (reason) fail(server.name, reason);
  }
  const left = (cells) => cells.filter((cell) => !missing[cell.server]
    && !record.has({ kind: 'cell', ...cell }));
  const groups = groupsOfRun(options.servers, options);
  for (const [index, group] of groups.entries()) {
    const cells = left(group.cells);
    const later = groups.slice(index + 1)
      .reduce((sum, next) => sum + groupSeconds(next, left(next.cells)), 0);
    let seconds = groupSeconds(group, cells) + later;
    const add = (entry) => {
      if (!record.has(entry)) record.add(entry);
      if (entry.kind === 'cell') seconds -= group.seconds;
      say(`bench: round ${group.round}/${options.rounds} ${entry.server} ${describe(entry)}`
        + ` [${Math.ceil(seconds / 60)} min left]`);
    };
    await measureGroup(group, { cells, bodies, folder, add, fail });
  }
  return missing;
}

function write(out, { entries }, bodies, missing, { seconds }) {
  const results = join(out, 'side_by_side');
  writeFileSync(`${results}.svg`, chart(ratioRows(entries)));
  writeFileSync(`${results}.md`, markdown({
    entries, bodies, missing, machine: machineFacts(), seconds, chart: 'side_by_side.svg',
  }));
  say(`bench: written ${results}.md and .svg`);
}

async function measureAndWrite(options, folder) {
  mkdirSync(options.out, { recursive: true });
  const bodies = await expectedBodies(folder);
  const record = openRecord(join(options.out, 'side_by_side.jsonl'), {
    seconds: options.seconds,
    program: hash(readFileSync(OURS.program)),
    bodies: hash(...Object.values(bodies).map(({ body }) => body)),
  }, options);
  const before = record.entries.length;
  const missing = await measure(options, record, bodies, folder);
  if (record.entries.length === before && Object.keys(missing).length === 0) {
    say('bench: all of it was measured before; --fresh begins anew');
  }
  write(options.out, record, bodies, missing, options);
}

async function main() {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return process.stdout.write(USAGE);
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  if (!findProgram('wrk')) throw new Error('wrk is not installed');
  if (OURS.missing()) throw new Error(OURS.missing());

  const folder = mkdtempSync(join(tmpdir(), 'mockmeter-bench-'));
  const cleanUp = async () => {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await cleanUp();
      say('bench: interrupted; the next run goes on from here');
      process.exit(130);
    });
  }
  await measureAndWrite(options, folder).finally(cleanUp);
}

try {
  await main();
} catch (error) {
  say(`bench: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
