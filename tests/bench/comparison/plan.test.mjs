// Which cells a run has, and in which order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOfRound, groupSeconds, groupsOfRun } from '../../../bench/comparison/plan.mjs';

const FAST = [
  { name: 'a', speed: 'fast', traffic: ['same', 'different', 'close'] },
  { name: 'b', speed: 'fast', traffic: ['same', 'close'] },
];
const SLOW = [
  { name: 'c', speed: 'slow', traffic: ['same'] }, { name: 'd', speed: 'slow', traffic: ['same'] },
];
const EVERY = { rounds: 6, seconds: 3 };

test('servers alternate within a cell and lead in turn', () => {
  const names = (round) => cellsOfRound(FAST, { bodies: ['users'], connections: [64], round })
    .filter(({ traffic }) => traffic === 'same').map(({ server }) => server);
  assert.deepEqual([names(1), names(2), names(3)], [['b', 'a'], ['a', 'b'], ['b', 'a']]);
});

test('a connection per request is measured at 16 only, different requests where asked for', () => {
  const cells = cellsOfRound(FAST, {});
  const counts = (traffic) => cells.filter((cell) => cell.traffic === traffic).length;
  assert.equal(counts('same'), 2 * 2 * 4, 'servers x bodies x connections');
  assert.equal(counts('different'), 1 * 2 * 4);
  assert.equal(counts('close'), 2 * 2);
  assert.ok(cells.filter(({ traffic }) => traffic === 'close').every((c) => c.connections === 16));
});

test('fast servers share a group, each slow one is alone, in five rounds at most', () => {
  const groups = groupsOfRun([...FAST, ...SLOW], EVERY);
  const names = ({ servers }) => servers.map(({ name }) => name).join('');
  assert.deepEqual(groups.slice(0, 4).map(names), ['ab', 'c', 'd', 'ab']);
  assert.equal(groups.filter((group) => names(group) === 'ab').length, 6);
  assert.equal(groups.filter((group) => names(group) === 'c').length, 5);
});

test('no group is empty of servers, and the slices are as long as asked for', () => {
  const groups = groupsOfRun(SLOW, { rounds: 1, seconds: 1 });
  assert.deepEqual(groups.map(({ seconds }) => seconds), [1, 1]);
});

test('a whole run with eight servers stays under 45 minutes; what is done costs nothing', () => {
  const eight = [...FAST, FAST[0], ...SLOW, ...SLOW, SLOW[0]];
  const groups = groupsOfRun(eight, EVERY);
  const minutes = groups.reduce((sum, each) => sum + groupSeconds(each, each.cells), 0) / 60;
  assert.ok(minutes > 15 && minutes < 45, `${minutes}`);
  assert.equal(groupSeconds(groups[0], []), 0);
});
