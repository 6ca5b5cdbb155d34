// `mockmeter check`, run against a server with the credentials of a test alone.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { BINARY, run } from './mock.mjs';

export const folder = mkdtempSync(join(tmpdir(), 'mockmeter-check-'));
after(() => rmSync(folder, { recursive: true }));

// Credentials of whoever runs the tests are none of theirs.
const NO_CREDENTIALS = Object.fromEntries(['UPSTASH_EMAIL', 'UPSTASH_API_KEY',
  'UPSTASH_READONLY_API_KEY', 'NEON_API_KEY', 'NEON_FREE_API_KEY', 'NEON_ORG_ID', 'ZKSCORE_API_KEY',
  'ZKSCORE_FORBIDDEN_API_KEY', 'ZKSCORE_REVOKED_API_KEY', 'ZKSCORE_IDLE_API_KEY',
  'ZKSCORE_FREE_API_KEY',
  'OPENAI_ADMIN_KEY', 'OPENAI_RESTRICTED_ADMIN_KEY', 'OPENAI_PROJECT_KEY', 'OPENAI_IDLE_ADMIN_KEY',
  'OPENAI_PROJECT_ID'].map((name) => [name, '']));

export const check = (args, env = {}) =>
  run(BINARY, ['check', ...args], { env: { ...NO_CREDENTIALS, ...env } });

let count = 0;
/** Runs it with a JSON report and reads that. */
export async function evaluate(args, env) {
  const path = join(folder, `${++count}.json`);
  const result = await check([...args, '--report', `json=${path}`], env);
  return { ...result, report: JSON.parse(readFileSync(path, 'utf8')) };
}

export const lastLine = (text) => text.trimEnd().split('\n').at(-1);
export const tail = ({ stdout, stderr }) => stdout.slice(-3000) + stderr;
export const inVerdict = (report, verdict) => report.cases.filter((each) => each.verdict === verdict);
/** The probes that neither passed nor were left out. */
export const missedIn = (report) => report.cases.filter(({ verdict }) => !['pass', 'unsupported'].includes(verdict));

/** Exit 0, and nothing missed, not even what is only inferred. Sanitizers on a busy machine may take
 * more than the usual 10 s for a response. */
export async function passesInFull(url, ...args) {
  const result = await evaluate([url, '--timeout', '60', ...args]);
  assert.equal(result.code, 0, tail(result));
  assert.deepEqual(missedIn(result.report).map(({ id, verdict, reason }) => [id, verdict, reason]), [], tail(result));
  assert.ok(inVerdict(result.report, 'pass').length > 0);
  assert.match(lastLine(result.stdout), /^\d+ passed, 0 failed$/);
  return result.report;
}

/** Variants that are not the default: "neon.plan_message=spec". */
export async function otherVariants() {
  const { stdout } = await run(BINARY, ['list', 'variants']);
  const variants = [];
  let name;
  for (const line of stdout.trimEnd().split('\n')) {
    if (!line.startsWith(' ')) {
      [name] = line.split('  ');
    } else if (!line.endsWith('(default)')) {
      variants.push(`${name}=${line.trim().split(/\s+/)[0]}`);
    }
  }
  return variants;
}
