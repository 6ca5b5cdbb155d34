// mockmeter world: what was recorded of one mock is served by another, with other ids.
import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { check, tail } from './checking.mjs';
import { BINARY, bearer, run, startMock } from './mock.mjs';
import { startRecordingProxy } from './recording_proxy.mjs';
import { folder, har, makeWorld, newPath, worldOf, written } from './worlds.mjs';

const require = createRequire(new URL('./clients/', import.meta.url));
const { createApiClient } = require('@neondatabase/api-client');

const NOW = '2026-05-20T12:34:56Z';
const ORGANIZATION = 'org-ocean-art-12345678';
const V1 = ['active_time_seconds', 'compute_time_seconds', 'written_data_bytes', 'synthetic_storage_size_bytes',
  'data_storage_bytes_hour', 'logical_size_bytes', 'logical_size_bytes_hour'];
const V2 = ['compute_unit_seconds', 'root_branch_bytes_month', 'child_branch_bytes_month', 'instant_restore_bytes_month',
  'public_network_transfer_bytes', 'private_network_transfer_bytes', 'extra_branches_month', 'snapshot_storage_bytes_month'];
const RANGES = [
  { granularity: 'hourly', from: '2026-05-19T00:00:00Z', to: '2026-05-20T13:00:00Z' },
  { granularity: 'daily', from: '2026-04-28T00:00:00Z', to: '2026-05-21T00:00:00Z' },
  { granularity: 'monthly', from: '2026-02-01T00:00:00Z', to: '2026-06-01T00:00:00Z' },
];

/** The histories as a client gets them, page by page; `ids` are of the branches' projects. */
async function histories(url, key, organization, ranges = RANGES) {
  const client = createApiClient({ apiKey: key, baseURL: `${url}/api/v2` });
  const pagesOf = async (list, send, query) => {
    const items = [];
    for (let cursor; ;) {
      const { data } = await send({ ...query, limit: 7, ...cursor ? { cursor } : {} });
      items.push(...data[list]);
      cursor = data.pagination?.cursor;
      if (!cursor || data[list].length === 0) return items;
    }
  };
  const all = {};
  for (const range of ranges) {
    const name = range.granularity;
    for (const [who, org_id] of [['own', {}], ['organization', { org_id: organization }]]) {
      const query = { ...range, ...org_id, metrics: V1 };
      all[`account ${who} ${name}`] = [(await client.getConsumptionHistoryPerAccount(query)).data];
      all[`projects ${who} ${name}`] = await pagesOf('projects', (each) => client.getConsumptionHistoryPerProject(each), query);
    }
    const ids = all[`projects organization ${name}`].map(({ project_id: id }) => id);
    const get = async (path, query) => {
      const target = `${url}/api/v2/consumption_history/v2/${path}?${new URLSearchParams({ ...range, org_id: organization, ...query })}`;
      const response = await fetch(target, { headers: bearer(key) });
      assert.equal(response.status, 200, target);
      return response.json();
    };
    all[`v2 projects ${name}`] = (await get('projects', { metrics: V2, limit: 100 })).projects;
    all[`v2 branches ${name}`] = (await get('branches', { metrics: V2.slice(0, 6), limit: 100, project_ids: ids })).branches
      .sort((a, b) => ids.indexOf(a.project_id) - ids.indexOf(b.project_id));
  }
  return all;
}

/** A bucket of v2 lists its metrics in any order, and some that are 0. */
const inOrder = (bucket) => bucket.metrics ? { ...bucket, metrics: bucket.metrics
  .filter(({ value }) => value !== 0).sort((a, b) => a.metric_name.localeCompare(b.metric_name)) } : bucket;

/** The buckets of items, without what is replaced; those of branches in no order. */
function bucketsOf(items, name) {
  const texts = items.map(({ periods }) => JSON.stringify(periods.map(({ period_id: id, consumption, ...each }) =>
    ({ ...each, consumption: consumption.map(inOrder) }))));
  return name.startsWith('v2 branches') ? texts.sort() : texts;
}

function assertEqualHistories(served, recorded) {
  assert.deepEqual(Object.keys(served), Object.keys(recorded));
  let count = 0;
  for (const name of Object.keys(recorded)) {
    assert.deepEqual(bucketsOf(served[name], name), bucketsOf(recorded[name], name), name);
    count += JSON.stringify(recorded[name]).split('timeframe_start').length - 1;
  }
  return count;
}

let recorded;
let recording;
let checked;
before(async () => {
  const mock = await startMock('--seed', '77', '--clock', NOW);
  const proxy = await startRecordingProxy(() => mock.url);
  recorded = await histories(proxy.url, 'napi_scale', ORGANIZATION);
  recording = written(proxy.takeHar());
  checked = { har: newPath('har'), ndjson: newPath('ndjson') };
  const result = await check([mock.url, '--timeout', '60', '--provider', 'neon',
    '--report', `har=${checked.har}`, '--report', `ndjson=${checked.ndjson}`]);
  assert.equal(result.code, 0, tail(result));
  proxy.stop();
  await mock.stop();
});

/** The id of the organization in a world of the recording, as its clients have to know it. */
const organizationOf = ({ neon }) => neon.accounts.find(({ id }) => id.startsWith('org-')).id;

/** What a mock of another seed serves of a world. */
async function served(world, ranges, ...options) {
  const mock = await startMock('--seed', '5', '--world', world.path, '--clock', NOW, ...options);
  try {
    const key = world.document.neon.accounts.find(({ keys }) => keys.length > 0).keys[0].secret;
    return await histories(mock.url, key, organizationOf(world.document), ranges);
  } finally {
    await mock.stop();
  }
}

test('every recorded bucket is served, hourly, daily and monthly, v1 and v2', async () => {
  const world = await worldOf(recording);
  const count = assertEqualHistories(await served(world), recorded);
  assert.ok(count > 3000, `${count} buckets`);
  assert.match(world.stderr, /^mockmeter: a world of \d+ recorded calls until 2026-05-20T12:34:56Z$/m);
  assert.match(world.stderr, /^ {2}Neon: 2 accounts with 29 projects; key napi_recorded$/m);
  assert.doesNotMatch(world.stderr, /left out/);
  assert.match(world.stderr, /^Serve it: mockmeter serve --world .*\.json --clock 2026-05-20T12:34:56Z$/m);
});

for (const key of ['napi_enterprise', 'napi_business']) {
  test(`a plan that changed within a day: ${key}`, async () => {
    const clock = key === 'napi_business' ? '2026-05-06T12:00:00Z' : '2026-05-14T08:00:00Z';
    const targets = ['hourly&from=2026-05-03T00:00:00Z&to=2026-05-06T13:00:00Z', 'hourly&from=2026-05-11T00:00:00Z&to=2026-05-14T09:00:00Z',
      'daily&from=2026-04-20T00:00:00Z&to=2026-05-15T00:00:00Z', 'monthly&from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z']
      .filter((each) => !each.startsWith('hourly') || (key === 'napi_business') === each.includes('05-03'))
      .flatMap((each) => ['account', 'projects'].map((path) =>
        `/api/v2/consumption_history/${path}?granularity=${each}&include_v1_metrics=true${path === 'projects' ? '&limit=100' : ''}`));
    const ask = async (url, secret) => Promise.all(targets.map(async (target) => {
      const body = await (await fetch(url + target, { headers: bearer(secret) })).json();
      return (body.projects ?? [body]).map(({ periods }) => periods.map(({ period_id: id, ...each }) => each));
    }));
    const mock = await startMock('--seed', '77', '--clock', clock);
    const proxy = await startRecordingProxy(() => mock.url);
    const before = await ask(proxy.url, key);
    const world = await worldOf(written(proxy.takeHar()));
    proxy.stop();
    await mock.stop();
    const other = await startMock('--seed', '5', '--clock', clock, '--world', world.path);
    try {
      const plans = before[0][0].map(({ period_plan: plan }) => plan);
      assert.ok(plans.length > 0);
      for (const [index, list] of (await ask(other.url, 'napi_recorded')).entries()) assert.deepEqual(list, before[index], targets[index]);
    } finally {
      await other.stop();
    }
  });
}

test('what check recorded of a mock, HAR or NDJSON, is a world that passes check', async () => {
  for (const file of Object.values(checked)) {
    const world = await worldOf(file);
    const mock = await startMock('--seed', '5', '--world', world.path, '--clock', NOW);
    try {
      const { code, stdout, stderr } = await check([mock.url, '--timeout', '60', '--provider', 'neon'],
        { NEON_API_KEY: 'napi_recorded', NEON_ORG_ID: organizationOf(world.document) });
      assert.equal(code, 3, stdout.slice(-3000) + stderr); // there is no key of a free account
      assert.match(stdout, /^ *\d{3} passed, 0 failed$/m);
    } finally {
      await mock.stop();
    }
  }
});

test('sums hold where only a day was recorded, and nothing falls out when the clock goes on', async () => {
  const world = await worldOf(recording);
  const mock = await startMock('--seed', '5', '--world', world.path, '--clock', '2026-05-20T15:00:00Z');
  try {
    const get = async (path) => (await mock.get(`/api/v2/consumption_history/${path}`, bearer('napi_recorded'))).json();
    const sum = (periods, name) => periods.flatMap(({ consumption }) => consumption).reduce((all, each) => all + each[name], 0);
    const day = 'from=2026-05-15T00:00:00Z&to=2026-05-16T00:00:00Z';
    const hours = await get(`account?${day}&granularity=hourly`);
    const days = await get(`account?${day}&granularity=daily`);
    const projects = await get(`projects?${day}&granularity=hourly&limit=100`);
    assert.equal(hours.periods[0].consumption.length, 24);
    for (const name of V1.slice(0, 3)) {
      assert.equal(sum(hours.periods, name), sum(days.periods, name), name);
      assert.equal(projects.projects.reduce((all, { periods }) => all + sum(periods, name), 0), sum(days.periods, name), name);
    }
    const now = await get('account?from=2026-05-20T12:00:00Z&to=2026-05-20T16:00:00Z&granularity=hourly');
    assert.equal(now.periods[0].consumption.length, 3);
    assert.ok(now.periods[0].consumption.every((bucket) => bucket.active_time_seconds > 0));
  } finally {
    await mock.stop();
  }
});

/** A recording of calls of one project by hand. */
const entry = (target, body, { at = NOW, key = 'napi_someone', status = 200, host = 'https://console.neon.tech', more = {}, headers = [] } = {}) => ({
  startedDateTime: at, time: 1,
  request: { method: 'GET', url: host + target, headers: [...key ? [{ name: 'Authorization', value: `Bearer ${key}` }] : [], ...headers] },
  response: { status, headers: [{ name: 'Date', value: new Date(at).toUTCString() }],
    content: { mimeType: 'application/json', text: typeof body === 'string' ? body : JSON.stringify(body), ...more } },
});
const bucket = (hour, values) => ({ timeframe_start: `2026-05-19T${hour}:00:00Z`,
  timeframe_end: `2026-05-19T${String(Number(hour) + 1).padStart(2, '0')}:00:00Z`, ...values });
const period = (consumption, more = {}) => ({ period_id: '3f1c6a4e-0000-4000-8000-000000000001', period_plan: 'scale',
  period_start: '2026-05-01T00:00:00Z', consumption, ...more });
const HOURS = '?from=2026-05-19T10:00:00Z&to=2026-05-19T13:00:00Z&granularity=hourly';
const projects = (id, ...consumption) => ({ projects: [{ project_id: id, periods: [period(consumption)] }] });
const values = (active, storage) => ({ active_time_seconds: active, compute_time_seconds: active, written_data_bytes: active,
  synthetic_storage_size_bytes: storage });

const onlyProject = async (world, query = HOURS) => {
  const mock = await startMock('--world', world.path, '--clock', NOW);
  try {
    const response = await mock.get(`/api/v2/consumption_history/projects${query}`, bearer('napi_recorded'));
    const { projects: list } = await response.json();
    return list.map(({ periods }) => periods.flatMap(({ consumption }) => consumption));
  } finally {
    await mock.stop();
  }
};

test('a level may fall, and a later recording replaces what it covers', async () => {
  const first = har(entry(`/api/v2/consumption_history/projects${HOURS}`,
    projects('my-project-1', bucket('10', values(100, 9000)), bucket('11', values(200, 4000)), bucket('12', values(7, 100)))));
  const later = har(entry(`/api/v2/consumption_history/projects${HOURS}`,
    projects('my-project-1', bucket('11', values(150, 5000)))));
  const shown = (list) => list.map(({ active_time_seconds: active, synthetic_storage_size_bytes: storage }) => [active, storage]);
  const [before] = await onlyProject(await worldOf(first));
  assert.deepEqual(shown(before), [[100, 9000], [200, 4000], [7, 100]]);
  const [merged] = await onlyProject(await worldOf(first, later));
  assert.deepEqual(shown(merged), [[100, 9000], [150, 5000], [7, 100]]);
  const [other] = await onlyProject(await worldOf(later, first));
  assert.deepEqual(shown(other), [[100, 9000], [200, 4000], [7, 100]]);
});

test('no id, name or secret of a recording is in the world or in what is said', async () => {
  const secrets = { key: `napi_${'k9'.repeat(20)}`, query: 's3cret-in-a-query', header: 's3cret-in-a-header', cookie: 'c00kie-of-a-session',
    body: 's3cret-in-a-body', project: `napi_${'p7'.repeat(20)}`, name: 'Secret Project', branch: 'br-s3cret-branch-1', id: 's3cret-period-id',
    organization: 'org-s3cret-1', metric: 's3cret_metric' };
  const list = { projects: [{ id: secrets.project, name: secrets.name, created_at: '2026-05-02T03:04:05Z', token: secrets.body }] };
  const v2 = { branches: [{ project_id: secrets.project, branch_id: secrets.branch, note: secrets.body, periods: [
    { ...period([bucket('10', { metrics: [{ metric_name: 'compute_unit_seconds', value: 5 }, { metric_name: secrets.metric, value: 1 }] })]), period_id: secrets.id }] }] };
  const headers = [{ name: 'X-Extra', value: secrets.header }, { name: 'Cookie', value: `session=${secrets.cookie}` }];
  const org = `org_id=${secrets.organization}`;
  const path = har(
    entry(`/api/v2/projects?${org}&search=${secrets.query}`, list, { key: secrets.key, headers }),
    entry(`/api/v2/consumption_history/v2/branches${HOURS}&${org}&metrics=compute_unit_seconds&project_ids=${secrets.project}`, v2, { key: secrets.key, headers }),
    entry(`/api/v2/consumption_history/projects${HOURS}&${org}`, projects(secrets.project, bucket('10', values(5, 6))), { key: secrets.key }),
    entry(`/api/v2/consumption_history/projects${HOURS}&token=${secrets.query}`, secrets.body, { key: secrets.key }));
  const { text, stderr, document, path: world } = await worldOf(path);
  for (const [what, secret] of Object.entries(secrets)) {
    assert.ok(!text.includes(secret), `${what} in the world`);
    assert.ok(!stderr.includes(secret), `${what} in what is said`);
  }
  const found = document.neon.accounts.flatMap((account) => account.projects);
  assert.equal(found.length, 1, 'the same id is replaced by the same one');
  assert.equal(found[0].created_at, '2026-05-02T03:04:05Z');
  assert.equal(found[0].branches.length, 1);
  const again = await worldOf(path);
  assert.equal(again.text, text, 'and in every run');
  const { stdout } = await run(BINARY, ['explain', '--world', world, found[0].id]);
  assert.match(stdout, /^ {6}recorded {3}2026-05-19T10:00:00Z to 2026-05-19T11:00:00Z {2}5$/m);
});

test('names are replaced by the same ones, and regions stay', async () => {
  const project = { id: 'my-project-1', name: 'Secret Shop', region_id: 'azure-eastus2', pg_version: 16, created_at: '2026-05-02T03:04:05Z' };
  const branch = (id, name, more) => ({ id, name, project_id: project.id, created_at: '2026-05-03T00:00:00Z', ...more });
  const world = await worldOf(har(
    // What the neighbours say may come before and after the usage.
    entry('/api/v2/projects/my-project-1/branches', { branches: [branch('br-a', 'Secret Shop', { default: false }), branch('br-b', 'main', { default: true })] }),
    entry('/api/v2/organizations/org-mine-1', { id: 'org-mine-1', name: 'Secret Corp' }),
    entry(`/api/v2/consumption_history/projects${HOURS}&org_id=org-mine-1`, projects(project.id, bucket('10', values(41, 2)))),
    entry('/api/v2/projects/my-project-1', { project }),
    entry('/api/v2/users/me', { email: 'me@corp.example', name: 'Me' })));
  for (const text of ['Secret', 'corp.example', 'br-a', 'my-project']) assert.ok(!world.text.includes(text), text);
  const organization = world.document.neon.accounts.find(({ id }) => id.startsWith('org-'));
  const [found] = organization.projects;
  assert.equal(found.region_id, 'azure-eastus2');
  assert.equal(found.pg_version, 16);
  assert.equal(found.created_at, '2026-05-02T03:04:05Z');
  assert.match(found.name, /^[a-z]+-[a-z]+-\d{8}$/);
  assert.deepEqual(found.branches.map(({ root }) => root === true).sort(), [false, true]);
  const root = found.branches.find((each) => each.root);
  assert.equal(root.name, 'main');
  const mock = await startMock('--world', world.path, '--clock', NOW);
  try {
    const { branches } = await (await mock.get(`/api/v2/projects/${found.id}/branches`, bearer('napi_recorded'))).json();
    assert.deepEqual(branches.map(({ created_at: at }) => at), Array(2).fill('2026-05-03T00:00:00Z'));
    const me = await (await mock.get('/api/v2/users/me', bearer('napi_recorded'))).json();
    assert.match(me.email, /^[a-z]+-[a-z]+-\d{8}@example\.com$/);
  } finally {
    await mock.stop();
  }
});

test('explain tells recorded, derived and generated values apart', async () => {
  const world = await worldOf(har(
    entry('/api/v2/consumption_history/projects?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily&metrics=active_time_seconds',
      projects('my-project-1', { timeframe_start: '2026-05-19T00:00:00Z', timeframe_end: '2026-05-20T00:00:00Z', active_time_seconds: 1000 })),
    entry(`/api/v2/consumption_history/projects${HOURS}&metrics=active_time_seconds`, projects('my-project-1', bucket('10', { active_time_seconds: 100 })))));
  const [{ id }] = world.document.neon.accounts[0].projects;
  const { code, stdout } = await run(BINARY, ['explain', '--world', world.path, id]);
  assert.equal(code, 0);
  assert.match(stdout, /^ {4}active_time_seconds\n {6}derived {4}2026-05-19T00:00:00Z to 2026-05-19T10:00:00Z {2}391\n {6}recorded {3}2026-05-19T10:00:00Z to 2026-05-19T11:00:00Z {2}100\n {6}derived .*\n {6}generated {2}at all other times$/m);
  assert.match(stdout, /^ {4}other metrics\n {6}generated {2}at all times$/m);
  const unknown = await run(BINARY, ['explain', '--world', world.path, 'nobody']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /has nothing with the id "nobody"/);
});

test('two credentials are two accounts, unless they see the same project', async () => {
  const mine = entry(`/api/v2/consumption_history/projects${HOURS}`, projects('my-project-1', bucket('10', values(1, 2))), { key: 'napi_one' });
  const theirs = (id) => entry(`/api/v2/consumption_history/projects${HOURS}`, projects(id, bucket('11', values(3, 4))), { key: 'napi_two' });
  const mixed = await worldOf(har(mine, theirs('your-project-1')));
  assert.match(mixed.stderr, /Neon: 2 accounts with 2 projects; key napi_recorded, napi_recorded2/);
  const shared = await worldOf(har(mine, theirs('my-project-1')));
  assert.match(shared.stderr, /Neon: 1 account with 1 project; key napi_recorded, napi_recorded2/);
});

test('what cannot be used is said, and nothing is written', async () => {
  const good = entry(`/api/v2/consumption_history/projects${HOURS}`, projects('p-1', bucket('10', values(1, 2))));
  const text = readFileSync(har(good), 'utf8');
  const journal = newPath('ndjson');
  const mock = await startMock('--journal-file', journal);
  await (await mock.get(`/api/v2/consumption_history/projects${HOURS}`, bearer('napi_scale'))).text();
  await mock.stop();
  const foreign = entry('/v3/things', {}, { host: 'https://www.example.com' });
  for (const [what, path, message] of [
    ['cut', written(text.slice(0, text.length / 2)), /the file ends in the middle|cut/],
    ['compressed', written(gzipSync(text)), /it is compressed; unpack it/],
    ['another API', har(foreign), /nothing in its 1 exchange is for a world; they are with https:\/\/www.example.com, and with no API that mockmeter knows/],
    ['a body that is cut', har({ ...good, response: { ...good.response, content: { size: 5000, mimeType: 'application/json' } } }), /body that is not (whole|JSON)/],
    ['refusals', har(entry(`/api/v2/consumption_history/projects${HOURS}`, {}, { status: 403 })), /1 exchange with status 403/],
    ['a journal file', journal, /a journal file keeps no bodies of responses/],
    ['another version', written('{"type":"header","stream":9}\n', 'ndjson'), /version 9 of the stream, and this mockmeter reads 2/],
    ['no file', join(folder, 'nothing.har'), /nothing\.har/],
    ['no recording', written('{"a":1}'), /HTTP archive/],
  ]) {
    const output = newPath('json');
    const before = readdirSync(folder).sort();
    const { code, stdout, stderr } = await makeWorld([path], '--output', output);
    assert.equal(code, 2, what);
    assert.match(stderr, message, what);
    assert.equal(stderr.trimEnd().split('\n').length, 1, what);
    assert.equal(stdout, '');
    assert.deepEqual(readdirSync(folder).sort(), before, what);
  }
  const { code, stderr } = await makeWorld([har(good, { ...good, response: { ...good.response, content: { text: '{"projects":[{"project_id":7}]}' } } })]);
  assert.equal(code, 0);
  assert.match(stderr, /left out: 1 exchange that is not as documented: project_id is not a string; the first is .*: entry 2/);
});

test('the HAR of mitmproxy and of Insomnia is read', async () => {
  const answer = projects('p-1', bucket('10', values(41, 2)));
  const text = JSON.stringify(answer);
  const [path, query] = `/api/v2/consumption_history/projects${HOURS}`.split('?');
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
  const url = `https://console.neon.tech${path}`;
  const headers = [{ name: 'Authorization', value: 'Bearer napi_someone' }];
  // Source: mitmproxy, addons/savehar.py: the time with an offset, the size of the coded body, cookies and a server's address.
  const mitmproxy = { startedDateTime: '2026-05-20T12:34:56.789012+00:00', time: 41.5,
    request: { method: 'GET', url: `${url}?${query}`, httpVersion: 'HTTP/2.0', cookies: [], headers, queryString: pairs, headersSize: 33, bodySize: 0 },
    response: { status: 200, statusText: '', httpVersion: 'HTTP/2.0', cookies: [], headers: [{ name: 'content-encoding', value: 'gzip' }],
      content: { size: gzipSync(text).length, compression: gzipSync(text).length - text.length, mimeType: 'application/json', text },
      redirectURL: '', headersSize: 50, bodySize: gzipSync(text).length },
    cache: {}, timings: { connect: 3, ssl: 4, send: 1, receive: 2, wait: 31.5 }, serverIPAddress: '203.0.113.7' };
  // Source: Insomnia, common/har.ts: parameters beside the URL, sizes that nobody knows, a comment.
  const insomnia = { startedDateTime: '2026-05-20T12:34:56.789Z', time: 41,
    request: { method: 'GET', url, httpVersion: 'HTTP/1.1', cookies: [], headers, queryString: pairs, postData: { mimeType: '', params: [] }, headersSize: -1, bodySize: -1 },
    response: { status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', cookies: [], headers: [],
      content: { size: text.length, mimeType: 'application/json', text }, redirectURL: '', headersSize: -1, bodySize: -1 },
    cache: {}, timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait: 41, receive: 0, ssl: -1 }, comment: 'usage' };
  const creators = { mitmproxy: { name: 'mitmproxy', version: '11.0.2', comment: '' }, insomnia: { name: 'Insomnia REST Client', version: 'insomnia.desktop.app:v10' } };
  for (const [name, each] of Object.entries({ mitmproxy, insomnia })) {
    const world = await worldOf(written({ log: { version: '1.2', creator: creators[name], pages: [], entries: [each], comment: '' } }));
    assert.match(world.stderr, /^mockmeter: a world of 1 recorded calls until 2026-05-20T12:34:56/m, name);
    const [list] = await onlyProject(world);
    assert.equal(list[0].active_time_seconds, 41, name);
  }
});

test('bodies may be base64 and coded', async () => {
  const body = JSON.stringify(projects('p-1', bucket('10', values(41, 2))));
  const coded = entry(`/api/v2/consumption_history/projects${HOURS}`, gzipSync(body).toString('base64'), { more: { encoding: 'base64' } });
  coded.response.headers.push({ name: 'Content-Encoding', value: 'gzip' });
  const [list] = await onlyProject(await worldOf(har(coded)));
  assert.equal(list[0].active_time_seconds, 41);
});

test('500 MB are read in little memory', async () => {
  const path = newPath('har');
  const file = createWriteStream(path);
  file.write('{"log":{"version":"1.2","creator":{"name":"test","version":"1"},"entries":[');
  const padding = 'x'.repeat(1024 * 1024);
  for (let count = 0; count < 500; ++count) {
    const body = projects('p-1', bucket('10', values(count, 2)));
    const text = JSON.stringify(entry(`/api/v2/consumption_history/projects${HOURS}`, { ...body, padding }));
    if (!file.write((count ? ',' : '') + text)) await once(file, 'drain');
  }
  file.end(']}}');
  await once(file, 'finish');
  const output = newPath('json');
  const { code, stderr } = await run('sh', ['-c', 'ulimit -v 600000; exec "$0" "$@"', BINARY, 'world', '--from', path, '--output', output]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /a world of 500 recorded calls/);
  rmSync(path);
});
