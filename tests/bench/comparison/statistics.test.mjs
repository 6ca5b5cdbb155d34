import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf, ratios, spread } from '../../../bench/comparison/statistics.mjs';

const cell = (server, round, connections, rate, more = {}) => ({
  kind: 'cell', server, round, connections, body: 'users', traffic: 'same',
  requests_per_second: rate, errors: {}, ...more,
});

test('the spread of a list, whatever its order and length', () => {
  assert.deepEqual(spread([30, 1, 2]), { median: 2, min: 1, max: 30, n: 3 });
  assert.deepEqual(spread([4, 1, 100, 2]), { median: 3, min: 1, max: 100, n: 4 });
  assert.deepEqual(spread([7, null]), { median: 7, min: 7, max: 7, n: 1 });
  assert.equal(spread([]), null);
});

test('ratios pair the cells of one round, connections and traffic, at 64 and 256', () => {
  const entries = [
    cell('nginx', 1, 64, 100), cell('mockmeter', 1, 64, 90),
    cell('nginx', 2, 64, 10), cell('mockmeter', 2, 64, 11),  // a slow moment met both
    cell('nginx', 1, 256, 50), cell('mockmeter', 1, 256, 50),
    cell('nginx', 1, 16, 1), cell('mockmeter', 1, 16, 1000),
    cell('mockmeter', 3, 64, 5),  // interrupted before nginx's turn
    cell('nginx', 1, 64, 1, { traffic: 'different' }),
    cell('nginx', 1, 64, 1, { body: 'stats' }),
  ];
  const wanted = { server: 'mockmeter', body: 'users', traffic: 'same' };
  assert.deepEqual(ratios(entries, wanted), { median: 1, min: 0.9, max: 1.1, n: 3 });
});

test('ratios of a server that was not measured are none', () => {
  assert.equal(ratios([], { server: 'prism', body: 'users', traffic: 'same' }), null);
});

test('errors are summed by kind', () => {
  const cells = [{ errors: { read: 1 } }, { errors: {} }, { errors: { read: 2, timeout: 1 } }];
  assert.deepEqual(errorsOf(cells), { read: 3, timeout: 1 });
});
