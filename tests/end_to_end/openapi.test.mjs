// GET /__admin/openapi.json, checked by Prism: it takes the document, and finds nothing in the
// answers to hundreds of valid requests that the document does not allow.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { basic, bearer, PAID, startMock } from './mock.mjs';
import { neonReads, qstashChanges, qstashNeighbours, qstashReads, zkscoreRequests } from './openapi_requests.mjs';
import { startPrism } from './prism.mjs';

const ASKERS = 4;
// All that change the shape of an answer, and refuse no request.
const OTHER_VARIANTS = {
  'upstash.users_schema': '2026-07',
  'upstash.period_timestamps': 'millis',
  'upstash.error_shape': 'object',
  'neon.metrics_filter': 'filtered',
  'neon.plan_message': 'spec',
  'neon.bytes_month': 'byte_hours',
  'neon.v2_last_page': 'cursor',
  'neon.metric_order': 'documented',
  'neon.zero_metrics': 'omitted',
  'neon.synthetic_storage': 'zero',
  'neon.deprecation_headers': 'rfc',
  'neon.zero_buckets': 'omitted',
  'zkscore.error_envelope': 'nested',
  'zkscore.excluded_parts': 'null',
  'zkscore.window': 'aligned',
};
const states = new URL('../../fixtures/worlds/states.json', import.meta.url);
let folder;
let mock;
let prism;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mockmeter-openapi-'));
  mock = await startMock();
  const file = join(folder, 'openapi.json');
  await writeFile(file, await (await mock.get('/__admin/openapi.json')).text());
  prism = await startPrism(file, mock.url);
});
after(async () => {
  await prism?.stop();
  await mock?.stop();
  await rm(folder, { recursive: true });
});

/** Asks through Prism. */
const ask = ({ method = 'GET', target, credential = {}, body, headers = {} }) =>
  fetch(prism.url + target, {
    method,
    body: body && JSON.stringify(body),
    headers: { ...credential, ...headers, ...(body && { 'Content-Type': 'application/json' }) },
  });

/** Fails for the first answer that is not the expected one; returns how many there were. */
async function expectNoViolation(requests) {
  let asked = 0;
  const askOn = async () => {
    for (const request of requests) {  // all askers draw from the same generator
      const answer = await ask(request);
      const text = await answer.text();
      const what = `${request.method ?? 'GET'} ${request.target}: ${text.slice(0, 600)}`;
      assert.equal(answer.status, request.status ?? 200, what);
      assert.equal(answer.headers.get('sl-violations'), null, what);
      asked += 1;
    }
  };
  await Promise.all(Array.from({ length: ASKERS }, askOn));
  return asked;
}

function* everyFourth(requests) {
  let nth = 0;
  for (const request of requests) if (nth++ % 4 === 0) yield request;
}

async function projectIds() {
  const answer = await mock.get('/api/v2/consumption_history/projects?limit=100&granularity=daily'
    + '&from=2026-05-18T00:00:00Z&to=2026-05-20T00:00:00Z&org_id=org-ocean-art-12345678',
    bearer('napi_scale'));
  return (await answer.json()).projects.map((project) => project.project_id);
}

test('no answer to a valid request breaks the document', async () => {
  const projects = await projectIds();
  let asked = 0;
  asked += await expectNoViolation(qstashReads());
  asked += await expectNoViolation(qstashNeighbours());
  asked += await expectNoViolation(neonReads(projects));
  asked += await expectNoViolation(zkscoreRequests());
  asked += await expectNoViolation(qstashChanges());
  await mock.reset();
  assert.ok(asked >= 500, `${asked} requests`);
});

test('nor under the other variants, nor in the world of rare states', async () => {
  await mock.setVariants(OTHER_VARIANTS);
  await expectNoViolation(qstashReads());
  await expectNoViolation(everyFourth(neonReads(await projectIds())));
  await expectNoViolation(everyFourth(zkscoreRequests()));
  await expectNoViolation(qstashChanges());
  await mock.reset();

  const world = JSON.parse(await readFile(states, 'utf8'));
  const put = await fetch(`${mock.url}/__admin/world`, { method: 'PUT', body: JSON.stringify(world) });
  assert.equal(put.status, 200, await put.text());
  const [account] = world.upstash.accounts;
  const credential = basic(`${account.email}:${account.keys[0].key}`);
  const asOwner = [...qstashReads(account.qstash.map((user) => user.id))]
    .map((request) => ({ ...request, credential }));
  await expectNoViolation(asOwner.values());
  await mock.reset();
});

test('a broken answer is found', async () => {
  const usage = { target: '/v1/developer/usage', credential: bearer('zk_test_professional') };
  const stats = { target: `/v2/qstash/stats/${PAID}`, credential: basic('dev@example.com:upstash-test-key') };
  const account = {
    target: '/api/v2/consumption_history/account?granularity=daily&from=2026-05-01T00:00:00Z'
      + '&to=2026-05-02T00:00:00Z',
    credential: bearer('napi_scale'),
  };
  for (const [request, fault] of [[stats, 'unknown-enum'], [stats, 'null-point'], [usage, 'null-series'],
    [usage, 'unknown-fields'], [account, 'null-series'], [account, 'unknown-fields']]) {
    assert.equal((await ask(request)).status, 200);
    const answer = await ask({ ...request, headers: { Prefer: `fault="${fault}"` } });
    const body = await answer.text();
    assert.match(body, /prism\/errors#VIOLATIONS/, `${request.target} with ${fault}: ${body.slice(0, 400)}`);
  }
});

test('a broken request is found, too', async () => {
  const neon = bearer('napi_scale');
  const zkscore = bearer('zk_test_professional');
  const upstash = basic('dev@example.com:upstash-test-key');
  const projects = '/api/v2/consumption_history/projects?from=2026-05-01T00:00:00Z'
    + '&to=2026-05-02T00:00:00Z&granularity=daily';
  for (const request of [
    { target: projects.replace('&granularity=daily', ''), credential: neon },
    { target: `${projects}&limit=101`, credential: neon },
    { target: `${projects}&include_v1_metrics=true`, credential: neon },  // deprecated
    { target: projects },  // without a credential
    { target: `/v2/qstash/stats/${PAID}?period=2h`, credential: upstash },
    { target: '/v1/developer/usage?includeErrors=perhaps', credential: zkscore },
    { target: '/v1/developer/keys', credential: zkscore, method: 'POST', body: {} },
  ]) {
    const answer = await ask(request);
    const body = await answer.text();
    assert.ok([401, 422, 500].includes(answer.status), `${request.target}: ${answer.status} ${body}`);
    assert.match(body, /stoplight\.io\/prism\/errors|prism\/errors#/, request.target);
  }
});

const documentOf = async (server) => (await server.get('/__admin/openapi.json')).json();
const operationsOf = (document) => Object.values(document.paths)
  .flatMap((item) => Object.values(item));

test('the document lists what is served now', async () => {
  const table = (await (await mock.get('/__admin/operations')).json()).operations;
  const ids = operationsOf(await documentOf(mock)).map((operation) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids.filter((id) => !id.endsWith('.alias')), table.map((row) => row.id));

  await mock.setClock('2026-06-01T00:00:00Z');
  await mock.setVariants({ 'upstash.legacy_routes': 'off' });
  const left = operationsOf(await documentOf(mock)).map((operation) => operation.operationId);
  const gone = ids.filter((id) => !left.includes(id));
  assert.deepEqual(gone.sort(), ['neon.account_consumption', 'upstash.get_default_qstash_stats',
    'upstash.get_default_qstash_user']);
  await mock.reset();
});

test('only the chosen providers, and the port of the APIs', async () => {
  const server = await startMock('--provider', 'neon', '--admin-port', '0');
  try {
    const document = await (await fetch(`${server.ready.admin}/openapi.json`)).json();
    assert.deepEqual(document.servers, [{ url: server.url }]);
    const named = server.ready.admin.replace('127.0.0.1', 'localhost');
    const { servers } = await (await fetch(`${named}/openapi.json`)).json();
    assert.deepEqual(servers, [{ url: server.url.replace('127.0.0.1', 'localhost') }]);
    assert.deepEqual(Object.keys(document.components.securitySchemes), ['neon']);
    assert.ok(Object.keys(document.paths).every((path) => path.startsWith('/api/v2/')));
  } finally {
    await server.stop();
  }
});
