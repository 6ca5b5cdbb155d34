// The 99th percentile of fast clients while a thousand slow ones of a kind hold on, beside the same
// without them, in turns.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from '../comparison/wrk.mjs';
import { median, output, startMock } from './mock.mjs';

const FAST = 64;
const SETTLED_WITHIN_MS = 5000;
const TARGET = '/v2/qstash/ipv4';  // open to all
const LARGE = '/__admin/operations';

// Source: slowhttptest's manual page. -i, -n: seconds between what a client sends or reads.
const KINDS = {
  'slow heads (slowloris)': ['-H', '-i', '2', '-x', '8'],
  'slow bodies': ['-B', '-i', '2', '-x', '8', '-s', '8192'],
  'slow readers': ['-X', '-n', '5', '-w', '256', '-y', '512', '-z', '32', '-k', '3'],
};

export async function fastClients(mock, seconds) {
  return parse(await output('wrk', ['-t1', `-c${FAST}`, `-d${seconds}s`, '--latency', mock.url + TARGET]));
}

async function begin(mock, kind, clients) {
  const url = mock.url + (kind === 'slow readers' ? LARGE : TARGET);
  const attack = spawn('slowhttptest', [...KINDS[kind], '-c', String(clients), '-r', String(clients),
    '-l', '60', '-p', '5', '-v', '0', '-u', url], { stdio: 'ignore' });
  const latest = performance.now() + SETTLED_WITHIN_MS;
  while (mock.connections() < clients && performance.now() < latest) await pause(50);
  return attack;
}

async function beside(mock, kind, { clients, seconds }) {
  const attack = await begin(mock, kind, clients);
  const { p99_ms: p99 } = await fastClients(mock, seconds);
  const held = mock.connections();
  attack.kill('SIGKILL');
  await once(attack, 'exit');
  while (mock.connections() > 0) await pause(50);
  return { p99, held };
}

export async function slowClients(options) {
  const mock = await startMock();
  const alone = [];
  const measured = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
  await fastClients(mock, 1);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const kind of Object.keys(KINDS)) {
      alone.push((await fastClients(mock, options.seconds)).p99_ms);
      measured[kind].push(await beside(mock, kind, options));
    }
  }
  await mock.stop();
  return [
    { what: `99th percentile of ${FAST} fast connections alone`, value: median(alone), unit: 'ms' },
    ...Object.entries(measured).map(([kind, runs]) => ({
      what: `the same beside ${median(runs.map(({ held }) => held))} ${kind}, over alone`,
      value: median(runs.map(({ p99 }) => p99)) / median(alone),
      unit: '',
      most: 1.5,
    })),
  ];
}
