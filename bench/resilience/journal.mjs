// The journal under many requests: its memory, and whether its counters are exact.
import { BINARY, output, startMock } from './mock.mjs';

const FIRST = 50_000;  // more than the journal keeps, so that it is full after them
const STEP = 190_000;
const STEPS = 5;
const OPERATION = 'upstash.list_qstash_users';

/** Sends so many requests; how many were answered with 200, the look at the operation included. */
async function send(mock, requests) {
  const report = JSON.parse(await output(BINARY, [
    'bench', '--url', mock.url, '--operation', OPERATION, '--connections', '16',
    '--requests', String(requests), '--duration', '10m', '--format', 'json']));
  return report.cells[0].requests + 1;
}

async function counted(mock) {
  const { meta } = await (await fetch(`${mock.url}/__admin/requests?limit=0`)).json();
  return meta.counts[OPERATION][200];
}

export async function journalMemory() {
  const mock = await startMock();
  let sent = await send(mock, FIRST);
  const full = mock.megabytes();
  for (let step = 0; step < STEPS; step += 1) sent += await send(mock, STEP);
  const end = mock.megabytes();
  const wrong = Math.abs(await counted(mock) - sent);
  await mock.stop();
  return [
    { what: `memory with a full journal, after ${FIRST} requests`, value: full, unit: 'MB' },
    { what: `growth of it over ${STEP * STEPS} more`, value: end - full, unit: 'MB', most: 2 },
    { what: `how far the journal's counter is from ${sent}`, value: wrong, unit: '', most: 0 },
  ];
}
