// GET /__admin/fidelity: what the mock rests on, by the clock and the variants of the moment.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMock } from './mock.mjs';

let mock;
before(async () => { mock = await startMock(); });
after(() => mock.stop());

const fidelity = async (server = mock) => (await server.get('/__admin/fidelity')).json();
const row = (rows, id) => rows.find((one) => one.id === id);

test('every operation of the table has evidence and a source', async () => {
  const { operations } = await (await mock.get('/__admin/operations')).json();
  const found = await fidelity();
  for (const { id, evidence, source } of operations) {
    const { evidence: ours, source: from } = row(found.operations, id);
    assert.deepEqual([ours, from], [evidence, source]);
  }
  for (const one of [...found.operations, ...found.errors]) {
    assert.match(one.evidence, /^(documented|observed|inferred|invented)$/, one.id);
    assert.ok(one.source.length >= 10, one.id);
  }
});

test('an operation goes with the clock, a variant with the choice', async () => {
  const account = 'neon.account_consumption';
  assert.equal(row((await fidelity()).operations, account).status, 'deprecated');
  await mock.setClock('2026-06-01T00:00:00Z');
  await mock.setVariants({ 'zkscore.no_data': 'zeros' });
  const later = await fidelity();
  assert.equal(row(later.operations, account).status, 'gone');
  assert.equal(row(later.variants, 'zkscore.no_data').chosen, 'zeros');
  await mock.reset();
});

test('only the chosen providers', async () => {
  const server = await startMock('--provider', 'zkscore');
  try {
    const { operations, errors, variants } = await fidelity(server);
    const ids = [...operations, ...errors, ...variants].map(({ id }) => id);
    assert.ok(ids.length > 0 && ids.every((id) => id.startsWith('zkscore.')));
  } finally {
    await server.stop();
  }
});
