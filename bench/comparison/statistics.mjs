// Medians, spreads and ratios of what a record holds.
import { YARDSTICK } from './servers.mjs';

/** {median, min, max, n} of a list of numbers; null when it is empty. */
export function spread(numbers) {
  const list = numbers.filter((number) => number !== null).sort((a, b) => a - b);
  const half = list.length / 2;
  return list.length === 0 ? null : {
    median: (list[Math.ceil(half) - 1] + list[Math.floor(half)]) / 2,
    min: list[0],
    max: list[list.length - 1],
    n: list.length,
  };
}

/** The connections whose ratios are pooled: where a server has enough to do. */
export const POOLED = [64, 256];

const matches = (entry, wanted) =>
  Object.entries(wanted).every(([name, value]) => entry[name] === value);

/** The cells of a record that have the `wanted` values. */
export const cellsOf = (entries, wanted) =>
  entries.filter((entry) => entry.kind === 'cell' && matches(entry, wanted));

/**
 * The ratios of `figure` between a server's pooled cells ({server, body, traffic}) and nginx's of
 * the same round, traffic and connections: both met the same machine.
 */
export function ratios(entries, wanted, figure = 'requests_per_second') {
  const found = [];
  for (const cell of cellsOf(entries, wanted).filter((c) => POOLED.includes(c.connections))) {
    const { round, body, traffic, connections } = cell;
    const [other] = cellsOf(entries, {
      server: YARDSTICK.name, round, body, traffic, connections,
    });
    if (other?.[figure]) found.push(cell[figure] / other[figure]);
  }
  return spread(found);
}

/** The errors of cells, summed by kind: {timeout: 3}. */
export function errorsOf(cells) {
  const sum = {};
  for (const { errors } of cells) {
    for (const [kind, count] of Object.entries(errors)) sum[kind] = (sum[kind] ?? 0) + count;
  }
  return sum;
}
