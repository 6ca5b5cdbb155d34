// The 99th percentile of fast clients while many dashboards follow the traffic, beside the same without
// them, in turns.
import { Agent, get } from 'node:http';
import { fastClients } from './slow.mjs';
import { median, startMock } from './mock.mjs';

const VIEWERS = 50;
const ROWS = 250;  // as the page asks
const WARM_UP_SECONDS = 1;

/** Follows the mock as the page does, until it is ended; `ended()` waits for that. */
function follow(mock, agent) {
  let stopped = false;
  let responses = 0;
  const ask = (after, generation) => new Promise((done) => {
    const url = `${mock.url}/__admin/live?after=${after}&generation=${generation}&limit=${ROWS}&wait=1`;
    get(url, { agent, headers: { 'Accept-Encoding': 'gzip, deflate, br' } }, (response) => {
      let head = '';
      response.setEncoding('utf8');
      response.on('data', (text) => { if (head.length < 400) head += text; });
      response.on('end', () => { responses += 1; done(head); });
    }).on('error', () => done(''));
  });
  const loop = async () => {
    let [next, generation] = [0, 0];
    while (!stopped) {
      const head = await ask(next, generation);
      next = head.match(/"next":(\d+)/)?.[1] ?? next;
      generation = head.match(/"generation":(\d+)/)?.[1] ?? generation;
    }
  };
  const running = loop();
  return { stop: () => { stopped = true; }, ended: () => running, responses: () => responses };
}

async function besideViewers(mock, seconds) {
  const agent = new Agent({ keepAlive: true });
  const viewers = Array.from({ length: VIEWERS }, () => follow(mock, agent));
  const { p99_ms: p99 } = await fastClients(mock, seconds);
  for (const viewer of viewers) viewer.stop();
  await Promise.all(viewers.map((viewer) => viewer.ended()));
  agent.destroy();
  return { p99, responses: Math.min(...viewers.map((viewer) => viewer.responses())) };
}

export async function dashboards({ rounds, seconds }) {
  const mock = await startMock();
  const pairs = [];
  await fastClients(mock, WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round += 1) {
    const alone = (await fastClients(mock, seconds)).p99_ms;
    const { p99, responses } = await besideViewers(mock, seconds);
    pairs.push({ alone, ratio: p99 / alone, rate: responses / seconds });
  }
  await mock.stop();
  return [
    { what: '99th percentile of fast clients alone', value: median(pairs.map(({ alone }) => alone)), unit: 'ms' },
    { what: `the same beside ${VIEWERS} dashboards, over alone, the median of ${rounds} pairs`,
      value: median(pairs.map(({ ratio }) => ratio)), unit: '', most: 1.1 },
    { what: 'responses a second to the slowest of them', value: median(pairs.map(({ rate }) => rate)), unit: '' },
  ];
}
