// SIGTERM under full load: answers that were cut, exit code, time to the end.
import { setTimeout as pause } from 'node:timers/promises';
import { BINARY, median, output, startMock } from './mock.mjs';

async function stopOnce(connections) {
  const mock = await startMock();
  const load = output(BINARY, ['bench', '--url', mock.url, '--connections', String(connections),
    '--duration', '2s', '--operation', 'upstash.get_qstash_stats', '--format', 'json']);
  await pause(1000);
  const { code, milliseconds } = await mock.stop();
  const [{ requests, errors_by_kind: { cut = 0 } }] = JSON.parse(await load).cells;
  if (requests === 0) throw new Error('nothing was answered before the stop');
  return { code, milliseconds, cut };
}

async function stopWith(connections, rounds) {
  const stops = [];
  for (let round = 0; round < rounds; round += 1) stops.push(await stopOnce(connections));
  const sum = (list) => list.reduce((total, each) => total + each, 0);
  const beside = `SIGTERM beside ${connections} busy connections, ${rounds} stops`;
  return [
    { what: `${beside}: answers cut`, value: sum(stops.map(({ cut }) => cut)), unit: '', most: 0 },
    { what: `${beside}: ends other than 0`, value: stops.filter(({ code }) => code !== 0).length, unit: '', most: 0 },
    { what: `${beside}: time to the end, median`, value: median(stops.map((s) => s.milliseconds)), unit: 'ms', most: 1500 },
  ];
}

export async function stopUnderLoad({ rounds }) {
  return [...await stopWith(64, rounds), ...await stopWith(256, rounds)];
}
