// GET /__admin/invariants over HTTP: the laws hold, a waiting fault breaks its own and is named.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMock } from './mock.mjs';

let mock;
before(async () => { mock = await startMock('--rate-limits', 'on'); });
after(() => mock.stop());

async function invariants() {
  const answer = await fetch(`${mock.ready.admin}/invariants`);
  assert.equal(answer.status, 200);
  return answer.json();
}

test('every law holds, was checked, and left no trace', async () => {
  const report = await invariants();
  assert.equal(report.holds, true, JSON.stringify(report));
  assert.equal(report.expected, true);
  for (const { id, checked } of report.laws) assert.ok(checked > 0, id);
  const journal = await (await fetch(`${mock.ready.admin}/requests`)).json();
  assert.deepEqual(journal.meta.counts, {});
});

test('a waiting fault breaks its law, is named, and waits on', async () => {
  const { breaks: [law] } = await mock.addFaults('missing-bucket,times=1,key=napi_scale');
  const report = await invariants();
  assert.equal(report.holds, false);
  assert.equal(report.expected, true);
  const broken = report.laws.find(({ id }) => id === law);
  assert.equal(broken.holds, false);
  assert.deepEqual(broken.brokenBy, ['missing-bucket,key=napi_scale']);
  assert.match(broken.violation.requests[0], /^GET \/api\/.* as napi_scale$/);
  const { faults: [fault], firedTotal } = await mock.faults();
  assert.equal(fault.left, 1);
  assert.equal(firedTotal, 0);
  await mock.reset();
  assert.equal((await invariants()).holds, true);
});
