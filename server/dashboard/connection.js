// The long poll that keeps the page up to date, whatever happens to the mock.
import { Refusal, call } from './api.js';
import { ALL, appendEntries, forgetEntries, journal } from './journal.js';
import { mock, publish, setConnection } from './mock.js';

const kEntriesPerResponse = 250;
const kWaitSeconds = 10;
const kMaxPause = 3000;

const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** Reads what changes rarely: providers, worlds, operations. */
export async function readCatalogue() {
  const [catalogue, { operations }] = await Promise.all([call('GET', '/catalogue'), call('GET', '/operations')]);
  mock.catalogue = catalogue;
  mock.operations = new Map(operations.map((operation) => [operation.id, operation]));
  publish('catalogue');
}

function liveQuery(isFollowUp) {
  const query = new URLSearchParams({ after: journal.next, limit: isFollowUp ? kEntriesPerResponse : ALL });
  if (isFollowUp) {
    query.set('generation', mock.generation);
    query.set('wait', kWaitSeconds);
  }
  return query;
}

/** Returns false when everything has to be read again. */
function takeResponse(response) {
  const isRestart = mock.instance !== null && mock.instance !== response.instance;
  const isChange = mock.generation !== response.generation || isRestart;
  Object.assign(mock, {
    instance: response.instance, generation: response.generation, clock: response.clock,
    clockReadAt: Date.now(), journalDisabled: response.journalDisabled,
  });
  if (isRestart) {
    ++mock.restarts;
    forgetEntries();
    publish('restart');
    return false;
  }
  setConnection('live');
  publish('clock');
  appendEntries(response);
  if (isChange) publish('change');
  return true;
}

/** Reads the mock for as long as the page is open. */
export async function follow() {
  let isFollowUp = false;
  let pause = 250;
  for (;;) {
    try {
      const before = mock.generation;
      const response = await call('GET', `/live?${liveQuery(isFollowUp)}`);
      isFollowUp = takeResponse(response);
      if (!isFollowUp || before !== response.generation || !mock.catalogue) await readCatalogue();
      pause = 250;
    } catch (error) {
      isFollowUp = false;
      if (error instanceof Refusal) setConnection('refused', error.message);
      else setConnection('silent');
      await sleep(pause);
      pause = Math.min(2 * pause, kMaxPause);
    }
  }
}
