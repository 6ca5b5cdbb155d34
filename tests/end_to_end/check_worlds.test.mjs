// mockmeter check with the credentials of every account of every built-in world, for each of its
// organizations, users and keys, by several clocks: whoever asks, the numbers keep every law.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { evaluate } from './checking.mjs';
import { basic, bearer, startMock } from './mock.mjs';

const WORLDS = fileURLToPath(new URL('../../fixtures/worlds/', import.meta.url));
const worlds = readdirSync(WORLDS).map((name) => JSON.parse(readFileSync(WORLDS + name, 'utf8')));
assert.deepEqual(worlds.map(({ name }) => name), ['default', 'states']);

// The probes whose laws hold by construction, however little an account has used.
const INVARIANTS = ['**/totals/sums-*', '**/series/keeps-values-across-ranges', '**/filters-by-key',
  '**/slices-whole', '**/ends-empty', '**/series/sorted', '**/contiguous', '**/storage-monotonic',
  '**/gauge-monotonic', '**/reports-has-more'].flatMap((glob) => ['--run', glob]);

// An account has history from its upgrade on: one that is younger than three months has no months.
const YOUNG = [...INVARIANTS, '--skip', '**=monthly]', '--skip', '**=days and months]',
  '--skip', '**/sums-days'];
const isYoung = ({ plan_history: plans }) => plans.some(({ from }) => from > '2026-02-20T12:00:00Z');

/** Nothing is missed, not even what is only inferred, and enough was evaluated. */
async function keepsTheLaws(what, url, args, env, least) {
  const { report, stdout, stderr } = await evaluate([url, ...args], env);
  const wrong = report.cases.filter(({ verdict, reason }) => !['pass', 'unsupported'].includes(verdict)
    && !(verdict === 'not run' && /: set [A-Z_ and]+$|^--skip/.test(reason)));
  assert.deepEqual(wrong.map(({ id, verdict, reason }) => [id, verdict, reason]), [],
    `${what}: ${stdout.slice(-3000)}${stderr}`);
  const evaluated = report.cases.filter(({ verdict }) => verdict === 'pass').length;
  assert.ok(evaluated >= least, `${what}: ${evaluated} probes passed`);
}

async function putWorld(mock, world) {
  const answer = await fetch(`${mock.ready.admin}/world`, { method: 'PUT', body: JSON.stringify(world),
    headers: { 'Content-Type': 'application/json' } });
  assert.equal(answer.status, 200, await answer.text());
}

const rotated = (list, by) => [...list.slice(by), ...list.slice(0, by)];
/** The user that a probe asks about is the first of the list. */
function withUserFirst(world, accountId, index) {
  const next = structuredClone(world);
  const account = next.upstash.accounts.find(({ id }) => id === accountId);
  account.qstash = rotated(account.qstash, index);
  return next;
}

/** A test of a world in which the provider has accounts. */
function testAccounts(world, provider, what, checkAll) {
  const { accounts = [], organizations = accounts } = world[provider] ?? {};
  if (organizations.length === 0) return;
  test(`world ${world.name}: ${what}`, async () => {
    const mock = await startMock('--world', world.name);
    try {
      await checkAll(mock, organizations);
    } finally {
      await mock.stop();
    }
  });
}

for (const world of worlds) {
  testAccounts(world, 'upstash', 'every user of every Upstash account', async (mock, accounts) => {
    for (const account of accounts) {
      const { key } = account.keys.find(({ read_only: readOnly }) => !readOnly);
      for (const index of account.qstash.keys()) {
        await putWorld(mock, withUserFirst(world, account.id, index));
        const users = await mock.get('/v2/qstash/users', basic(`${account.email}:${key}`));
        assert.equal((await users.json())[0].id, account.qstash[index].id);
        await keepsTheLaws(`${account.id} ${account.qstash[index].id}`, mock.url,
          ['--provider', 'upstash'], { UPSTASH_EMAIL: account.email, UPSTASH_API_KEY: key }, 40);
      }
    }
  });

  testAccounts(world, 'neon', 'every Neon account and organization', async (mock, accounts) => {
    for (const { id, organizations = [], keys = [] } of accounts) {
      for (const org of [id, ...organizations]) {
        const path = (rest) => `/api/v2/consumption_history/${rest}from=2026-05-19T00:00:00Z`
          + `&to=2026-05-20T00:00:00Z&granularity=daily&org_id=${org}`;
        // A key of one project reads no consumption.
        for (const { secret } of keys.filter(({ project }) => !project)) {
          const may = async (rest) => (await mock.get(path(rest), bearer(secret))).status !== 403;
          if (!await may('account?')) continue; // its plan has no history
          const args = isYoung(accounts.find((account) => account.id === org)) ? [...YOUNG] : [];
          if (!await may('v2/branches?metrics=compute_unit_seconds&project_ids=any&')) {
            args.push('--skip', 'neon/branch_consumption_v2/**');
          }
          await keepsTheLaws(`${secret} ${org}`, mock.url, ['--provider', 'neon', ...args],
            { NEON_API_KEY: secret, NEON_ORG_ID: org }, args.length ? 15 : 90);
        }
      }
    }
  });

  testAccounts(world, 'zkscore', 'every ZKScore key', async (mock, accounts) => {
    for (const { secret } of accounts.flatMap(({ keys }) => keys)) {
      const may = async (timeframe) =>
        (await mock.get(`/v1/developer/usage?timeframe=${timeframe}`, bearer(secret))).status === 200;
      if (!await may('24h')) continue; // it may read nothing, or there is nothing to read
      const args = await may('1h') ? [] : INVARIANTS; // a retired shop's last hours
      await keepsTheLaws(secret, mock.url, ['--provider', 'zkscore', ...args],
        { ZKSCORE_API_KEY: secret }, args.length ? 20 : 70);
    }
  });

  testAccounts(world, 'openai', 'every admin key of OpenAI', async (mock, organizations) => {
    for (const { secret } of organizations.flatMap(({ admin_keys: keys }) => keys)) {
      const costs = await mock.get('/v1/organization/costs?start_time=1778976000', bearer(secret));
      if (costs.status !== 200) continue; // it lacks the scope
      const { data } = await costs.json();
      if (data.every(({ results }) => results.length === 0)) continue; // nothing was used
      await keepsTheLaws(secret, mock.url, ['--provider', 'openai'], { OPENAI_ADMIN_KEY: secret }, 40);
    }
  });

  for (const clock of ['2026-05-01T00:00:00Z', '2026-05-31T23:59:30.5Z', '2026-06-01T00:00:00Z',
    '2026-03-01T00:10:00Z', '2028-02-29T11:59:59Z']) {
    test(`world ${world.name} by the clock ${clock}, and when it goes on from there`, async () => {
      const mock = await startMock('--world', world.name, '--clock', clock);
      const least = world.neon ? 50 : 10;
      const args = world.neon ? INVARIANTS : [...INVARIANTS, '--provider', 'upstash'];
      try {
        await keepsTheLaws(clock, mock.url, args, {}, least);
        await mock.advanceClock('PT7H13M');
        await keepsTheLaws(`${clock}, 7 h 13 min later`, mock.url, args, {}, least);
      } finally {
        await mock.stop();
      }
    });
  }
}

test('exact values of a world keep the laws', async () => {
  const mock = await startMock();
  try {
    const world = structuredClone(worlds[0]);
    for (const account of world.neon.accounts) {
      for (const name of ['written_data_bytes', 'synthetic_storage_size_bytes', 'compute_time_seconds']) {
        (account.projects[0].branches[0].curves ??= {})[name] = { per_hour: 5000, overrides: [
          { from: '2026-05-18T07:30:00Z', to: '2026-05-19T03:15:00Z', value: 1234567 }] };
      }
    }
    await putWorld(mock, world);
    await keepsTheLaws('overrides', mock.url, ['--provider', 'neon'], {}, 100);
  } finally {
    await mock.stop();
  }
});
