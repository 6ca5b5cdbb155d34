// Two runs that differ are told apart, case by case.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('verdicts.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'verdicts-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a report with these verdicts. */
function report(name, verdicts) {
  const events = [{ type: 'header', seed: 1 },
    ...Object.entries(verdicts).map(([id, verdict]) => ({ type: 'case', id, verdict, took_ms: Math.random() })),
    { type: 'footer' }];
  const path = join(folder, name);
  writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return path;
}

const first = report('first', { 'neon/a/b': 'pass', 'neon/a/c': 'unsupported' });

test('the same verdicts are no difference, in whatever order', () => {
  const same = report('same', { 'neon/a/c': 'unsupported', 'neon/a/b': 'pass' });
  assert.equal(execFileSync(process.execPath, [PROGRAM, first, same], { encoding: 'utf8' }), '');
});

test('another verdict, one that is missing, and one too many are told', () => {
  const other = report('other', { 'neon/a/b': 'fail', 'neon/a/d': 'pass' });
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM, first, other], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    `${other}: neon/a/b: pass, then fail`,
    `${other}: neon/a/c: unsupported, then no verdict`,
    `${other}: neon/a/d: no verdict, then pass`,
  ]);
});
