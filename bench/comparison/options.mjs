// The options of ./dev bench.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BODIES, CONNECTIONS, SPEED } from './plan.mjs';
import { OURS, SERVERS } from './servers.mjs';

const PEERS = SERVERS.filter((server) => server !== OURS).map(({ name }) => name);
const { fast, slow } = SPEED;

export const USAGE = `usage: ./dev bench [OPTION...]

Measures mockmeter beside its peers with wrk, about 30 minutes, and writes
bench/results/side_by_side.md and .svg. Interrupted, it goes on where it was.

  --rounds N          rounds; slow servers take part in the first ${slow.rounds} (${fast.rounds})
  --seconds N         a slice of load (${fast.seconds}); of slow servers at most ${slow.seconds}
  --peers A,B         only these beside mockmeter: ${PEERS.join(', ')}
  --only fast|slow    only the servers compared closely, or only the others
  --bodies A,B        ${BODIES.join(', ')}
  --connections A,B   ${CONNECTIONS.join(', ')}
  --fresh             forget what was measured before
  --out DIR           where the results go (bench/results)
  --help              this text
`;

export class UsageError extends Error {}

function listOf(value, known, option) {
  if (value === undefined) return known;
  const chosen = value.split(',');
  const wrong = chosen.find((item) => !known.includes(item));
  if (wrong !== undefined) throw new UsageError(`${option}: "${wrong}" is none of ${known}`);
  return known.filter((item) => chosen.includes(item));
}

function positive(value, standard, option) {
  const number = Number(value ?? standard);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${option}: a whole number`);
  return number;
}

/** What the command line asks for; the folder is named from where it was typed. */
export function optionsOf(args) {
  let values;
  try {
    const text = { type: 'string' };
    const flag = { type: 'boolean', default: false };
    ({ values } = parseArgs({
      args,
      options: {
        rounds: text, seconds: text, peers: text, only: text, bodies: text, connections: text,
        out: text, fresh: flag, help: flag,
      },
    }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  const peers = listOf(values.peers, PEERS, '--peers');
  const speeds = listOf(values.only, Object.keys(SPEED), '--only');
  return {
    help: values.help,
    fresh: values.fresh,
    out: resolve(values.out ?? 'bench/results'),
    rounds: positive(values.rounds, fast.rounds, '--rounds'),
    seconds: positive(values.seconds, fast.seconds, '--seconds'),
    bodies: listOf(values.bodies, BODIES, '--bodies'),
    connections: listOf(values.connections, CONNECTIONS.map(String), '--connections').map(Number),
    servers: SERVERS.filter((server) => speeds.includes(server.speed)
      && (server === OURS || peers.includes(server.name))),
  };
}
