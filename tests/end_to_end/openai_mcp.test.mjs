// An MCP server from npm that reads OpenAI's usage and costs, unmodified, against the real binary,
// spoken to over its stdio, as an assistant does. It sends lists as repeated names.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startMcpServer } from './mcp.mjs';
import { startMock } from './mock.mjs';
import { ADMIN, DAY, NO_SCOPE, ROUTES, ask, rows, seconds } from './openai.mjs';

const PROGRAM = fileURLToPath(new URL(
  './clients/node_modules/@amaretto-software-labs/ai-admin-api-mcp/dist/cli.js', import.meta.url));
const MONTH = { start: '2026-04-01T00:00:00Z', end: '2026-05-02T00:00:00Z' };
const SAME_MONTH = { start_time: seconds('2026-04-01'), end_time: seconds('2026-05-02') };
let mock;
let server;

before(async () => {
  mock = await startMock();
  server = await startServer(ADMIN);
});
beforeEach(() => mock.reset());
after(async () => {
  await server?.stop();
  await mock.stop();
});

const startServer = (key) => startMcpServer([PROGRAM, '--stdio'],
  { OPENAI_BASE_URL: `${mock.url}/v1`, OPENAI_ADMIN_KEY: key });

const call = async (name, args, to = server) =>
  to.request('tools/call', { name: `openai_admin_${name}`, arguments: args });

/** What a tool reports when all goes well. */
async function report(name, args) {
  const { isError, structuredContent } = await call(name, args);
  assert.ok(!isError, JSON.stringify(structuredContent));
  return structuredContent;
}

/** The buckets that fetch gets, in one page. */
async function told(path, query) {
  const { status, body } = await ask(mock, path, query);
  assert.deepEqual([status, body.has_more], [200, false]);
  return body.data;
}

const iso = (second) => new Date(second * 1000).toISOString();
/** A fact of the MCP server's for each row, made by `fact`. */
const facts = (buckets, fact) => buckets.flatMap(({ start_time: start, end_time: end, results }) =>
  results.map((row) => ({ bucket_start: iso(start), bucket_end: iso(end), ...fact(row) })));
const pick = (from, names) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));

test('initialize, and a list of tools', async () => {
  assert.equal(server.hello.serverInfo.name, 'ai-admin-api-mcp');
  const names = (await server.request('tools/list')).tools.map(({ name }) => name);
  assert.ok(names.includes('openai_admin_query_usage'));
  assert.ok(names.includes('openai_admin_query_costs'));
});

// What the MCP server calls the numbers of a row.
const METRICS = {
  input_tokens: 'input_tokens', output_tokens: 'output_tokens',
  input_cached_tokens: 'input_cached_tokens', input_audio_tokens: 'input_audio_tokens',
  output_audio_tokens: 'output_audio_tokens', num_model_requests: 'request_count',
  num_requests: 'operation_count', images: 'image_count', characters: 'character_count',
  seconds: 'audio_seconds', num_sessions: 'session_count', usage_bytes: 'storage_bytes',
};
const DIMENSIONS = ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'];
const DETAILS = ['size', 'source', 'vector_store_id', 'context_level'];

const usageFact = (row) => ({
  dimensions: pick(row, DIMENSIONS),
  metrics: Object.fromEntries(
    Object.entries(METRICS).map(([name, theirs]) => [theirs, row[name] ?? null])),
  details: pick(row, DETAILS),
});
const reportedFact = ({ bucket_start, bucket_end, dimensions, metrics, provider_details }) => ({
  bucket_start, bucket_end, dimensions: pick(dimensions, DIMENSIONS),
  metrics: pick(metrics, Object.values(METRICS)),
  details: pick(provider_details.openai.grouped_dimensions, DETAILS),
});

for (const { endpoint, path, dimensions, measures } of ROUTES) {
  test(`usage of ${endpoint} for a month, in pages`, async () => {
    const { data, warnings } = await report('query_usage',
      { ...MONTH, usage_endpoint: endpoint, group_by: dimensions });
    assert.deepEqual(warnings, []);
    assert.deepEqual(data.pagination,
      { pages_fetched: 5, provider_request_count: 5, truncated: false, next_page: null });
    const seen = data.usage.map(reportedFact);
    const buckets = await told(path, { ...SAME_MONTH, group_by: dimensions, limit: 31 });
    assert.deepEqual(seen, facts(buckets, usageFact));
    for (const name of Object.keys(METRICS).filter((known) => measures.includes(known))) {
      assert.ok(seen.some(({ metrics }) => metrics[METRICS[name]] > 0), name);
    }
    for (const name of dimensions) {
      const ofFact = DIMENSIONS.includes(name) ? 'dimensions' : 'details';
      assert.ok(seen.some((fact) => fact[ofFact][name] !== null), name);
    }
  });
}

test('hours of one model, not in batches', async () => {
  const models = ['gpt-4.1-2025-04-14'];
  const { data } = await report('query_usage', {
    start: '2026-05-04T00:00:00Z', end: '2026-05-06T00:00:00Z', bucket_width: '1h', limit: 30,
    usage_endpoint: 'completions', group_by: ['model'], endpoint_params: { models, batch: false },
  });
  assert.equal(data.pagination.pages_fetched, 2);
  const buckets = await told('usage/completions', {
    start_time: seconds('2026-05-04'), end_time: seconds('2026-05-06'), bucket_width: '1h',
    limit: 48, group_by: 'model', models, batch: false,
  });
  assert.ok(rows(buckets).length > 24);
  assert.deepEqual(data.usage.map(reportedFact), facts(buckets, usageFact));
});

test('a month that is cut off after two pages says so, with the page to go on with', async () => {
  const { data, warnings } = await report('query_usage',
    { ...MONTH, usage_endpoint: 'completions', max_pages: 2 });
  assert.deepEqual(warnings.map(({ code }) => code), ['pagination_truncated']);
  const { next_page: page, truncated } = data.pagination;
  assert.equal(truncated, true);
  const { body } =
    await ask(mock, 'usage/completions', { ...SAME_MONTH, bucket_width: '1d', page });
  assert.equal(body.data[0].start_time, SAME_MONTH.start_time + 14 * DAY);
});

const amounts = ({ data }) => data.costs.map(({ amount }) => [amount.value, amount.currency]);
const costFact = ({ bucket_start, bucket_end, dimensions, quantity, provider_details }) => ({
  bucket_start, bucket_end, dimensions: pick(dimensions, ['project_id', 'line_item']), quantity,
  row: provider_details.openai.raw_result,
});

test('costs by line item, in pages: an amount in a string is read as 0', async () => {
  const groups = ['project_id', 'line_item'];
  const costs = await report('query_costs', { ...MONTH, group_by: groups });
  assert.equal(costs.data.pagination.pages_fetched, 5);
  const buckets = await told('costs', { ...SAME_MONTH, group_by: groups, limit: 180 });
  assert.deepEqual(costs.data.costs.map(costFact), facts(buckets, (row) => (
    { dimensions: pick(row, groups), quantity: row.quantity, row })));
  assert.ok(rows(buckets).some(({ amount }) => Number(amount.value) > 0));
  assert.deepEqual(amounts(costs), rows(buckets).map(() => [0, 'usd']));
});

test('costs, where the amount is a number, are what they are', async () => {
  await mock.setVariants({ 'openai.amount_value': 'number' });
  const buckets = await told('costs', { ...SAME_MONTH, limit: 180 });
  assert.deepEqual(amounts(await report('query_costs', MONTH)),
    rows(buckets).map(({ amount }) => [amount.value, 'usd']));
});

/** What a tool says of a call that must fail: its own word, the status, and what we said. */
async function refusal(name, args, to) {
  const { isError, structuredContent } = await call(name, args, to);
  assert.equal(isError, true, JSON.stringify(structuredContent));
  const { code, details: { status, body } } = structuredContent.error;
  return [code, status, body.error.message ?? body.error];
}
const USAGE = { ...MONTH, usage_endpoint: 'completions' };

for (const [key, code, status, text] of [
  ['sk-admin-nobody-hunter2hunter2', 'auth_failed', 401, /^Incorrect API key provided: /],
  [NO_SCOPE, 'permission_denied', 403, /^You have insufficient permissions .* api\.usage\.read\.$/],
]) {
  test(`${status} is ${code}`, async () => {
    const other = await startServer(key);
    try {
      const [word, number, said] = await refusal('query_usage', USAGE, other);
      assert.deepEqual([word, number], [code, status]);
      assert.match(said, text);
    } finally {
      await other.stop();
    }
  });
}

test('400 is validation_failed, with our message', async () => {
  assert.deepEqual(await refusal('query_costs', { ...MONTH, limit: 366 }),
    ['validation_failed', 400,
      'Invalid limit provided: 366. Limit must be less than or equal to 180.']);
});

test('429 is rate_limited; it does not ask again', async () => {
  await mock.addFaults('status=429,times=1');
  assert.deepEqual((await refusal('query_usage', USAGE)).slice(0, 2), ['rate_limited', 429]);
  assert.equal((await report('query_usage', USAGE)).data.pagination.pages_fetched, 5);
});
