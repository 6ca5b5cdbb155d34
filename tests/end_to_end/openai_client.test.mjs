// OpenAI's own client from npm, unmodified, against the real binary. It sends lists in brackets,
// where ask() repeats the name.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { startMock } from './mock.mjs';
import {
  ADMIN, DAY, DECLARED, NO_SCOPE, PROJECT_KEY, ROUTES, ask, rows, seconds,
} from './openai.mjs';

const OpenAI = createRequire(new URL('./clients/', import.meta.url))('openai');
const WEEK = { start_time: seconds('2026-05-04'), end_time: seconds('2026-05-11') };
const MONTH = { start_time: seconds('2026-04-01'), end_time: seconds('2026-05-02') };
const COMPLETIONS = ROUTES.find(({ endpoint }) => endpoint === 'completions');
const COSTS = { method: 'costs', path: 'costs', kind: 'organization.costs.result' };
let mock;

before(async () => {
  mock = await startMock();
  process.env.OPENAI_BASE_URL = `${mock.url}/v1`;
});
beforeEach(() => mock.reset());
after(() => mock.stop());

const client = (key = ADMIN, more = {}) =>
  new OpenAI({ adminAPIKey: key, ...more }).admin.organization.usage;

// What later versions of the client declare.
// Source: npm openai 7.59.0; OpenAI's OpenAPI file of 2026-08-21.
const LATER = ['quantity_unit', 'api_source', 'user_id', 'input_cache_write_30m_tokens',
  'input_cache_write_12h_tokens'];

/** The row has all that the client declares of its kind, and nothing else. */
function checkRow(row, kind) {
  const fields = DECLARED[kind];
  for (const [name, types] of Object.entries(fields)) {
    const value = row[name];
    const type = value === null ? 'null' : name === 'object' ? `'${value}'` : typeof value;
    assert.ok(types.includes(type), `${kind}: ${name} is ${JSON.stringify(value)}`);
  }
  const unknown = Object.keys(row).filter((name) => !(name in fields) && !LATER.includes(name));
  assert.deepEqual(unknown, [], kind);
}

/** What the client reports, which must be, field by field, what fetch gets. */
async function reported({ method, path, kind }, query) {
  const page = await client()[method](query);
  assert.deepEqual({ status: 200, body: page }, await ask(mock, path, query));
  assert.deepEqual(Object.keys(page).sort(), ['data', 'has_more', 'next_page', 'object']);
  assert.equal(page.object, 'page');
  rows(page.data).forEach((row) => checkRow(row, kind));
  return page;
}

/** All pages, followed by hand: the client has no help for it. */
async function pages(route, query) {
  const all = [await reported(route, query)];
  assert.equal(all[0].getNextPage, undefined);
  while (all.at(-1).has_more) {
    const { next_page: page } = all.at(-1);
    assert.match(page, /^page_[A-Za-z0-9+/]+=$/);
    all.push(await reported(route, { ...query, page }));
    assert.ok(all.length <= 31, 'the pages end');
  }
  assert.equal(all.at(-1).next_page, null);
  return all;
}

/** One bucket for each day, whole and without a gap. */
function checkDays(buckets, { start_time: start, end_time: end }) {
  assert.equal(buckets.length, (end - start) / DAY);
  buckets.forEach(({ object, start_time: from, end_time: to }, i) =>
    assert.deepEqual([object, from, to], ['bucket', start + i * DAY, start + (i + 1) * DAY]));
}

const sum = (list, field) => list.reduce((total, row) => total + row[field], 0);

for (const route of ROUTES) {
  const { method, measures, dimensions } = route;
  test(`${method}: a week, as a whole and by ${dimensions}`, async () => {
    const whole = (await reported(route, WEEK)).data;
    const grouped = (await reported(route, { ...WEEK, group_by: dimensions })).data;
    checkDays(whole, WEEK);
    checkDays(grouped, WEEK);
    for (const field of dimensions) {
      rows(whole).forEach((row) => assert.equal(row[field], null, field));
      assert.ok(rows(grouped).some((row) => row[field] !== null), field);
    }
    for (const field of measures) {
      whole.forEach(({ results }, i) =>
        assert.equal(sum(grouped[i].results, field), sum(results, field), field));
      assert.ok(sum(rows(whole), field) > 0, field);
    }
  });
}

test('completions grouped by two: the others stay null', async () => {
  const { data } = await reported(COMPLETIONS, { ...WEEK, group_by: ['project_id', 'model'] });
  const others = COMPLETIONS.dimensions.filter((name) => !['project_id', 'model'].includes(name));
  rows(data).forEach((row) => others.forEach((name) => assert.equal(row[name], null, name)));
  data.forEach(({ results }) => {
    const groups = new Set(results.map((row) => `${row.project_id} ${row.model}`));
    assert.equal(groups.size, results.length);
    assert.ok(groups.size >= 3);
  });
});

for (const field of ['project_id', 'user_id', 'api_key_id', 'model']) {
  test(`completions filtered by ${field}s`, async () => {
    const query = { ...WEEK, group_by: [field] };
    const all = (await reported(COMPLETIONS, query)).data;
    const values = [...new Set(rows(all).map((row) => row[field]).filter(Boolean))];
    assert.ok(values.length >= 3);
    for (const some of [values.slice(0, 1), values.slice(1, 3)]) {
      const kept = await reported(COMPLETIONS, { ...query, [`${field}s`]: some });
      assert.deepEqual(kept.data, all.map((bucket) => (
        { ...bucket, results: bucket.results.filter((row) => some.includes(row[field])) })));
    }
  });
}

test('completions in batches and not in batches make all', async () => {
  const totals = [];
  for (const more of [{}, { batch: true }, { batch: false }]) {
    const { data } = await reported(COMPLETIONS, { ...WEEK, ...more });
    totals.push(sum(rows(data), 'num_model_requests'));
  }
  assert.ok(totals[1] > 0 && totals[2] > 0);
  assert.equal(totals[1] + totals[2], totals[0]);
});

test('31 days of completions in pages of a week', async () => {
  const query = { ...MONTH, bucket_width: '1d', group_by: ['model', 'batch'] };
  const list = await pages(COMPLETIONS, query);
  assert.deepEqual(list.map(({ data }) => data.length), [7, 7, 7, 7, 3]);
  const buckets = list.flatMap(({ data }) => data);
  checkDays(buckets, MONTH);
  assert.deepEqual(buckets, (await reported(COMPLETIONS, { ...query, limit: 31 })).data);
});

/** A sum of decimals without rounding, in units of 1e-30. */
const exactSum = (list) => list.reduce((total, { amount: { value } }) => {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,30}))?$/.exec(value);
  return total + BigInt(whole + fraction.padEnd(30, '0'));
}, 0n);

test('costs by line item, in pages: each amount is a decimal in a string', async () => {
  const query = { ...MONTH, group_by: ['line_item', 'project_id'], limit: 9 };
  const buckets = (await pages(COSTS, query)).flatMap(({ data }) => data);
  checkDays(buckets, MONTH);
  assert.deepEqual(buckets, (await reported(COSTS, { ...query, limit: 180 })).data);
  for (const { amount, line_item: item, quantity } of rows(buckets)) {
    assert.deepEqual(Object.keys(amount).sort(), ['currency', 'value']);
    assert.equal(amount.currency, 'usd');
    assert.deepEqual([amount.value, item, quantity].map((value) => typeof value),
      ['string', 'string', 'number']);
  }
  // Two dollars for a million of them, in the world.
  const priced = rows(buckets).filter((row) => row.line_item === 'gpt-4.1-2025-04-14, input');
  assert.ok(priced.length > 20);
  priced.forEach((row) => assert.equal(exactSum([row]), BigInt(row.quantity) * 2n * 10n ** 24n));
  const whole = (await reported(COSTS, { ...MONTH, limit: 180 })).data;
  whole.forEach(({ results }, i) => assert.equal(exactSum(buckets[i].results), exactSum(results)));
  assert.ok(exactSum(rows(whole)) > 0n);
});

test('costs, where the amount is a number', async () => {
  const values = async () =>
    rows((await reported(COSTS, WEEK)).data).map(({ amount }) => amount.value);
  const texts = await values();
  await mock.setVariants({ 'openai.amount_value': 'number' });
  assert.deepEqual(await values(), texts.map(Number));
});

/** What the client throws: its class, and what it read in the body. */
async function refusal(call, type, status) {
  const error = await call.then(() => assert.fail('no error'), (thrown) => thrown);
  assert.ok(error instanceof type, `${error}`);
  assert.equal(error.status, status);
  assert.match(error.requestID, /^req_/);
  return { message: error.message, type: error.type, param: error.param, code: error.code };
}
const OBJECT = { type: 'invalid_request_error', param: null, code: 'invalid_request_error' };

test('401 for a key that nobody has, which the message does not show', async () => {
  const key = 'sk-admin-nobody-hunter2hunter2';
  const { message, ...rest } =
    await refusal(client(key).completions(WEEK), OpenAI.AuthenticationError, 401);
  assert.match(message, /^401 Incorrect API key provided: /);
  assert.ok(!message.includes('hunter2hunter2'), message);
  assert.deepEqual(rest, { ...OBJECT, code: 'invalid_api_key' });
});

const MISSING_SCOPE =
  'You have insufficient permissions for this operation. Missing scopes: api.usage.read.';

for (const [what, key] of [['a restricted key', NO_SCOPE], ['a project key', PROJECT_KEY]]) {
  test(`403 for ${what}: a bare string, of which the client keeps the message alone`, async () => {
    const call = client(key).completions(WEEK);
    assert.deepEqual(await refusal(call, OpenAI.PermissionDeniedError, 403),
      { message: `403 "${MISSING_SCOPE}"`, type: undefined, param: undefined, code: undefined });
  });
}

test('403 as an object', async () => {
  await mock.setVariants({ 'openai.missing_scope': 'object' });
  assert.deepEqual(await refusal(client(NO_SCOPE).costs(WEEK), OpenAI.PermissionDeniedError, 403),
    { ...OBJECT, message: `403 ${MISSING_SCOPE}`, code: null });
});

const REFUSALS = {
  'a limit above that of costs': ['costs', { ...MONTH, limit: 366 },
    'Invalid limit provided: 366. Limit must be less than or equal to 180.'],
  'a limit above that of days': ['completions', { ...MONTH, limit: 32 },
    'Invalid limit provided: 32. Limit must be less than or equal to 31.'],
  'costs by the hour': ['costs', { ...WEEK, bucket_width: '1h' },
    "Invalid value: '1h'. Supported values are: '1d'.",
    { param: 'bucket_width', code: 'invalid_value' }],
  'costs by key, before there were any': ['costs',
    { start_time: seconds('2025-12-05'), group_by: ['api_key_id'] },
    'group_by=api_key_id is not available for this time range. '
      + 'Try a start_time on or after 1764979200.', { param: 'start_time' }],
};
for (const [what, [method, query, text, more]] of Object.entries(REFUSALS)) {
  test(`400 for ${what}`, async () => {
    assert.deepEqual(await refusal(client()[method](query), OpenAI.BadRequestError, 400),
      { ...OBJECT, message: `400 ${text}`, ...more });
  });
}

test('400 for the page of another question', async () => {
  const { next_page: page } = await reported(COMPLETIONS, MONTH);
  const other = client().completions({ ...MONTH, group_by: ['model'], page });
  assert.deepEqual(await refusal(other, OpenAI.BadRequestError, 400), { ...OBJECT,
    message: '400 The page token is invalid, have you modified the query parameters?' });
});

test('429: the client waits for Retry-After and asks again, twice', async () => {
  await mock.addFaults('status=429,times=2');
  const begin = performance.now();
  const page = await client().completions(WEEK);
  assert.ok(performance.now() - begin >= 1900, 'it waited');
  assert.deepEqual(page, (await ask(mock, COMPLETIONS.path, WEEK)).body);
  const { findings } = await (await fetch(`${mock.ready.admin}/findings`)).json();
  assert.deepEqual(findings, []);
});

test('429 without end: the client gives up', async () => {
  await mock.addFaults('status=429');
  const { message, ...rest } = await refusal(
    client(ADMIN, { maxRetries: 0 }).costs(WEEK), OpenAI.RateLimitError, 429);
  assert.match(message, /^429 \S/);
  assert.deepEqual(rest, { type: 'requests', param: null, code: 'rate_limit_exceeded' });
});
