// A client of one operation behind its adapter, good or bad: node minimal_adapter.mjs [HABIT]
import { createInterface } from 'node:readline';

const habit = process.argv[2] ?? 'good';
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const OPERATION = 'upstash.list_qstash_users';

const hello = {
  type: 'hello', client: { name: 'tiny', version: '1.0', language: 'JavaScript' },
  operations: [OPERATION], model: 'raw', time_resolution: 'ns', features: [],
  parallel: habit === 'one-at-a-time' ? 1 : 4,
};

const authorization = ({ username, password }) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** What the client reports; a bad one changes it. */
const change = {
  good: (users) => users,
  'cuts-to-32-bits': (users) => users.map((user) =>
    ({ ...user, max_dlq_retention_time_milis: user.max_dlq_retention_time_milis | 0 })),
  // It asks, and reports something else.
  inventive: (users) => users.map((user) => ({ ...user, max_requests_per_day: 7 })),
};

async function answer({ id, operation, base_url: base, credential }) {
  if (habit === 'chatty') process.stdout.write(`using ${authorization(credential)}\n`);
  if (habit === 'tells-and-ends') {
    process.stderr.write(`using ${credential.password}\n`);
    process.exit(1);
  }
  if (habit === 'crashing') throw new Error('no such client');
  const isRefused = habit === 'idle' || (operation !== OPERATION && habit !== 'yes-man');
  if (isRefused) return { id, unsupported: 'no such operation' };
  try {
    const path = habit === 'leaks' ? `/qstash/users?key=${credential.password}` : '/qstash/users';
    const response = await fetch(base + path, {
      headers: credential ? { Authorization: authorization(credential) } : {},
    });
    const text = await response.text();
    if (!response.ok) return { id, error: { status: response.status, message: 'refused' } };
    return { id, result: (change[habit] ?? change.good)(JSON.parse(text)) };
  } catch (error) {
    return { id, error: { class: error.name, message: 'failed' } };
  }
}

const canned = ({ id }) => ({ id, result: [{ max_requests_per_day: 1 }] });

if (habit === 'early') say({ id: 'k1', result: [] });
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (habit === 'nonsense') process.stdout.write('Welcome!\n{"id":\n');
  else if (habit === 'silent') continue;
  else if (message.type === 'hello') say(hello);
  else if (habit === 'canned') say(canned(message));
  else if (habit === 'deaf') say({ id: message.id, result: await new Promise(() => {}) });
  else answer(message).then(say);
}
if (habit === 'immortal') setInterval(() => {}, 1000);
