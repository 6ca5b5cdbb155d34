// What hostile or many clients do to the mock: memory, the time of others, delayed answers, a stop,
// the journal.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { delayedAnswers } from './resilience/delayed.mjs';
import { idleMemory } from './resilience/idle.mjs';
import { journalMemory } from './resilience/journal.mjs';
import { report } from './resilience/report.mjs';
import { slowClients } from './resilience/slow.mjs';
import { stopUnderLoad } from './resilience/stop.mjs';
import { dashboards } from './resilience/viewers.mjs';

const PARTS = {
  idle: idleMemory, slow: slowClients, delayed: delayedAnswers, stop: stopUnderLoad,
  journal: journalMemory, viewers: dashboards,
};
const USAGE = `usage: ./dev bench resilience [OPTION...]

Measures build/release/mockmeter under idle, slow and many clients and while it stops, about four
minutes; prints a table and writes it to bench/results/resilience.md. Needs wrk and slowhttptest.

  --only A,B       only these parts: ${Object.keys(PARTS).join(', ')}
  --rounds N       rounds of slow clients, and stops per number of connections (5)
  --seconds N      of load beside slow clients (3)
  --idle N         idle connections (10000)
  --clients N      slow clients of a kind (1000)
  --out DIR        where the table goes (bench/results)
  --help           this text
`;

function optionsOf(args) {
  const text = (standard) => ({ type: 'string', default: standard });
  const { values } = parseArgs({
    args,
    options: {
      only: text(Object.keys(PARTS).join(',')), rounds: text('5'), seconds: text('3'),
      idle: text('10000'), clients: text('1000'),
      out: text(fileURLToPath(new URL('results', import.meta.url))),
      help: { type: 'boolean', default: false },
    },
  });
  const parts = values.only.split(',');
  const wrong = parts.find((name) => !(name in PARTS));
  if (wrong !== undefined) throw new Error(`--only: "${wrong}" is none of ${Object.keys(PARTS)}`);
  for (const name of ['rounds', 'seconds', 'idle', 'clients']) {
    values[name] = Number(values[name]);
    if (!Number.isInteger(values[name]) || values[name] < 1) throw new Error(`--${name}: a whole number`);
  }
  return { ...values, parts };
}

async function main(args) {
  const options = optionsOf(args);
  if (options.help) return process.stdout.write(USAGE);
  const rows = [];
  for (const name of options.parts) {
    process.stderr.write(`measuring: ${name}\n`);
    rows.push(...await PARTS[name](options));
  }
  const text = report(rows, args);
  mkdirSync(options.out, { recursive: true });
  writeFileSync(`${options.out}/resilience.md`, text);
  return process.stdout.write(text);
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
