// Whether the verdicts of `mockmeter conform` depend on anything but the client: runs it again and
// again, in another order and with other values each time, two runs at once, while other programs
// keep every core busy.
// MOCKMETER_BIN=build/release/mockmeter node stable.mjs [RUNS]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differences, verdictsOf } from './verdicts.mjs';

const AT_ONCE = 2;
const BINARY = resolve(process.env.MOCKMETER_BIN ?? 'build/release/mockmeter');
const runs = Number(process.argv[2] ?? 20);
if (!Number.isInteger(runs) || runs < 2) throw new Error('usage: stable.mjs [RUNS], at least 2');

const adapter = (path) => fileURLToPath(new URL(`../../conformance/adapters/${path}`, import.meta.url));
const CLIENTS = {
  reference: `'${join(dirname(BINARY), 'mockmeter_reference_client')}'`,
  python: `python3 '${adapter('python/adapter.py')}'`,
  node: `node '${adapter('node/adapter.mjs')}'`,
};
// The last runs are for the others, each twice: one run alone differs from nothing.
const clientOf = (number) => {
  if (runs < 6 || number <= runs - 4) return 'reference';
  return number <= runs - 2 ? 'python' : 'node';
};

/** Programs that compute until they are told to stop. */
const burn = () => Array.from({ length: availableParallelism() },
  () => spawn('sha256sum', ['/dev/zero'], { stdio: 'ignore' }));

async function conform(number, folder) {
  const report = join(folder, `${number}.ndjson`);
  const child = spawn(BINARY, ['conform', '--client', CLIENTS[clientOf(number)], '--order', 'random',
    '--seed', `${number}`, '--report', `ndjson=${report}`], { stdio: ['ignore', 'ignore', 'inherit'] });
  const started = performance.now();
  const [code] = await once(child, 'exit');
  return { code, seconds: (performance.now() - started) / 1000, verdicts: verdictsOf(readFileSync(report, 'utf8')) };
}

/** How many there are of each verdict: "529 pass, 1 fail". */
function counts(verdicts) {
  const found = new Map();
  for (const verdict of verdicts.values()) found.set(verdict, (found.get(verdict) ?? 0) + 1);
  return [...found].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
}

const folder = mkdtempSync(join(tmpdir(), 'stable-'));
const burners = burn();
const firsts = new Map();
let differing = 0;

function tell(number, { code, seconds, verdicts }) {
  const client = clientOf(number);
  if (!firsts.has(client)) firsts.set(client, verdicts);
  const lines = differences(firsts.get(client), verdicts);
  if (lines.length > 0) differing += 1;
  console.log(`run ${number}: ${client}, seed ${number}, ${seconds.toFixed(0)} s, exit code ${code}: ${counts(verdicts)}`);
  for (const line of lines) console.log(`  ${line}`);
}

try {
  let next = 1;
  const work = async () => {
    while (next <= runs) {
      const number = next;
      next += 1;
      tell(number, await conform(number, folder));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
} finally {
  for (const burner of burners) burner.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}
console.log(differing === 0 ? `${runs} runs, the same verdicts` : `${runs} runs, ${differing} with other verdicts`);
process.exitCode = differing === 0 ? 0 : 1;
