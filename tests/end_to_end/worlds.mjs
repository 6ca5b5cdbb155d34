// Recordings in a folder of their own, and worlds that `mockmeter world` makes of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { BINARY, run } from './mock.mjs';

export const folder = mkdtempSync(join(tmpdir(), 'mockmeter-world-'));
after(() => rmSync(folder, { recursive: true }));

let files = 0;
export const newPath = (kind) => join(folder, `${++files}.${kind}`);
export const written = (text, kind = 'har') => {
  const path = newPath(kind);
  writeFileSync(path, typeof text === 'string' || Buffer.isBuffer(text) ? text : JSON.stringify(text));
  return path;
};

export const makeWorld = (recordings, ...more) =>
  run(BINARY, ['world', ...recordings.flatMap((path) => ['--from', path]), ...more]);

/** A world of recordings, which must work; its path and what was said. */
export async function worldOf(...recordings) {
  const path = newPath('json');
  const { code, stdout, stderr } = await makeWorld(recordings, '--output', path);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '');
  return { path, stderr, text: readFileSync(path, 'utf8'), document: JSON.parse(readFileSync(path, 'utf8')) };
}

export const har = (...entries) => written({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } });
