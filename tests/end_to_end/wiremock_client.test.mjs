// The journal, asked by wiremock-rest-client from npm, unmodified: what it expects of WireMock's
// admin API has to be here.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, beforeEach, test } from 'node:test';
import { basic, startMock } from './mock.mjs';

const require = createRequire(new URL('./clients/', import.meta.url));
const { WireMockRestClient } = require('wiremock-rest-client');

let mock;
let wiremock;
before(async () => {
  mock = await startMock();
  wiremock = new WireMockRestClient(mock.url, { logLevel: 'silent', continueOnFailure: true });
});
beforeEach(async () => {
  await wiremock.requests.deleteAllRequests();
  await mock.get('/v2/qstash/users', basic('dev@example.com:upstash-test-key'));
  await mock.get('/v2/qstash/users?colour=red', { 'X-Tag': 'a' });
  await mock.get('/v2/qstash/user/s');
});
after(() => mock.stop());

const USERS = { method: 'GET', urlPath: '/v2/qstash/users' };

test('lists the journal, the newest first, and fetches one request', async () => {
  const { requests, meta } = await wiremock.requests.getAllRequests();
  assert.equal(meta.total, 3);
  assert.equal(requests.length, 3);
  assert.equal(requests[1].request.url, '/v2/qstash/users?colour=red');
  assert.equal(requests[1].request.absoluteUrl, `${mock.url}/v2/qstash/users?colour=red`);
  assert.equal(requests[1].request.loggedDate, Date.parse('2026-05-20T12:00:00Z'));
  assert.equal(requests[1].wasMatched, true);
  assert.deepEqual(await wiremock.requests.getRequest(requests[1].id), requests[1]);
  await wiremock.requests.deleteRequest(requests[1].id);
  assert.equal((await wiremock.requests.getAllRequests()).meta.total, 2);
});

test('counts and finds by request pattern', async () => {
  assert.equal((await wiremock.requests.getCount(USERS)).count, 2);
  const red = { ...USERS, queryParameters: { colour: { equalTo: 'red' } } };
  assert.equal((await wiremock.requests.getCount(red)).count, 1);
  const tagged = { urlPathPattern: '/v2/.*', headers: { 'x-tag': { matches: '[a-z]' } } };
  const { requests } = await wiremock.requests.findRequests(tagged);
  assert.deepEqual(requests.map(({ url }) => url), ['/v2/qstash/users?colour=red']);
});

test('removes by request pattern, and empties the journal', async () => {
  const { serveEvents } = await wiremock.requests.removeRequests(USERS);
  assert.equal(serveEvents.length, 2);
  assert.equal((await wiremock.requests.getCount(USERS)).count, 0);
  await wiremock.requests.deleteAllRequests();
  assert.equal((await wiremock.requests.getAllRequests()).requests.length, 0);
  await mock.get('/v2/qstash/ipv4');
  await wiremock.global.resetAll();
  assert.equal((await wiremock.requests.getAllRequests()).requests.length, 0);
});

test('shows unmatched requests and their near misses', async () => {
  await mock.get('/v2/qstash/userz');
  const { requests } = await wiremock.requests.getUnmatchedRequests();
  assert.deepEqual(requests.map(({ url }) => url), ['/v2/qstash/userz']);
  const { nearMisses } = await wiremock.requests.getUnmatchedNearMisses();
  assert.equal(nearMisses.length, 3);
  assert.equal(nearMisses[0].request.url, '/v2/qstash/userz');
  assert.equal(nearMisses[0].stubMapping.request.urlPathTemplate, '/v2/qstash/users');
  assert.ok(nearMisses[0].matchResult.distance < nearMisses[1].matchResult.distance + 1e-9);
});

test('refuses a pattern that it cannot understand, with the place', async () => {
  const refusal = await wiremock.requests.getCount({ bodyPatterns: [{ contains: 'x' }] });
  assert.equal(refusal.status, 422);
  assert.equal(refusal.errors[0].pointer, '/bodyPatterns');
});
