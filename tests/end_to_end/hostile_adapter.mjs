// An honest client of two operations whose adapter does one thing that none should:
// node hostile_adapter.mjs DEED. What it does at a call, it does when it is asked for the second.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const deed = process.argv[2];
const HONEST = 'upstash.list_qstash_users';
const SPOILT = 'upstash.get_qstash_stats';
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
let stays = false;
const hang = () => { stays = true; setInterval(() => {}, 1000); };

/** Where the test looks for what may be left: "port 40123". */
const note = (line) => appendFileSync(process.env.HOSTILE_NOTES, `${line}\n`);

const hello = {
  type: 'hello', client: { name: 'hostile', version: '1.0', language: 'JavaScript' },
  operations: [HONEST, SPOILT], model: 'raw', time_resolution: 'ns', features: [], parallel: 1,
};

async function ask({ id, operation, base_url: base, credential: { username, password }, arguments: args }) {
  const paths = { [HONEST]: '/qstash/users', [SPOILT]: `/qstash/stats/${args?.id}${args?.period ? `?period=${args.period}` : ''}` };
  if (!paths[operation]) return { id, unsupported: 'no such operation' };
  const Authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(base + paths[operation], { headers: { Authorization } });
  return { id, result: await response.json() };
}

/** A program of its own that holds our stdout and a port. */
function leaveGrandchild(detached) {
  const child = spawn(process.execPath, [process.argv[1], 'listens'], { stdio: ['ignore', 'inherit', 'ignore'], detached });
  child.unref();
}

const AT_START = {
  immortal: hang,
  banner: () => process.stdout.write('Welcome to the client!\n'),
  early: () => say({ id: 'k1', result: [] }),
  'huge-parallel': () => { hello.parallel = 1e9; },
  'ignores-sigterm': () => process.on('SIGTERM', () => {}),
  'declares-everything': () => { hello.operations.push('upstash.list_qstash_ipv4'); },
  transcript: () => { say(hello); say({ id: 'k1', result: [{ max_requests_per_day: 1 }] }); process.exit(0); },
  listens: () => {
    const server = createServer().listen(0, '127.0.0.1', () => note(`port ${server.address().port}`));
  },
};

/** Each is given the honest answer, and sends what it likes. */
const AT_A_CALL = {
  garbage: (answer) => { process.stdout.write('GET / HTTP/1.1\n[1]\n'); say(answer); },
  'partial-lines': (answer) => {
    const line = `${JSON.stringify(answer)}\n`;
    process.stdout.write(line.slice(0, 9), () => setTimeout(() => process.stdout.write(line.slice(9)), 20));
  },
  'long-line': (answer) => { process.stdout.write(`${'x'.repeat(64 << 20)}\n`); say(answer); },
  'invalid-utf8': (answer) => { process.stdout.write(Buffer.from([0x7b, 0xff, 0xfe, 0x0a])); say(answer); },
  'unknown-id': (answer) => { say({ ...answer, id: 'k7' }); },
  'two-answers': (answer) => { say(answer); say({ ...answer, result: {} }); },
  'no-answer': () => {},
  'ignores-sigterm': () => {},
  late: (answer) => { setTimeout(say, 600_000, answer); },
  'exit-0': () => process.exit(0),
  'exit-1': () => process.exit(1),
  'exit-139': () => process.exit(139),
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  grandchild: () => { leaveGrandchild(false); process.exit(0); },
  'grandchild-of-its-own': () => { leaveGrandchild(true); process.exit(0); },
  'floods-stderr': (answer) => { process.stderr.write('x'.repeat(20 << 20)); say(answer); },
  'floods-stdout': () => {
    const flood = () => { while (process.stdout.write(`${'y'.repeat(8000)}\n`)); process.stdout.once('drain', flood); };
    flood();
  },
  'closes-stdin': () => { process.stdin.destroy(); hang(); },
  'closes-stdout': () => { closeSync(1); hang(); },
  'no-request': ({ id }) => say({ id, result: {} }),
  unreadable: ({ id }) => say({ id, result_text: '<html>' }),
  'no-outcome': ({ id }) => say({ id, value: 1 }),
};

AT_START[deed]?.();
if (deed !== 'listens') {
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (message.base_url) note(`port ${new URL(message.base_url).port}`);
    if (message.type === 'hello') {
      say(hello);
    } else if (deed === 'yes-man') {
      say({ id: message.id, result: {} });
    } else if (message.operation === SPOILT && AT_A_CALL[deed]) {
      AT_A_CALL[deed](deed === 'no-request' ? message : await ask(message));
    } else {
      say(await ask(message));
    }
  }
  // A connection that is kept alive would keep this alive, too.
  if (!stays) process.exit(0);
}
