// --rate-limits on, as a client meets it: one that waits, and a test that moves the clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { BINARY, bearer, run, startMock } from './mock.mjs';

const KEYS = '/v1/developer/keys';
const ACCOUNT = '/api/v2/consumption_history/account'
  + '?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly';

/** Asks until the response is no longer 200; how often it was, and the answer that was not. */
async function exhaust(mock, path, headers) {
  for (let good = 0; good < 200; good += 1) {
    const answer = await mock.get(path, headers);
    if (answer.status !== 200) return { good, answer };
    await answer.text();
  }
  return { good: 200 };
}

test('off is the default: the headers count, nothing is refused', async () => {
  const mock = await startMock();
  assert.equal((await exhaust(mock, KEYS, bearer('zk_test_free'))).good, 200);
  const left = await mock.get(KEYS, bearer('zk_test_free'));
  assert.equal(left.headers.get('x-ratelimit-remaining'), '0');
  await mock.stop();
});

test('ZKScore refuses the 61st call of a free key; the frozen clock, advanced, lets it go on', async () => {
  const mock = await startMock('--rate-limits', 'on');
  const { good, answer } = await exhaust(mock, KEYS, bearer('zk_test_free'));
  assert.equal(good, 60);
  assert.equal(answer.status, 429);
  assert.equal(answer.headers.get('x-ratelimit-remaining'), '0');
  const { error, message } = await answer.json();
  assert.deepEqual([error, message],
    ['RATE_LIMIT_EXCEEDED', 'Too many requests. Please try again later.']);
  const wait = Number(answer.headers.get('retry-after'));
  assert.ok(wait > 50 && wait <= 60, `${wait} s`);
  const until = Number(answer.headers.get('x-ratelimit-reset')) * 1000 - Date.parse(answer.headers.get('date'));
  assert.equal(until, wait * 1000);
  await mock.advanceClock(`PT${wait}S`);
  assert.equal((await mock.get(KEYS, bearer('zk_test_free'))).status, 200);
  await mock.stop();
});

test('Neon refuses an account that is too fast; a client that really waits gets on', async () => {
  const mock = await startMock('--rate-limits', 'on');
  // With an id of the client's own the answer could be given again from memory; it must not be.
  const headers = { ...bearer('napi_scale'), 'X-Request-ID': 'one' };
  const { good, answer } = await exhaust(mock, ACCOUNT, headers);
  assert.ok(good >= 50 && good <= 60, `${good}: 50, and what came back meanwhile`);
  assert.equal(answer.status, 429);
  assert.deepEqual(await answer.json(), { request_id: 'one', code: '', message: 'Too many requests' });
  await pause(Number(answer.headers.get('retry-after')) * 1000);
  assert.equal((await mock.get(ACCOUNT, headers)).status, 200);
  await mock.stop();
});

test('--rate-limits takes on and off', async () => {
  const { code, stderr } = await run(BINARY, ['serve', '--rate-limits', 'maybe']);
  assert.equal(code, 2);
  assert.match(stderr, /--rate-limits.*maybe/);
});
