// Adapters that do what none should: each ends in its verdict, costs one case at most, and leaves
// nothing behind. What they do stands in hostile_adapter.mjs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from './mock.mjs';

const ADAPTER = fileURLToPath(new URL('hostile_adapter.mjs', import.meta.url));
const HONEST = 'upstash/list_qstash_users/decoding/maps-every-number';
const SPOILT = 'upstash/get_qstash_stats/decoding/maps-every-field';
const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
after(() => rmSync(folder, { recursive: true }));

/** Far beyond what any run takes; the machine may be slow. */
const DEADLINE = 300_000;

/** {verdict: of the spoilt case, text: in what is printed}; `page`: no case is run. */
const ROWS = {
  honest: { verdict: 'pass' },
  banner: { verdict: 'pass', text: /on stdout (was no message|were no messages); the first: "Welcome to the client!"/ },
  early: { verdict: 'pass', text: /came before anything was asked/ },
  garbage: { verdict: 'pass', text: /2 lines on stdout were no messages/ },
  'partial-lines': { verdict: 'pass' },
  'long-line': { verdict: 'pass', text: /1 line on stdout was no message/ },
  'invalid-utf8': { verdict: 'pass', text: /1 line on stdout was no message/ },
  'two-answers': { verdict: 'pass', text: /1 reply came to a call that had ended/ },
  'floods-stderr': { verdict: 'pass' },
  'declares-everything': { verdict: 'pass' },
  'unknown-id': { verdict: 'fail', text: /no reply within 30000 ms/ },
  'no-answer': { verdict: 'fail', text: /no reply within 30000 ms/ },
  late: { verdict: 'fail', text: /no reply within 30000 ms/ },
  'floods-stdout': { verdict: 'fail', text: /no reply within 30000 ms/ },
  'closes-stdin': { verdict: 'fail', text: /no reply within 30000 ms/ },
  'closes-stdout': { verdict: 'fail', text: /it closed its stdout before it replied/ },
  'ignores-sigterm': { verdict: 'fail', text: /no reply within 30000 ms/ },
  'exit-0': { verdict: 'fail', text: /it ended with exit code 0 before it replied/ },
  'exit-1': { verdict: 'fail', text: /it ended with exit code 1 before it replied/ },
  'exit-139': { verdict: 'fail', text: /it ended with exit code 139 before it replied/ },
  segfault: { verdict: 'fail', text: /it ended with SIGSEGV before it replied/ },
  grandchild: { verdict: 'fail', text: /something that (it|they) had started held (its|their) stdout/ },
  'grandchild-of-its-own': { verdict: 'fail', text: /something that (it|they) had started held (its|their) stdout/ },
  'no-request': { verdict: 'fail', text: /no request came|0 requests|requests\.count/ },
  unreadable: { verdict: 'fail', text: /result_text/ },
  'no-outcome': { verdict: 'fail', text: /its reply is wrong/ },
  'huge-parallel': { page: /parallel/ },
  transcript: { page: /the adapter ended before it replied|did not report what was served|never asked the mock/ },
  'yes-man': { page: /never asked the mock/ },
  immortal: { page: /it does not end when its input does/ },
};

/** The processes that were started with this variable, by their ids. */
function processesOf(mark) {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(mark);
    } catch { // it has ended meanwhile, or is not ours
      return false;
    }
  });
}

const isOpen = (port) => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1');
  socket.on('connect', () => { socket.destroy(); resolve(true); });
  socket.on('error', () => resolve(false));
});

/** A place for one run to leave things in, and what is left there. */
function scene(deed) {
  const place = join(folder, deed);
  const mark = `HOSTILE_MARK=${randomUUID()}`;
  const notes = join(place, 'notes');
  const temporary = join(place, 'tmp');
  mkdirSync(temporary, { recursive: true });
  writeFileSync(notes, '');
  const ports = () => [...readFileSync(notes, 'utf8').matchAll(/^port (\d+)$/gm)].map(([, port]) => Number(port));
  return {
    report: join(place, 'report.json'),
    ports,
    env: { TMPDIR: temporary, HOSTILE_NOTES: notes, HOSTILE_MARK: mark.split('=')[1] },
    processes: () => processesOf(mark),
    async assertEmpty() {
      // The kernel needs a moment to end what has been killed.
      for (let tries = 0; tries < 500 && processesOf(mark).length > 0; tries += 1) await sleep(20);
      assert.deepEqual(processesOf(mark), [], 'a process is left');
      assert.deepEqual(readdirSync(temporary), [], 'a file is left');
      for (const port of ports()) assert.ok(!(await isOpen(port)), `port ${port} is open`);
    },
  };
}

/** A busy machine has thrice as long for everything. */
const options = (deed, { report }) => ['conform',
  '--client', `'${process.execPath}' '${ADAPTER}' ${deed}`, '--run', HONEST, '--run', SPOILT,
  '--timeout-scale', '3', '--report', `json=${report}`];

describe('a hostile adapter', { concurrency: 4 }, () => {
  for (const [deed, { verdict, text, page }] of Object.entries(ROWS)) {
    test(`${deed}: ${page ? 'is not tested' : verdict}`, { timeout: DEADLINE }, async () => {
      const place = scene(deed);
      const { code, stdout, stderr } = await run(BINARY, options(deed, place), { env: place.env });
      if (page) {
        assert.equal(code, 2, stdout + stderr);
        assert.match(stderr, page);
      } else {
        assert.equal(code, verdict === 'pass' ? 0 : 1, stdout + stderr);
        const { cases } = JSON.parse(readFileSync(place.report, 'utf8'));
        assert.deepEqual(cases.map((one) => [one.id, one.verdict]), [[SPOILT, verdict], [HONEST, 'pass']]);
        if (text) assert.match(stdout, text);
      }
      await place.assertEmpty();
    });
  }
});

/** Waits until it is so; the test's own limit ends it otherwise. */
async function until(isSo) {
  while (!isSo()) await sleep(20);
}

test('SIGKILL to mockmeter ends the adapter too', { timeout: DEADLINE }, async () => {
  const place = scene('killed');
  const child = spawn(BINARY, options('no-answer', place), { env: { ...process.env, ...place.env }, stdio: 'ignore' });
  await until(() => place.processes().length >= 2);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until(() => place.processes().length === 0);
});
