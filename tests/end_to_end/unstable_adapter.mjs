// A client that is good for a while: node unstable_adapter.mjs FILE COUNT HABIT. FILE counts its calls, over all its
// processes; behind the COUNT-th it does what HABIT says.
import { appendFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [file, count, habit] = process.argv.slice(2);
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const HELLO = {
  type: 'hello', client: { name: 'fading', version: '1.0', language: 'JavaScript' },
  operations: ['upstash.list_qstash_users'], parallel: 2,
};

async function users({ base_url: base, credential: { username, password } }) {
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  const response = await fetch(`${base}/qstash/users`, { headers: { Authorization: `Basic ${pair}` } });
  return response.json();
}

/** Whether this call is one of the good ones. */
function isGood() {
  appendFileSync(file, '.');
  return statSync(file).size <= Number(count);
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'hello') {
    if (habit !== 'one-shot') say(HELLO);
    else process.exit(0);
  } else {
    const good = isGood();
    if (!good && habit === 'dies') process.exit(7);
    if (!good && habit === 'errs') say({ id: message.id, error: { status: 503, message: 'tired' } });
    else if (!good && habit === 'invents') say({ id: message.id, result: [] });
    else say({ id: message.id, result: await users(message) });
    if (habit === 'one-shot') process.exit(0);
  }
}
