// An independent validator: Neon's own OpenAPI file, read out of the installed client, and Prism in
// proxy mode between us and the mock. Any answer that breaks the file becomes a 500 of Prism.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { bearer, startMock } from './mock.mjs';
import { startPrism } from './prism.mjs';

const SPEC = 'node_modules/@neondatabase/api-client/public-v2-for-users.gen.yaml';
let mock;
let prism;
let base;

before(async () => {
  mock = await startMock();
  prism = await startPrism(SPEC, `${mock.url}/api/v2`);
  base = prism.url;
});
after(async () => {
  await prism?.stop();
  await mock.stop();
});

const ORG = 'org_id=org-ocean-art-12345678';
const HOURLY = 'from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly';
const DAILY = 'from=2026-05-01T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily';
const MONTHLY = 'from=2025-06-01T00:00:00Z&to=2026-06-01T00:00:00Z&granularity=monthly';
const V2_METRICS = ['compute_unit_seconds', 'root_branch_bytes_month', 'child_branch_bytes_month',
  'instant_restore_bytes_month', 'public_network_transfer_bytes', 'private_network_transfer_bytes'];

function* requests() {
  for (const range of [HOURLY, DAILY, MONTHLY]) {
    // Prism with --errors refuses a request that uses the deprecated include_v1_metrics.
    for (const more of ['', `&${ORG}`, '&metrics=active_time_seconds',
      '&metrics=data_storage_bytes_hour,written_data_bytes', '&metrics=data_storage_bytes_hour']) {
      for (const key of ['napi_scale', 'napi_business', 'napi_enterprise']) {
        if (more.includes('org_id') && key !== 'napi_scale') continue;
        yield [key, `/consumption_history/account?${range}${more}`];
        yield [key, `/consumption_history/projects?${range}${more}&limit=3`];
      }
    }
    yield ['napi_scale', `/consumption_history/v2/projects?${range}&${ORG}&metrics=${V2_METRICS}`];
    for (const metric of V2_METRICS) {
      yield ['napi_scale', `/consumption_history/v2/projects?${range}&${ORG}&metrics=${metric}&limit=2`];
    }
  }
}

test('no answer to a valid request breaks the OpenAPI file', async () => {
  let asked = 0;
  for (const [key, target] of requests()) {
    const answer = await fetch(base + target, { headers: bearer(key) });
    const body = await answer.text();
    assert.equal(answer.status, 200, `${target}: ${body.slice(0, 500)}`);
    assert.equal(answer.headers.get('sl-violations'), null, target);
    asked += 1;
  }
  assert.ok(asked >= 90, `${asked} requests`);
});

test('v2 branches too', async () => {
  const projects = await (await mock.get(
    `/api/v2/consumption_history/v2/projects?${DAILY}&${ORG}&metrics=${V2_METRICS}&limit=100`,
    bearer('napi_scale'))).json();
  const ids = projects.projects.slice(0, 3).map((project) => project.project_id);
  for (const range of [HOURLY, DAILY, MONTHLY]) {
    const answer = await fetch(`${base}/consumption_history/v2/branches?${range}&${ORG}`
      + `&project_ids=${ids}&metrics=${V2_METRICS}`, { headers: bearer('napi_scale') });
    assert.equal(answer.status, 200, await answer.text());
    assert.equal(answer.headers.get('sl-violations'), null);
  }
});

const KEYS = ['napi_scale', 'napi_launch', 'napi_free', 'napi_business', 'napi_enterprise'];

/** What the file shows at `target`: without a violation, or the test fails. */
async function ask(key, target, status = 200) {
  const answer = await fetch(base + target, { headers: bearer(key) });
  const text = await answer.text();
  assert.equal(answer.status, status, `${target}: ${text.slice(0, 500)}`);
  assert.equal(answer.headers.get('sl-violations'), null, target);
  return JSON.parse(text);
}

test('every neighbour of the consumption history fits the file', async () => {
  let projects = 0;
  for (const key of KEYS) {
    const organizations = key === 'napi_scale'
      ? (await ask(key, '/users/me/organizations')).organizations : [];
    for (const { id, plan } of [...organizations, {}]) {
      const query = id === undefined ? '' : `&org_id=${id}`;
      if (id !== undefined) {
        assert.equal((await ask(key, `/organizations/${id}`)).plan, plan);
        await ask(key, `/organizations/${id}/billing/spending_limit`, plan === 'free' ? 403 : 200);
      }
      for (const { id: project } of (await ask(key, `/projects?limit=400${query}`)).projects) {
        const { project: shown } = await ask(key, `/projects/${project}`);
        assert.equal(shown.org_id, id ?? (key === 'napi_scale' ? undefined : shown.owner_id));
        for (const list of ['branches', 'endpoints', 'operations']) {
          assert.ok((await ask(key, `/projects/${project}/${list}`))[list].length > 0, project);
        }
        projects += 1;
      }
    }
  }
  assert.ok(projects >= 50, `${projects} projects`);
  assert.equal((await ask('napi_scale', '/users/me')).email, 'ida@example.com');
});

test('pages of neighbours fit the file, the empty one too', async () => {
  let cursor = '';
  for (let seen = 1; seen > 0;) {
    const page = await ask('napi_scale', `/projects?${ORG}&limit=5&cursor=${cursor}`);
    seen = page.projects.length;
    if (seen === 0) assert.equal(page.pagination.cursor, cursor);
    cursor = page.pagination.cursor;
  }
  const branches = '/projects/soft-shadow-20845885/branches?limit=2&sort_by=created_at&sort_order=asc';
  const { pagination } = await ask('napi_scale', branches);
  assert.equal((await ask('napi_scale', `${branches}&cursor=${pagination.next}`)).branches.length, 1);
  await ask('napi_scale', '/projects/soft-shadow-20845885/operations?limit=1');
  assert.deepEqual(await ask('napi_scale', '/projects/shared'), { projects: [] });
});

test('refusals of neighbours fit the file', async () => {
  await ask('napi_launch', '/users/me', 404);
  await ask('napi_launch', '/users/me/organizations', 404);
  await ask('napi_nobody', '/users/me', 401);
  await ask('napi_scale', '/organizations/org-bright-mill-20418853', 404);
  await ask('napi_scale', '/projects?org_id=org-bright-mill-20418853', 404);
  await ask('napi_scale', '/projects?cursor=nothing', 400);
  for (const list of ['', '/branches', '/endpoints', '/operations']) {
    await ask('napi_scale', `/projects/super-mode-24546940${list}`, 404);
  }
});

test('errors fit the file as well', async () => {
  const cases = [
    [401, 'napi_nobody', DAILY],
    [403, 'napi_launch', DAILY],
    [404, 'napi_scale', `${DAILY}&org_id=org-somebody-else-00000000`],
    [406, 'napi_scale', 'from=2026-01-01T00:00:00Z&to=2026-05-01T00:00:00Z&granularity=daily'],
  ];
  for (const [status, key, range] of cases) {
    const answer = await fetch(`${base}/consumption_history/account?${range}`, { headers: bearer(key) });
    assert.equal(answer.status, status, await answer.text());
    assert.equal(answer.headers.get('sl-violations'), null);
  }
});

/** Every route of the file, as [method, path]: the keys below `paths`, by their indentation. */
function documentedRoutes() {
  const [, paths] = readFileSync(new URL(`./clients/${SPEC}`, import.meta.url), 'utf8').split('\npaths:\n');
  const routes = [];
  let path;
  for (const line of paths.split(/\n(?=\S)/)[0].split('\n')) {
    path = /^ {2}'?(\/[^':]*)'?:$/.exec(line)?.[1] ?? path;
    const method = /^ {4}(get|post|put|patch|delete):$/.exec(line)?.[1];
    if (method) routes.push([method.toUpperCase(), path]);
  }
  return routes;
}

test('every documented route is mocked, or told from one that does not exist', async () => {
  const { operations } = await (await mock.get('/__admin/operations')).json();
  const mocked = new Set(operations.map(({ method, path }) => `${method} ${path.replace(/\{.*?\}/g, '{}')}`));
  const routes = documentedRoutes();
  assert.ok(routes.length > 140, `${routes.length} routes`);
  for (const [method, path] of routes) {
    if (mocked.has(`${method} /api/v2${path.replace(/\{.*?\}/g, '{}')}`)) continue;
    const response = await fetch(`${mock.url}/api/v2${path.replace(/\{.*?\}/g, 'x')}`, { method, headers: bearer('napi_scale') });
    const hint = response.headers.get('x-mockmeter-hint');
    assert.equal(hint, `not mocked: ${method} /api/v2${path}: Neon documents it, mockmeter does not have it`);
  }
});
