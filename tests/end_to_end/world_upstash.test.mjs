// mockmeter world of QStash: what the Upstash CLI and `check` were answered is served again.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check, tail } from './checking.mjs';
import { BINARY, FREE, PAID, basic, run, startMock } from './mock.mjs';
import { startRecordingProxy } from './recording_proxy.mjs';
import { folder, har, newPath, worldOf, written } from './worlds.mjs';

const here = fileURLToPath(new URL('./clients/', import.meta.url));
const redirect = fileURLToPath(new URL('../../conformance/adapters/upstash-cli/base.cjs', import.meta.url));
const NOW = '2026-05-20T12:34:56Z';
const PERIODS = ['1h', '3h', '12h', '1d', '3d', '7d', '30d'];

/** What the CLI prints: the body of the response. */
async function cli(url, [email, key], ...args) {
  const program = join(here, 'node_modules/@upstash/cli/dist/cli.js');
  const { code, stdout, stderr } = await run(process.execPath, ['--require', redirect, program, ...args], {
    env: { NODE_NO_WARNINGS: '1', HOME: folder, XDG_CONFIG_HOME: folder, UPSTASH_API_BASE: `${url}/v2`,
      UPSTASH_EMAIL: email, UPSTASH_API_KEY: key } });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

/** Users, and their stats in all periods, of which the CLI asks some. */
async function everything(url, credential) {
  const get = async (path) => {
    const response = await fetch(url + path, { headers: basic(credential.join(':')) });
    assert.equal(response.status, 200, path);
    return response.json();
  };
  const users = await cli(url, credential, 'qstash', 'list');
  const stats = [];
  for (const { id } of users) {
    stats.push(await cli(url, credential, 'qstash', 'stats', '--qstash-id', id, '--period', '1d'));
    for (const period of PERIODS) stats.push(await get(`/v2/qstash/stats/${id}?period=${period}`));
  }
  return { users, stats, teams: await get('/v2/teams'), ipv4: await get('/v2/qstash/ipv4') };
}

/** Without the fractions of seconds, which the seed decides. */
const withoutFractions = (body) => JSON.parse(JSON.stringify(body).replaceAll(/(\d\d:\d\d:\d\d)(\.\d+)? \+0000/g, 'AT'));
const inOrder = (stats) => ({ ...stats,
  ...Object.fromEntries(['daily_qstash_messages', 'daily_workflow_messages'].map((name) =>
    [name, stats[name].toSorted?.((a, b) => a.id.localeCompare(b.id)) ?? [...stats[name]].sort((a, b) => a.id.localeCompare(b.id))])) });
const comparable = (stats) => stats.map((each) => inOrder(withoutFractions(each)));

let recorded;
let recording;
const checked = { har: newPath('har'), ndjson: newPath('ndjson') };
before(async () => {
  const mock = await startMock('--seed', '77', '--clock', NOW);
  const proxy = await startRecordingProxy(() => mock.url);
  recorded = await everything(proxy.url, ['dev@example.com', 'upstash-test-key']);
  recording = written(proxy.takeHar());
  const result = await check([mock.url, '--timeout', '60', '--provider', 'upstash',
    '--report', `har=${checked.har}`, '--report', `ndjson=${checked.ndjson}`]);
  assert.equal(result.code, 0, tail(result));
  proxy.stop();
  await mock.stop();
});

/** E-mail address and key of the first account of a world. */
const credentialOf = ({ document }) => [document.upstash.accounts[0].email, document.upstash.accounts[0].keys[0].key];

async function served(world, ask, clock = NOW) {
  const mock = await startMock('--seed', '5', '--world', world.path, '--clock', clock);
  try {
    return await ask(mock);
  } finally {
    await mock.stop();
  }
}

test('every recorded point is served: days, periods, money, series and dead letters', async () => {
  const world = await worldOf(recording);
  assert.match(world.stderr, /^ {2}Upstash QStash: 1 account with 2 users; credentials [a-z]+-[a-z]+-\d{8}@example\.com:upstash-recorded$/m);
  assert.doesNotMatch(world.stderr, /left out/);
  const again = await served(world, (mock) => everything(mock.url, credentialOf(world)));
  assert.equal(recorded.stats.length, 16);
  for (const [index, stats] of comparable(again.stats).entries()) {
    assert.deepEqual(stats, comparable(recorded.stats)[index], `stats ${index}`);
  }
  assert.deepEqual(again.ipv4, recorded.ipv4);
  const replaced = ['id', 'customer_id', 'created_by', 'password', 'token', 'read_only_token'];
  const kept = (users) => users.map((user) => Object.fromEntries(Object.entries(user).filter(([name]) => !replaced.includes(name))));
  assert.deepEqual(kept(again.users), kept(recorded.users));
  for (const secret of [PAID, FREE, 'dev@example.com', 'upstash-test-key', 'platform', recorded.users[0].token]) {
    assert.ok(!world.text.includes(secret) && !world.stderr.includes(secret), secret);
  }
});

test('what check recorded is a world that passes check, also an hour later', async () => {
  for (const file of Object.values(checked)) {
    const world = await worldOf(file);
    const [email, key] = credentialOf(world);
    for (const clock of [NOW, '2026-05-20T13:41:07Z']) {
      const result = await served(world, (mock) => check([mock.url, '--timeout', '60', '--provider', 'upstash'],
        { UPSTASH_EMAIL: email, UPSTASH_API_KEY: key }), clock);
      assert.match(result.stdout, /^ *\d{2,} passed, 0 failed$/m, tail(result));
    }
  }
});

test('a plan can be set, and explain tells the values apart', async () => {
  const world = await worldOf(recording);
  await served(world, async (mock) => {
    const credential = credentialOf(world);
    const { id } = world.document.upstash.accounts[0].qstash[1];
    assert.equal(await cli(mock.url, credential, 'qstash', 'set-plan', '--qstash-id', id, '--plan', 'paid'), 'OK');
    const { stdout } = await run(BINARY, ['explain', '--world', world.path, id]);
    assert.match(stdout, /^ {4}messages\/delivered\n {6}recorded /m);
    assert.match(stdout, /^ {4}dead_letters\n {6}recorded {3}2026-05-20T12:34:00Z {2}\d+\n {6}generated {2}at all other times$/m);
    assert.doesNotMatch(stdout, /delivered {2}\//);
  });
});

/** A recording by hand. */
const entry = (target, body, { key = 'me@corp.example:k3y', status = 200 } = {}) => ({
  startedDateTime: NOW, time: 1,
  request: { method: 'GET', url: `https://api.upstash.com${target}`, headers: Object.entries(basic(key)).map(([name, value]) => ({ name, value })) },
  response: { status, headers: [{ name: 'Date', value: new Date(NOW).toUTCString() }],
    content: { mimeType: 'application/json', text: JSON.stringify(body) } },
});
const user = (id, more = {}) => ({ id, customer_id: 'me@corp.example', region: 'us-east-1', creation_time: 1700000000, type: 'paid', ...more });

test('users of a team, of two keys, and what is not as documented', async () => {
  const secret = 's3cret-token-of-mine';
  const world = await worldOf(har(
    entry('/v2/qstash/users', [user('u-1', { customer_id: 'team-9', token: secret, password: secret, note: secret, state: secret, reserved_type: secret }), user('u-2')]),
    entry('/v2/qstash/users', [user('u-2')], { key: 'other@corp.example:k3y' }),
    entry('/v2/qstash/users', [user('u-3', { region: 'mars' })]),
    entry('/v2/teams', [{ team_id: 'team-9', team_name: 'Secret Team', copy_cc: false }]),
    entry('/v2/teams/team-9', [{ team_id: 'team-9', team_name: 'Secret Team', member_email: 'me@corp.example', member_role: 'owner', copy_cc: false }])));
  assert.match(world.stderr, /1 account with 2 users/);
  assert.match(world.stderr, /left out: 1 exchange that is not as documented: region is none of QStash's regions/);
  for (const text of [secret, 'Secret Team', 'corp.example', 'team-9', 'u-1']) assert.ok(!world.text.includes(text), text);
  const { accounts: [account], teams: [team] } = world.document.upstash;
  assert.equal(account.keys.length, 2);
  assert.equal(account.qstash[0].customer_id, team.id);
  assert.equal(team.members[0].email, account.email, 'the same address is replaced by the same one');
  await served(world, async (mock) => {
    const users = await (await mock.get('/v2/qstash/users', basic(credentialOf(world).join(':')))).json();
    assert.deepEqual(users.map(({ region }) => region), ['us-east-1', 'us-east-1']);
  });
});
