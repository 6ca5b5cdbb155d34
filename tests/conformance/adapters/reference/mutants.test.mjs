// Every mutant of the reference client changes what is sent or what is reported, in a call that the
// client without it makes well. One row per mutant; what the rows call are the situations above them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { certificates } from '../certificates.mjs';
import { startAdapter } from '../adapter.mjs';
import { DAYS, UPSTASH, callOf } from '../calls.mjs';
import { startScripted } from '../scripted.mjs';

const CLIENT = process.env.MOCKMETER_REFERENCE_CLIENT;
const USERS = 'upstash.list_qstash_users';
const STATS = 'upstash.get_qstash_stats';
const ACCOUNT = 'neon.account_consumption';
const PROJECTS = 'neon.project_consumption';
const USAGE = 'zkscore.get_usage';
const COSTS = 'openai.costs';
const LIMIT = 1_500; // milliseconds after which a call counts as silent

const X = '2025-10-01 11:33:05.585757103 +0000 UTC';
const points = (...values) => values.map((y) => ({ x: X, y }));
const page = (cursor, ...ids) => ({ json: { projects: ids.map((project_id) => ({ project_id })), ...(cursor && { pagination: { cursor } }) } });
const usage = (requests, hasMore) => ({ json: { success: true, timeSeries: [{ requests }], pagination: { total: 1, limit: 2, offset: 0, hasMore } } });
const costs = (...amounts) => [{ results: amounts.map((value) => ({ amount: { value }, project_id: null })) }];
const busy = (headers) => ({ status: 429, headers, json: {} });
const users = { json: [{ customer_id: 'a', budget: 1, region: 'us-east-1', state: 'active', type: 'paid', prometheus_enabled: 'false', reserved_type: 'a' }] };
const user = (more) => ({ json: [{ ...users.json[0], ...more }] });

/** {answers, calls: [operation, arguments, options], ...}: what happens, and what the client is asked to do. */
const SITUATIONS = {
  ids: { answers: [{ json: {} }], calls: [[STATS, { id: 'a b', period: '1d' }]] },
  slashes: { answers: [{ json: {} }], calls: [[STATS, { id: '../a' }]] },
  query: {
    answers: [{ json: { periods: [] } }],
    calls: [[ACCOUNT, { from: '2026-05-01T02:00:00+02:00', to: DAYS.to, granularity: 'daily', org_id: 'a&b', metrics: ['a', 'b'], include_v1_metrics: true }]],
  },
  integers: { answers: [page(undefined, 'a')], calls: [[PROJECTS, { ...DAYS, limit: 10 }]] },
  escapedPassword: { answers: [users], calls: [[USERS, {}, { credential: { ...UPSTASH, password: 'a%2Fb' } }]] },
  upperCaseId: { answers: [{ json: {} }], calls: [[STATS, { id: 'AB' }]] },
  users: { answers: [users], calls: [[USERS]] },
  unknown: { answers: [user({ news: 1 })], calls: [[USERS]] },
  absent: { answers: [{ json: [{ customer_id: 'a' }] }], calls: [[USERS]] },
  nothing: { answers: [user({ reserved_type: null })], calls: [[USERS]] },
  large: { answers: [{ text: '[{"budget":9007199254740993}]' }], calls: [[USERS]] },
  unsigned: { answers: [{ text: '[{"budget":18446744073709551615}]' }], calls: [[USERS]] },
  noBody: { answers: [{ text: '' }], calls: [[USERS]] },
  fractions: { answers: [{ json: { total_monthly_billing: 5.806 } }], calls: [[STATS, { id: 'a' }]] },
  newState: { answers: [user({ state: 'resting' })], calls: [[USERS]] },
  umlauts: { answers: [user({ created_by: 'Jürgen' })], calls: [[USERS]] },
  html: { answers: [{ text: '<html>' }], calls: [[USERS]] },
  series: { answers: [{ json: { daily_used: points(1, 0, 2, ...Array(120).fill(1)) } }], calls: [[STATS, { id: 'a' }]] },
  deprecated: { answers: [{ headers: { Deprecation: '@1', Sunset: seconds(0) }, json: [] }], calls: [[USERS]] },
  refusal: { answers: [{ status: 404, json: { error: 'no' } }], calls: [[USERS, {}, { max_retries: 1 }]] },
  longRefusal: { answers: [{ status: 400, text: `"${'no '.repeat(1000)}"` }], calls: [[USERS]] },
  htmlRefusal: { answers: [{ status: 400, text: '<html>' }], calls: [[USERS]] },
  teapot: { answers: [{ status: 418, json: {} }], calls: [[USERS]] },
  gone: { answers: [{ status: 410, json: {} }], calls: [[USERS, {}, { max_retries: 1 }]] },
  truncated: { answers: [{ json: [{ id: 'a' }, { id: 'b' }], cut: 12 }], calls: [[USERS, {}, { max_retries: 0 }]] },
  reset: { answers: [{ reset: true }], calls: [[USERS, {}, { max_retries: 0 }]] },
  wait: { answers: [busy({ 'Retry-After': '1' }), users], calls: [[USERS]] },
  waitForDate: { answers: [busy({ 'Retry-After': seconds(1), Date: seconds(0) }), users], calls: [[USERS]] },
  waitForMoment: { answers: [tooEarly, users], calls: [[USERS]] },
  lowerCaseFields: { answers: [busy({ 'retry-after': '1' }), users], calls: [[USERS]] },
  shortOfTime: { answers: [busy({ 'Retry-After': '1' }), users], calls: [[USERS, {}, { timeout_ms: 500 }]] },
  limitedOnce: { answers: [{ ...users, delay: 300 }, busy()], together: true, calls: [[USERS, {}, { max_retries: 0 }], [USERS, {}, { max_retries: 0 }]] },
  limitedAndBusy: { answers: [busy({ 'Retry-After': '1' }), { status: 503, json: {}, delay: 300 }, users], together: true, calls: [[USERS], [USERS]] },
  waitForDays: { answers: [busy({ 'Retry-After': '86400' })], calls: [[USERS]] },
  busyOnce: { answers: [{ status: 503, json: {} }, users], calls: [[USERS]] },
  noRetries: { answers: [{ status: 503, json: {} }], calls: [[USERS, {}, { max_retries: 0 }]] },
  busyPost: { answers: [{ status: 503, json: {} }], calls: [['zkscore.create_api_key', { name: 'a' }, { max_retries: 1 }]] },
  pages: { answers: [page('a+b', '1'), page('c', '2'), page(undefined, '3')], calls: [[PROJECTS, { ...DAYS, org_id: 'o', limit: 1 }, { all_pages: true }]] },
  lostPage: { answers: [page('a', '1'), { status: 404, json: {} }], calls: [[PROJECTS, DAYS, { all_pages: true }]] },
  shortPage: { answers: [usage(1, true), usage(2, false)], calls: [[USAGE, { limit: 2 }, { all_pages: true }]] },
  downgraded: { answers: [], elsewhere: [users], tls: 'good', calls: [[USERS, {}, { max_retries: 0 }]] },
  elsewhere: { answers: [], elsewhere: [users], calls: [[USERS]] },
  circle: { answers: [{ status: 302, headers: { Location: '/v2/qstash/users' }, json: {} }], calls: [[USERS]] },
  silence: { answers: [() => {}], calls: [[USERS, {}, { timeout_ms: 200 }]], linger: 500 },
  silentAgain: { answers: [() => {}], calls: [[USERS, {}, { timeout_ms: 200, max_retries: 1 }]] },
  dribble: { answers: [dribble], calls: [[USERS, {}, { timeout_ms: 300 }]] },
  late: { answers: [{ ...user({ id: 'first' }), delay: 600 }, user({ id: 'second' })], calls: [[USERS, {}, { timeout_ms: 200 }], [USERS, {}, { timeout_ms: 5_000 }]] },
  gzip: { answers: [{ ...users, gzip: true }], calls: [[USERS]] },
  oldGzip: { answers: [{ ...users, gzip: true, headers: { 'Content-Encoding': 'x-gzip' } }], calls: [[USERS]] },
  loudGzip: { answers: [{ ...users, gzip: true, headers: { 'Content-Encoding': 'GZIP' } }], calls: [[USERS]] },
  stale: { answers: [{ ...users, close: true }, users], calls: [[USERS], [USERS]] },
  together: { answers: [{ json: {}, delay: 150 }], together: true, calls: [[STATS, { id: 'a' }], [STATS, { id: 'b' }]] },
  stranger: { answers: [users], tls: 'stranger', calls: [[USERS, {}, { max_retries: 0 }]] },
  wrongHost: { answers: [users], tls: 'wrongHost', calls: [[USERS, {}, { max_retries: 0 }]] },
  zero: { answers: [user({ budget: 0 })], calls: [[USERS]] },
  yes: { answers: [user({ prometheus_enabled: 'true' })], calls: [[USERS]] },
  neighbours: { answers: [user({ id: 'b' })], calls: [[USERS]] },
  clef: { answers: [user({ created_by: 'a \u{1d11e} "b"' })], calls: [[USERS]] },
  charset: { answers: [{ ...users, headers: { 'Content-Type': 'application/json; charset=utf-8' } }], calls: [[USERS]] },
  created: { answers: [{ ...users, status: 201 }], calls: [[USERS]] },
  chunks: { answers: [(_, response) => { response.write('[{"id":'); setTimeout(() => response.end('"a"}]'), 20); }], calls: [[USERS]] },
  blanks: { answers: [{ text: '[ { "id" : "a" } ]' }], calls: [[USERS]] },
  totals: { answers: [{ json: { success: true, usage: { successRate: 99 }, breakdown: { byKey: [{ successRate: 12 }] } } }], calls: [[USAGE]] },
  empty: { answers: [{ json: [] }], calls: [[USERS]] },
  twoUsers: { answers: [{ json: [...users.json, { ...users.json[0], id: 'b' }] }], calls: [[USERS]] },
  refusedOnce: { answers: [{ status: 404, json: {} }, users], calls: [[USERS], [USERS]] },
  reset30: { answers: [busy({ 'X-RateLimit-Reset': '30' }), users], calls: [[USERS]] },
  trusted: { answers: [users], tls: 'good', calls: [[USERS, {}, { max_retries: 0 }]] },
  money: { answers: [{ json: { data: costs('12.345', 2) } }], calls: [[COSTS, { start_time: 1779235200 }]] },
  manyPages: {
    answers: [...Array(13)].map((_, i) => ({ json: { data: costs(i), has_more: i < 12, next_page: i < 12 ? `page_${i}` : null } })),
    calls: [[COSTS, { start_time: 1779235200 }, { all_pages: true }]],
  },
  expired: { answers: [users], tls: 'expired', calls: [[USERS, {}, { max_retries: 0 }]] },
};

const ROWS = {
  'wrong-path': 'ids', 'wrong-method': 'ids', 'unencoded-path': 'ids', 'double-encode': 'ids', 'path-traversal': 'slashes',
  'unencoded-plus': 'query', 'unencoded-delimiters': 'query', brackets: 'query', 'json-array': 'query', 'first-array-item': 'query',
  'localized-enum': 'query', 'uppercase-enum': 'query', 'dup-param': 'query', 'undefined-string': 'integers',
  'empty-param': 'integers', 'cache-buster': 'query', 'local-time': 'query', epoch: 'query', 'date-only': 'query',
  'no-auth': 'users', 'duplicate-authorization': 'users', 'token-in-query': 'users', 'token-in-agent': 'users', 'wrong-scheme': 'users',
  'basic-nocolon': 'users', 'decoded-password': 'escapedPassword', 'lower-case-id': 'upperCaseId', 'get-with-body': 'users', 'bad-host': 'users',
  'accepts-html': 'users', 'python-booleans': 'query', 'float-limit': 'integers',
  'reject-unknown-members': 'unknown', 'fail-on-absent': 'absent', 'null-crash': 'nothing', 'integers-as-doubles': 'large', int32: 'large',
  'int-truncate': 'fractions', 'round-two': 'fractions', 'drop-zone': 'series', 'drop-fraction': 'series',
  'local-parse': 'series', 'false-text-as-true': 'users', 'reject-unknown-enum': 'newState', latin1: 'umlauts', 'html-as-empty': 'html',
  'uint64-as-double': 'unsigned', 'empty-as-object': 'noBody', 'drop-zeros': 'series', 'sort-series': 'series', 'cap-100': 'series', 'off-by-one': 'series',
  'fail-on-deprecation': 'deprecated', 'fail-on-sunset': 'deprecated',
  'single-error': 'refusal', 'no-status': 'refusal', 'decode-masks-status': 'htmlRefusal', 
  'ignore-status': 'refusal', 'unknown-status': 'teapot', 'long-message': 'longRefusal', 'partial-ok': 'truncated',
  'hang-on-rst': 'reset', 'leak-in-error': 'refusal', 'log-secret': 'users',
  'retry-410': 'gone', 'ignore-retry-after': 'wait', 'ignore-retry-after-date': 'waitForDate', 'round-date-down': 'waitForMoment', 'retry-after-in-ms': 'wait', 'unbounded-wait': 'waitForDays',
  'sleep-past-deadline': 'shortOfTime', 'shared-wait': 'limitedAndBusy', 'one-429-for-all': 'limitedOnce',
  'case-sensitive-fields': 'lowerCaseFields', 'timeout-per-attempt': 'silentAgain', 'gzip-lower-case': 'loudGzip', 'downgrade-on-redirect': 'downgraded',
  'short-page-ends': 'shortPage', 'total-ends': 'shortPage', '404-ends': 'lostPage', 'fail-without-pagination': 'pages',
  'retry-without-delay': 'busyOnce', 'unbounded-retries': 'noRetries', 'retry-4xx': 'refusal', 'retry-post': 'busyPost', 'mutated-retry': 'busyOnce',
  'resend-after-timeout': 'silence', 'first-answer': 'busyOnce',
  'page-forever': 'pages', 'drop-last-page': 'pages', 'first-page-only': 'pages', 'lost-filter': 'pages', 'unencoded-cursor': 'pages',
  'hide-page-error': 'lostPage', 'leak-on-redirect': 'elsewhere', 'redirect-loop': 'circle', 'verify-none': 'stranger',
  'no-hostname-check': 'wrongHost', 'ignore-expiry': 'expired', 'no-timeout': 'silence', 'timeout-per-read': 'dribble',
  'timeout-as-connection': 'silence', 'timeout-leaks-conn': 'late', 'gzip-garbage': 'gzip',
  'gzip-one-name': 'oldGzip', 'stale-socket-fail': 'stale', 'leak-after-error': 'refusedOnce',
  'cross-talk': 'together', 'drop-new-params': 'query', 'single-precision': 'large', 'zero-as-default': 'zero',
  'true-text-as-false': 'yes', 'swapped-fields': 'neighbours', 'drop-astral': 'clef', 'raw-escapes': 'clef',
  'text-unless-json': 'charset', 'text-fallback': 'html', 'compact-json': 'blanks', 'only-200': 'created', 'first-chunk': 'chunks', 'empty-as-error': 'empty',
  'first-item': 'twoUsers', 'aliased-items': 'twoUsers', 'first-row-as-total': 'totals', 'fail-after-error': 'refusedOnce', 'strict-retry-after': 'waitForDate',
  'reset-as-delay': 'reset30', 'ignore-ca-file': 'trusted',
  'unix-milliseconds': 'money', 'null-text': 'money', 'text-number': 'money', cents: 'money', 'nested-message': 'refusal', 'twelve-pages': 'manyPages',
};

function seconds(count) { return new Date(Date.parse('2026-05-20T12:00:00Z') + count * 1000).toUTCString(); }

function dribble(request, response) {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), 50);
  request.socket.on('close', () => clearInterval(timer));
}

// The date is between one and two seconds away; the answer's own Date is cut to a second.
function tooEarly(_, response) {
  const moment = new Date((Math.ceil(Date.now() / 1000) + 1) * 1000);
  response.writeHead(429, { 'Retry-After': moment.toUTCString() }).end('{}');
}

const sleep = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

/** What a client does in a situation, without what differs from run to run. */
async function happens(situation, mutant) {
  const { answers, elsewhere, calls, together, linger = 0, tls } = SITUATIONS[situation];
  const other = elsewhere && await startScripted(elsewhere);
  const away = other && { status: 302, headers: { Location: `${other.origin}/v2/qstash/users` }, json: {} };
  const server = await startScripted(away ? [away] : answers, tls && certificates()[tls]);
  const client = startAdapter(mutant ? [CLIENT, `--mutant=${mutant}`] : [CLIENT]);
  const make = ([operation, args, options]) => client.call(
    callOf(server.origin, operation, args, { ...options, ...(tls && { ca_file: certificates().authority }) }), LIMIT);
  const outcomes = [];
  if (together) outcomes.push(...await Promise.all(calls.map(make)));
  else for (const call of calls) outcomes.push(await make(call));
  await sleep(linger);
  client.kill();
  server.stop();
  other?.stop();
  const requests = [...server.requests, ...other?.requests ?? []];
  return JSON.stringify({
    outcomes, log: client.stderr(),
    requests: requests.map(({ method, url, headers, body }) => ({ method, url, headers, body })).sort((a, b) => (a.url < b.url ? -1 : 1)),
    waits: requests.slice(1).map((request, i) => request.at - requests[i].at).map((gap) => [200, 900, 1_600].map((wait) => gap >= wait)),
    connections: new Set(server.requests.map(({ connection }) => connection)).size,
  }).replaceAll(String(server.port), 'PORT').replaceAll(String(other?.port), 'PORT');
}

const good = new Map();
const happensInGood = (situation) => {
  if (!good.has(situation)) good.set(situation, happens(situation));
  return good.get(situation);
};

test('every mutant has a row', () => {
  const listed = execFileSync(CLIENT, ['--list-mutants'], { encoding: 'utf8' }).trim().split('\n').map((line) => line.split('\t'));
  assert.deepEqual(listed.map(([name]) => name).sort(), Object.keys(ROWS).sort());
  listed.forEach(([name, line]) => assert.ok(line.length > 10, name));
  assert.ok(listed.length >= 60);
});

test('a mutant that does not exist is refused', () => {
  assert.throws(() => execFileSync(CLIENT, ['--mutant=none-such'], { stdio: 'pipe' }), { status: 2, message: /none-such/ });
});

test('without a mutant nothing but the weather differs', async () => {
  for (const situation of ['query', 'series', 'pages', 'busyOnce']) {
    assert.equal(await happens(situation), await happensInGood(situation), situation);
  }
});

for (const [mutant, situation] of Object.entries(ROWS)) {
  test(`${mutant} shows`, async () => assert.notEqual(await happens(situation, mutant), await happensInGood(situation)));
}
