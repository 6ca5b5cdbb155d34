// Runs wrk and reads what it prints.
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TRAFFIC } from './plan.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const MILLISECONDS = { us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** wrk's "1.25ms" in milliseconds. */
export function milliseconds(text) {
  const [, number, unit] = /^([\d.]+)(us|ms|s|m|h)$/.exec(text);
  return Number(number) * MILLISECONDS[unit];
}

const ERRORS = [
  [/Socket errors: connect (\d+)/, 'connect'],
  [/Socket errors: .*read (\d+)/, 'read'],
  [/Socket errors: .*write (\d+)/, 'write'],
  [/Socket errors: .*timeout (\d+)/, 'timeout'],
  [/Non-2xx or 3xx responses: (\d+)/, 'status'],
];

/** The figures in wrk's output. Throws when there is none: wrk did not measure. */
export function parse(output) {
  const total = /(\d+) requests in ([\d.]+\w+),/.exec(output);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(output);
  if (!total || !rate) throw new Error(`wrk said nothing of use:\n${output}`);
  const percentile = (name) => {
    const line = new RegExp(`^\\s+${name}%\\s+(\\S+)$`, 'm').exec(output);
    return line ? milliseconds(line[1]) : null;
  };
  const errors = {};
  for (const [expression, name] of ERRORS) {
    const count = Number(expression.exec(output)?.[1] ?? 0);
    if (count) errors[name] = count;
  }
  return {
    requests: Number(total[1]),
    requests_per_second: Number(rate[1]),
    p50_ms: percentile(50),
    p99_ms: percentile(99),
    errors,
  };
}

/** As many as processors, so that the servers are measured and not one busy thread of wrk's. */
export const wrkThreads = (connections) => Math.min(connections, availableParallelism());

/** The arguments for a cell; `headers` are those of the request itself. */
export function wrkArguments({ connections, traffic, seconds }, url, headers) {
  const { script, header } = TRAFFIC[traffic];
  return [
    `-t${wrkThreads(connections)}`, `-c${connections}`, `-d${seconds}s`,
    '--latency', '--timeout', '10s',
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(header ? ['-H', header] : []),
    ...(script ? ['-s', folder + script] : []),
    url,
  ];
}

export async function runWrk(cell, url, headers) {
  const { stdout } = await promisify(execFile)('wrk', wrkArguments(cell, url, headers));
  return parse(stdout);
}
