// JUnit reports, checked against junit.xsd by xmllint.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { run } from './mock.mjs';

const SCHEMA = fileURLToPath(new URL('junit.xsd', import.meta.url));

/** Fails unless the text is what readers of JUnit XML expect. */
export async function assertIsJunit(text) {
  const { code, stderr } = await run('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, '-'],
    { input: text });
  assert.equal(code, 0, stderr);
}
