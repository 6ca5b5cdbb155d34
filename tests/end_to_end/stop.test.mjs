// SIGTERM under full load: every answer that has begun is whole, and the program ends soon, with 0.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { BINARY, run, startMock } from './mock.mjs';

for (const connections of ['64', '256']) {
  test(`SIGTERM cuts no answer of ${connections} busy connections`, async () => {
    const mock = await startMock();
    const load = run(BINARY, ['bench', '--url', mock.url, '--connections', connections,
      '--duration', '900ms', '--operation', 'upstash.get_qstash_stats', '--format', 'json']);
    await pause(400);
    mock.child.kill('SIGTERM');
    const [code] = await once(mock.child, 'exit');
    assert.equal(code, 0);

    const [{ requests, errors_by_kind: errors }] = JSON.parse((await load).stdout).cells;
    assert.ok(requests > 100, `it was busy: ${requests} answers`);
    assert.ok(errors.connect > 0, 'it ended while it was being asked');
    const { cut = 0, malformed = 0, status = 0, timeout = 0 } = errors;
    assert.deepEqual({ cut, malformed, status, timeout }, { cut: 0, malformed: 0, status: 0, timeout: 0 });
  });
}
