// --store sqlite:FILE and --data-dir over the real binary: what lasts, what SIGKILL and a full disk leave, what is
// refused, and that no secret is in the file. MOCKMETER_KILLS and MOCKMETER_CHANGES make the test of SIGKILL longer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, PAID, basic, bearer, run, startMock as start } from './mock.mjs';

const folders = [];
const children = [];
after(() => {
  children.forEach((child) => child.kill('SIGKILL')); // of a test that failed
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});
async function startMock(...options) {
  const mock = await start(...options);
  children.push(mock.child);
  return mock;
}
function makeFolder() {
  folders.push(mkdtempSync(join(tmpdir(), 'store-')));
  return folders.at(-1);
}

const upstash = basic('dev@example.com:upstash-test-key');
const zkscore = bearer('zk_test_professional');

async function ask(mock, method, path, headers, body) {
  const response = await fetch(mock.url + path, { method, headers: { 'Content-Type': 'application/json', ...headers },
    body: body && JSON.stringify(body) });
  return { status: response.status, body: await response.json().catch(() => null) };
}
const secretIn = ({ body }) => JSON.stringify(body).match(/zk_prod_\w+/)[0];
const createKey = (mock, name) => ask(mock, 'POST', '/v1/developer/keys', zkscore, { name });
const admin = (mock, path) => mock.get(`/__admin${path}`).then((response) => response.json());

async function sql(file, query) {
  const { code, stdout, stderr } = await run('sqlite3', [file, query]);
  assert.equal(code, 0, stderr);
  return stdout.trim();
}

async function kill(mock) {
  mock.child.kill('SIGKILL');
  await once(mock.child, 'exit');
}

test('--data-dir: keys, faults, clock and journal are there again after a stop', async () => {
  const folder = join(makeFolder(), 'made', 'too');
  const options = ['--data-dir', folder];
  let mock = await startMock(...options);
  const secret = secretIn(await createKey(mock, 'kept'));
  await mock.addFaults('status=503,times=2,op=upstash.list_qstash_ipv4');
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 503);
  await mock.setClock('2026-05-21T00:00:00Z');
  const before = [await admin(mock, '/faults'), await admin(mock, '/clock'), await admin(mock, '/requests')];
  assert.equal((await admin(mock, '/health')).store, 'sqlite');
  assert.equal(await mock.stop(), 0);
  assert.deepEqual(readdirSync(folder), ['mockmeter.db'], 'a clean end leaves one file');

  mock = await startMock(...options);
  assert.deepEqual([await admin(mock, '/faults'), await admin(mock, '/clock'), await admin(mock, '/requests')], before);
  assert.equal((await mock.get('/v1/developer/keys', bearer(secret))).status, 200);
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 503);
  assert.equal((await mock.get('/v2/qstash/ipv4')).status, 200);
  await mock.stop();
});

const rounds = Number(process.env.MOCKMETER_KILLS ?? 2);
const changes = Number(process.env.MOCKMETER_CHANGES ?? 600);

/** One client's share of a round: what it was answered is in `answered`. Ends when the mock does. */
async function work(mock, lane, count, answered) {
  for (let i = 0; i < count; ++i) {
    switch (i % 5) {
      case 0: {
        const made = await createKey(mock, `lane ${lane}`);
        assert.equal(made.status, 200);
        answered.secrets.push(secretIn(made));
        break;
      }
      case 1: {
        const budget = 20 + (answered.budgets.length % 5000);
        answered.budgets.push(budget);
        const { status } = await ask(mock, 'PATCH', `/v2/qstash/update-budget/${PAID}`, upstash, { budget });
        assert.equal(status, 200);
        answered.budget = Math.max(answered.budget, answered.budgets.lastIndexOf(budget));
        break;
      }
      case 2: {
        const { status } = await ask(mock, 'GET', '/v2/qstash/ipv4', {});
        assert.equal(status, 503);
        ++answered.fired;
        break;
      }
      default:
        await ask(mock, 'GET', '/v2/qstash/users', upstash);
    }
    if (++answered.requests === answered.killAt) mock.child.kill('SIGKILL');
  }
}

test(`SIGKILL in the middle of ${changes} changes and requests, ${rounds} times: no answered change is lost`, async () => {
  const file = join(makeFolder(), 'mock.db');
  const options = ['--store', `sqlite:${file}`];
  const secrets = [];
  let fired = 0;
  let mock = await startMock(...options);
  await mock.addFaults('status=503,op=upstash.list_qstash_ipv4');
  for (let round = 0; round < rounds; ++round) {
    const answered = { secrets: [], budgets: [], budget: -1, fired: 0, requests: 0,
      killAt: Math.floor(changes * (0.2 + (0.6 * (round + 1)) / rounds)) };
    const lanes = 4;
    const ended = once(mock.child, 'exit');
    await Promise.all(Array.from({ length: lanes }, (_, lane) =>
      work(mock, lane, changes / lanes, answered).catch((error) => {
        if (error instanceof assert.AssertionError) throw error;
      })));
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    assert.equal(await sql(file, 'PRAGMA integrity_check'), 'ok');

    mock = await startMock(...options);
    secrets.push(...answered.secrets);
    for (const secret of secrets) {
      const { status } = await mock.get('/v1/developer/keys?limit=1', bearer(secret));
      assert.equal(status, 200, `the key ${secret} of round ${round}`);
    }
    const [{ budget }] = (await ask(mock, 'GET', '/v2/qstash/users', upstash)).body.filter(({ id }) => id === PAID);
    const written = answered.budgets.lastIndexOf(budget);
    assert.ok(written >= 0 && written >= answered.budget - lanes, `budget ${budget}, answered ${answered.budget}`);
    fired += answered.fired;
    const { firedTotal } = await admin(mock, '/faults');
    assert.ok(firedTotal >= fired && firedTotal <= fired + lanes * (round + 1), `${firedTotal} of ${fired} faults fired`);
    const made = await sql(file, "SELECT answered FROM journal_counts WHERE operation='zkscore.create_api_key' AND status=200");
    assert.ok(Number(made) >= secrets.length, `${made} of ${secrets.length} created keys are in the journal`);
  }
  assert.equal(await mock.stop(), 0);
});

test('the journal is a table, and has what /__admin/requests shows', async () => {
  const file = join(makeFolder(), 'mock.db');
  const mock = await startMock('--store', `sqlite:${file}`, '--journal-size', '5');
  for (let i = 0; i < 7; ++i) await mock.get('/v2/qstash/ipv4');
  await mock.get('/v2/qstash/userz', bearer('secret-of-nobody'));
  const { requests } = await admin(mock, '/requests');
  const rows = JSON.parse((await run('sqlite3', ['-json', file,
    'SELECT number, url, status, operation FROM journal ORDER BY number DESC'])).stdout);
  assert.deepEqual(rows, requests.map(({ number, request, response, operation }) =>
    ({ number, url: request.url, status: response.status, operation: operation ?? null })));
  assert.equal(await sql(file, "SELECT answered, dropped FROM journal_counts WHERE operation='upstash.list_qstash_ipv4'"), '7|3');
  await mock.stop();
});

test('no secret is in the file: neither those of the world, nor those that were issued or sent', async () => {
  const folder = makeFolder();
  const mock = await startMock('--store', `sqlite:${join(folder, 'mock.db')}`);
  const secret = secretIn(await createKey(mock, 'secret'));
  const { body: user } = await ask(mock, 'POST', `/v2/qstash/rotate-token/${PAID}`, upstash);
  await mock.get('/v1/developer/keys', bearer(secret));
  await mock.get('/v2/qstash/users', bearer('nobody-knows-this-one'));
  await mock.get(`/v2/qstash/ipv4?token=${user.token}`);
  await mock.get('/v2/qstash/users', basic('dev@example.com:upstash-test-key!status=503,times=2'));
  await admin(mock, '/requests');
  const bytes = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('\n');
  const secrets = ['upstash-test-key', 'zk_test_professional', 'nobody-knows-this-one', secret,
    user.token, user.password, user.read_only_token, upstash.Authorization.slice(6)];
  const look = (text) => secrets.filter((each) => text.includes(each));
  assert.deepEqual(look(bytes()), [], 'while it runs');
  assert.ok(bytes().includes('rotate_qstash_token'), 'the journal is there');
  await mock.stop();
  assert.deepEqual(look(bytes()), [], 'afterwards');
});

test('a full disk: changes get 503 and are not made, reads go on, and it recovers', async () => {
  const file = join(makeFolder(), 'mock.db');
  // What write() refuses beyond a limit stands for a full disk; the limit is lifted from outside.
  const child = spawn('sh', ['-c', `ulimit -S -f 400; trap '' XFSZ; exec "$0" "$@"`, BINARY, 'serve', '--port', '0',
    '--store', `sqlite:${file}`, '--log-level', 'off'], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  const mock = { child, url: JSON.parse(line).url, get: (path, headers) => fetch(JSON.parse(line).url + path, { headers }) };
  let refused;
  const secrets = [];
  for (let i = 0; i < 3000 && !refused; ++i) {
    const made = await createKey(mock, 'x'.repeat(60));
    if (made.status === 200) secrets.push(secretIn(made));
    else refused = made;
  }
  assert.equal(refused?.status, 503, 'the limit was met');
  assert.match(refused.body.detail, /^store sqlite:\S+mock\.db cannot be written: .*(full|disk I\/O error).*; nothing was changed$/);
  assert.equal((await mock.get('/v2/qstash/users', upstash)).status, 200);
  const health = await mock.get('/__admin/health');
  assert.equal(health.status, 503);
  assert.match((await health.json()).message, /cannot be written/);
  const { summary } = (await ask(mock, 'GET', '/v1/developer/keys', zkscore)).body;

  assert.equal((await run('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:'])).code, 0);
  const again = await createKey(mock, 'after');
  assert.equal(again.status, 200);
  secrets.push(secretIn(again));
  assert.equal((await mock.get('/__admin/health')).status, 200);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await startMock('--store', `sqlite:${file}`);
  assert.equal((await ask(next, 'GET', '/v1/developer/keys', zkscore)).body.summary.totalKeys, summary.totalKeys + 1);
  for (const secret of secrets) assert.equal((await next.get('/v1/developer/keys', bearer(secret))).status, 200);
  await next.stop();
});

/** What `serve` says when it refuses to start. */
async function refusal(...options) {
  const { code, stdout, stderr } = await run(BINARY, ['serve', '--port', '0', ...options]);
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  return stderr;
}

test('what cannot be used is refused with exit 2, and nothing is overwritten', async () => {
  const folder = makeFolder();
  const text = join(folder, 'text.db');
  writeFileSync(text, 'no database\n'.repeat(50));
  assert.match(await refusal('--store', `sqlite:${text}`), /is no SQLite database; choose another file/);
  assert.equal(readFileSync(text, 'utf8'), 'no database\n'.repeat(50));

  const foreign = join(folder, 'foreign.db');
  await sql(foreign, 'CREATE TABLE theirs(a); INSERT INTO theirs VALUES(7)');
  const bytes = readFileSync(foreign);
  assert.match(await refusal('--store', `sqlite:${foreign}`), /is the database of another program/);
  assert.deepEqual(readFileSync(foreign), bytes);

  const ours = join(folder, 'ours.db');
  const mock = await startMock('--store', `sqlite:${ours}`);
  assert.match(await refusal('--store', `sqlite:${ours}`), /is in use by another mock; stop that one/);
  assert.match(await refusal('--store', `sqlite:${ours}`, '--world', 'states'), /is in use by another mock/);
  await createKey(mock, 'still there');
  await mock.stop();
  for (const [option, value, words] of [['--world', 'states', /another world: "default", not "states"/],
    ['--seed', '7', /another seed: 1, not 7/], ['--clock', 'now', /another clock/],
    ['--rate-limits', 'on', /another settings/]]) {
    assert.match(await refusal('--store', `sqlite:${ours}`, option, value), words);
  }
  assert.ok((await sql(ours, "SELECT name FROM state WHERE name LIKE 'world/zkscore/%'")).length > 0);

  await sql(ours, 'PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)');
  assert.match(await refusal('--store', `sqlite:${ours}`), /its schema is 2, and this one reads 1/);
  await sql(ours, "PRAGMA user_version = 1; UPDATE state SET value = '{' WHERE name = 'state'; PRAGMA wal_checkpoint(TRUNCATE)");
  assert.match(await refusal('--store', `sqlite:${ours}`), /is damaged: /);

  assert.match(await refusal('--store', 'mysql://x'), /store "mysql:\/\/x" is unknown: use memory, sqlite:FILE, or redis:\/\/HOST/);
  assert.match(await refusal('--store', `sqlite:${folder}`), /cannot be opened: Is a directory/);
  assert.match(await refusal('--data-dir', text), /--data-dir \S+ cannot be made: .*; choose another folder/);
  assert.match(await refusal('--data-dir', folder, '--store', `sqlite:${ours}`), /name two stores; use one of them/);
  assert.ok(!existsSync(join(folder, 'mockmeter.db')));
});
