// What the page knows of the mock, and the events by which its parts learn of changes.
export const mock = {
  connection: 'connecting',  // connecting, live, silent, token, refused
  reason: '',                // the remedy, when the mock refuses this page
  restarts: 0,
  instance: null,
  generation: null,
  clock: null,
  clockReadAt: 0,
  journalDisabled: false,
  catalogue: null,
  operations: new Map(),
};

const subscribers = new Map();

/** Calls `subscriber` at each event of this name. */
export function subscribe(name, subscriber) {
  if (!subscribers.has(name)) subscribers.set(name, []);
  subscribers.get(name).push(subscriber);
}

/** Events: connection, restart, change (generation), clock, catalogue, journal, theme. */
export function publish(name, value) {
  for (const subscriber of subscribers.get(name) ?? []) subscriber(value);
}

export function setConnection(connection, reason = '') {
  if (mock.connection === connection && mock.reason === reason) return;
  Object.assign(mock, { connection, reason });
  publish('connection');
}

export const providerOf = (operation) =>
  mock.catalogue?.providers.find(({ name }) => name === operation?.split('.')[0]);

/** Returns the time of the mock's clock at this moment, as milliseconds. */
export function mockNow() {
  if (!mock.clock) return Date.now();
  const read = Date.parse(mock.clock.now);
  return mock.clock.mode === 'frozen' ? read : read + Date.now() - mock.clockReadAt;
}
