// The real Upstash CLI, unmodified, against the real binary.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FREE, PAID, basic, run, startMock } from './mock.mjs';

const here = fileURLToPath(new URL('./clients/', import.meta.url));
const redirect = fileURLToPath(new URL('../../conformance/adapters/upstash-cli/base.cjs', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'mockmeter-upstash-cli-'));
let mock;

before(async () => { mock = await startMock(); });
beforeEach(() => mock.reset());
after(() => mock.stop());

async function cli(args, key = 'upstash-test-key') {
  const program = join(here, 'node_modules/@upstash/cli/dist/cli.js');
  return run(process.execPath, ['--require', redirect, program, ...args], {
    env: {
      NODE_NO_WARNINGS: '1', // Node 18 calls the CLI's JSON import experimental
      HOME: home, XDG_CONFIG_HOME: home, UPSTASH_API_BASE: `${mock.url}/v2`,
      UPSTASH_EMAIL: 'dev@example.com', UPSTASH_API_KEY: key,
    },
  });
}

/** What the CLI prints when all goes well: the body, as JSON. */
async function says(...args) {
  const { code, stdout, stderr } = await cli(args);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return JSON.parse(stdout);
}

const raw = async (path) =>
  (await mock.get(path, basic('dev@example.com:upstash-test-key'))).json();

/** Every field of a user has the documented type. */
function checkUser(user) {
  const strings = ['customer_id', 'id', 'password', 'token', 'state', 'type', 'prometheus_enabled',
    'region', 'created_by'];
  const integers = ['last_plan_upgrade_time', 'max_message_size', 'max_requests_per_day',
    'max_requests_per_day_hard', 'max_endpoints_per_topic', 'max_requests_per_second',
    'max_dlq_size', 'max_completion_tokens_per_day', 'max_completion_tokens_per_minute',
    'max_completions_per_day', 'max_completions_per_minute', 'max_retries', 'max_topics',
    'max_schedules', 'max_events_size', 'max_dlq_retention_time_milis', 'max_delay',
    'max_parallelism', 'max_global_parallelism', 'max_queues', 'retention', 'timeout', 'rate_limit',
    'budget', 'creation_time'];
  for (const name of strings) assert.equal(typeof user[name], 'string', name);
  for (const name of integers) assert.ok(Number.isSafeInteger(user[name]), name);
  for (const name of ['active', 'prod_pack_enabled']) assert.equal(typeof user[name], 'boolean');
  assert.match(user.prometheus_enabled, /^(true|false)$/);
  assert.match(user.type, /^(free|paid)$/);
  const token = JSON.parse(Buffer.from(user.token, 'base64').toString());
  assert.deepEqual(Object.keys(token), ['UserID', 'Password']);
}

test('qstash list shows both regions, field by field', async () => {
  const users = await says('qstash', 'list');
  assert.deepEqual(users, await raw('/v2/qstash/users'));
  assert.deepEqual(users.map((user) => user.id).sort(), [FREE, PAID].sort());
  users.forEach(checkUser);
  const paid = users.find((user) => user.id === PAID);
  assert.equal(paid.region, 'us-east-1');
  assert.equal(paid.type, 'paid');
  assert.equal(paid.max_dlq_retention_time_milis, 2592000000);
  assert.equal(users.find((user) => user.id === FREE).region, 'eu-central-1');
});

test('qstash get shows one of them', async () => {
  const user = await says('qstash', 'get', '--qstash-id', PAID);
  checkUser(user);
  assert.deepEqual(user, (await raw('/v2/qstash/users')).find((u) => u.id === PAID));
});

const GO_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,9})? \+0000 UTC$/;
const SERIES = ['daily_used', 'daily_used_workflow', 'daily_bandwidth_used'];
const PERIODS = {
  '1h': [60, 60], '3h': [60, 180], '12h': [60, 720], '1d': [60, 1440], '3d': [60, 4320],
  '7d': [60, 10080], '30d': [240, 10800], // points, seconds between them
};

function checkPoints(points, count, seconds) {
  assert.equal(points.length, count);
  points.forEach((point) => {
    assert.match(point.x, GO_TIME);
    assert.equal(typeof point.y, 'number');
  });
  // A point comes a fraction of a second before the end of its interval.
  const times = points.map(({ x }) => Date.parse(x.replace(' ', 'T').replace(' +0000 UTC', 'Z')) / 1000);
  times.slice(1).forEach((time, i) => assert.ok(Math.abs(time - times[i] - seconds) <= 1));
}

for (const [period, [count, seconds]] of Object.entries(PERIODS)) {
  test(`qstash stats --period ${period} has ${count} points`, async () => {
    const stats = await says('qstash', 'stats', '--qstash-id', PAID, '--period', period);
    assert.deepEqual(stats, await raw(`/v2/qstash/stats/${PAID}?period=${period}`));
    SERIES.forEach((name) => checkPoints(stats[name], count, seconds));
    for (const name of ['daily_qstash_messages', 'daily_workflow_messages']) {
      assert.ok(stats[name].length > 0);
      stats[name].forEach((series) => checkPoints(series.data_points, count, seconds));
    }
    assert.equal(stats.days.length, 31, 'every day of May 2026');
    assert.equal(stats.days[0], 'Friday', '2026-05-01');
    for (const name of ['daily_requests', 'daily_billings', 'daily_bandwidths']) {
      assert.equal(stats[name].length, 31, name);
    }
    const billed = stats.daily_billings.reduce((sum, day) => sum + day.y, 0);
    assert.ok(Math.abs(billed - stats.total_monthly_billing) < 1e-6);
    assert.ok(Number.isInteger(stats.dlq_message_count));
  });
}

test('qstash ipv4 lists CIDR blocks', async () => {
  const blocks = await says('qstash', 'ipv4');
  assert.ok(blocks.length > 0);
  blocks.forEach((block) => assert.match(block, /^\d+\.\d+\.\d+\.\d+\/32$/));
});

test('qstash rotate-token gives new credentials and forgets the old ones', async () => {
  const old = await says('qstash', 'get', '--qstash-id', PAID);
  const rotated = await says('qstash', 'rotate-token', '--qstash-id', PAID);
  checkUser(rotated);
  assert.notEqual(rotated.token, old.token);
  assert.notEqual(rotated.password, old.password);
  assert.deepEqual({ ...rotated, token: old.token, password: old.password }, old);
  assert.deepEqual(await says('qstash', 'get', '--qstash-id', PAID), rotated);
});

test('qstash set-plan changes what get shows', async () => {
  assert.equal(await says('qstash', 'set-plan', '--qstash-id', PAID, '--plan', 'qstash_fixed_10m'), 'OK');
  assert.equal((await says('qstash', 'get', '--qstash-id', PAID)).reserved_type, 'qstash_fixed_10m');
});

test('qstash update-budget takes 0 and 20 to 10000', async () => {
  for (const budget of [0, 20, 10000]) {
    assert.equal(await says('qstash', 'update-budget', '--qstash-id', PAID, '--budget', `${budget}`), 'OK');
    assert.equal((await says('qstash', 'get', '--qstash-id', PAID)).budget, budget);
  }
  for (const budget of [1, 19, 10001]) {
    const { code, stderr } = await cli(['qstash', 'update-budget', '--qstash-id', PAID, '--budget', `${budget}`]);
    assert.equal(code, 1);
    assert.ok(JSON.parse(stderr).error.length > 0);
  }
  assert.equal((await says('qstash', 'get', '--qstash-id', PAID)).budget, 10000);
});

test('qstash enable-prodpack and disable-prodpack switch the flag', async () => {
  assert.equal(await says('qstash', 'enable-prodpack', '--qstash-id', PAID), 'OK');
  assert.equal((await says('qstash', 'get', '--qstash-id', PAID)).prod_pack_enabled, true);
  assert.equal(await says('qstash', 'disable-prodpack', '--qstash-id', PAID), 'OK');
  assert.equal((await says('qstash', 'get', '--qstash-id', PAID)).prod_pack_enabled, false);
});

test('qstash move-to-team makes the team the customer', async () => {
  const { upstash } = JSON.parse(
    readFileSync(new URL('../../fixtures/worlds/default.json', import.meta.url)));
  const team = upstash.teams[0].id;
  assert.equal(await says('qstash', 'move-to-team', '--qstash-id', PAID, '--target-team-id', team), 'OK');
  assert.equal((await says('qstash', 'get', '--qstash-id', PAID)).customer_id, team);
});

test('lists of the neighbours are those that are served', async () => {
  for (const [command, path] of [['redis', '/v2/redis/databases'], ['vector', '/v2/vector/index'],
    ['search', '/v2/search'], ['team', '/v2/teams']]) {
    assert.deepEqual(await says(command, 'list'), await raw(path), command);
  }
  const [{ team_id: team }] = await says('team', 'list');
  const members = await says('team', 'members', '--team-id', team);
  assert.deepEqual(members, await raw(`/v2/teams/${team}`));
  assert.ok(members.some(({ member_email: email }) => email === 'dev@example.com'));
  const { code, stderr } = await cli(['redis', 'get', '--db-id', 'none']);
  assert.equal(code, 1);
  assert.match(stderr, /database not found/);
});

test('a wrong key is shown as Unauthorized', async () => {
  const { code, stdout, stderr } = await cli(['qstash', 'list'], 'no-such-key');
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.deepEqual(JSON.parse(stderr), { error: 'Unauthorized' });
});

test('an unknown id and an unknown period are errors that the CLI can show', async () => {
  for (const args of [['get', '--qstash-id', 'nobody'], ['stats', '--qstash-id', 'nobody'],
    ['stats', '--qstash-id', PAID, '--period', '5m']]) {
    const { code, stderr } = await cli(['qstash', ...args]);
    assert.equal(code, 1);
    assert.ok(JSON.parse(stderr).error.length > 3, stderr);
  }
});
