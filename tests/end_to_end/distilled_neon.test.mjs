// @distilled.cloud/neon, a client that decodes every member of every answer and refuses what its
// schemas do not hold, unmodified, against the real binary. It needs effect 4.0.0-beta.100; both run
// on Node 18.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { bearer, startMock } from './mock.mjs';

const installed = (file) => import(new URL(`./clients/node_modules/${file}`, import.meta.url));
const { Effect, Layer, Redacted } = await installed('effect/dist/index.js');
const { layer: fetchLayer } = await installed('effect/dist/unstable/http/FetchHttpClient.js');
const { Credentials } = await installed('@distilled.cloud/neon/lib/credentials.js');
const neon = await installed('@distilled.cloud/neon/lib/operations/index.js');

const ORG = { org_id: 'org-ocean-art-12345678' };
const PROJECT = { project_id: 'soft-shadow-20845885' };
const DAYS = { from: '2026-05-01T00:00:00Z', to: '2026-05-08T00:00:00Z', granularity: 'daily' };
let mock;

before(async () => { mock = await startMock(); });
beforeEach(() => mock.reset());
after(() => mock.stop());

function call(name, input, key = 'napi_scale') {
  const credentials = Layer.succeed(Credentials,
    Effect.succeed({ apiKey: Redacted.make(key), apiBaseUrl: `${mock.url}/api/v2` }));
  return Effect.runPromise(
    neon[name](input).pipe(Effect.provide(Layer.mergeAll(fetchLayer, credentials))));
}

const CALLS = [
  ['getCurrentUserInfo', {}, '/users/me'],
  ['getCurrentUserOrganizations', {}, '/users/me/organizations'],
  ['getOrganization', ORG, `/organizations/${ORG.org_id}`],
  ['getOrganizationSpendingLimit', ORG, `/organizations/${ORG.org_id}/billing/spending_limit`],
  ['listProjects', { ...ORG, limit: 400 }, `/projects?org_id=${ORG.org_id}&limit=400`],
  ['getProject', PROJECT, `/projects/${PROJECT.project_id}`],
  ['listProjectBranches', PROJECT, `/projects/${PROJECT.project_id}/branches`],
  ['listProjectEndpoints', PROJECT, `/projects/${PROJECT.project_id}/endpoints`],
  ['listProjectOperations', PROJECT, `/projects/${PROJECT.project_id}/operations`],
];

for (const [name, input, target] of CALLS) {
  test(`${name} decodes every member`, async () => {
    const served = await (await mock.get(`/api/v2${target}`, bearer('napi_scale'))).json();
    assert.deepEqual(JSON.parse(JSON.stringify(await call(name, input))), served);
  });
}

test('the consumption history of an organization decodes', async () => {
  const metrics = 'compute_unit_seconds,root_branch_bytes_month';
  const { projects } = await call('getConsumptionHistoryPerProjectV2',
    { ...ORG, ...DAYS, metrics, limit: 100 });
  const named = (await call('listProjects', { ...ORG, limit: 100 })).projects;
  assert.deepEqual(projects.map((project) => project.project_id), named.map(({ id }) => id));
});

test('what is not there is its NotFound', async () => {
  for (const [name, input] of [['getProject', { project_id: 'nothing' }],
    ['getOrganization', { org_id: 'org-nothing-at-all-00000000' }]]) {
    await assert.rejects(call(name, input), (error) => /NotFound/.test(`${error} ${error._tag}`));
  }
});
