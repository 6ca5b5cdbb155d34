// `mockmeter conform` tests every client that is shipped; reference/ has tests of its own.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'adapters-'));
after(() => rmSync(folder, { recursive: true }));
const conformance = (name) => fileURLToPath(new URL(`../../conformance/${name}`, import.meta.url));
const node = (name) => `'${process.execPath}' '${conformance(`adapters/${name}`)}'`;

/** Of a client that is started anew for every call: a part of what the others are asked. */
const SOME = ['**/maps-every-number', '**/sends-documented-request', '**/distinguishes-errors',
  'neon/**/reports-status-for-any-body', '**/reports-unlisted-status', '**/escapes-id-once',
  'zkscore/**/drops-authorization-cross-origin', '**/handles-closed-connection', '**/rejects-truncation',
  '**/distinguishes-timeout'];

const CLIENTS = {
  'curl.sh': {
    command: `'${conformance('adapters/curl.sh')}'`, name: 'curl', providers: 'neon upstash zkscore', cases: SOME,
  },
  python: {
    command: `python3 '${conformance('adapters/python/adapter.py')}'`, name: 'http.client', providers: 'neon upstash zkscore',
  },
  node: { command: node('node/adapter.mjs'), name: 'fetch', providers: 'neon upstash zkscore' },
  'neon-api-client': {
    command: node('neon-api-client/adapter.mjs'), name: '@neondatabase/api-client', providers: 'neon', known: 7,
  },
  'upstash-cli': {
    command: node('upstash-cli/adapter.mjs'), name: '@upstash/cli', providers: 'upstash', known: 7, cases: SOME,
  },
};

async function conform(command, ...args) {
  const report = join(folder, 'junit.xml');
  const { code, stdout, stderr } = await run(BINARY, ['conform', '--client', command, '--report', `junit=${report}`, ...args]);
  return { code, stdout, said: stdout + stderr, lines: stdout.trimEnd().split('\n'), junit: readFileSync(report, 'utf8') };
}

const known = (client, path = conformance(`known-failing/${client}.txt`)) => ['--known-failing', path];

for (const [client, { command, name, providers, cases = [], known: misses = 0 }] of Object.entries(CLIENTS)) {
  test(`${client} passes${misses ? ', but for what is known' : ''}`, async () => {
    const { code, stdout, said, lines, junit } = await conform(command,
      ...cases.flatMap((glob) => ['--run', glob]), ...(misses ? known(client) : []));
    assert.equal(code, 0, said);
    assert.match(lines.at(-1), /^[1-9]\d* passed, 0 failed$/);
    assert.doesNotMatch(stdout, /^(FAIL|WARNING|ADVISORY|HARNESS ERROR|UNEXPECTED PASS|NOT RUN|warning|problem)\b/m);
    assert.equal(stdout.match(/^KNOWN FAILURE /gm)?.length ?? 0, misses, stdout);

    const headline = lines.find((line) => line.startsWith(`${name} `) && line.includes(' core '));
    const declared = [...headline.matchAll(/(\w+) core (CONFORMANT|in part)/g)].map(([, provider]) => provider);
    assert.equal(declared.join(' '), providers, headline);

    assert.match(junit, /<testsuites [^>]*failures="0"[^>]*errors="0"/);
    const count = (element) => junit.split(`<${element}`).length - 1;
    assert.equal(count('testcase ') - count('skipped'), Number.parseInt(lines.at(-1), 10));
  });
}

/** Clients that do not look at ca_file: what they trust is in their environment. */
const BY_ENVIRONMENT = [
  ['python', 'adapter.py', "cafile=options.get(\"ca_file\")", '', (path) => `python3 '${path}'`],
  ['curl.sh', 'adapter.sh', '(.options.ca_file // empty | "cacert = \\(tojson)"),', '', (path) => `bash '${path}'`],
];

for (const [client, name, aware, unaware, command] of BY_ENVIRONMENT) {
  test(`${client} trusts what its environment names, and no other`, async () => {
    const path = join(folder, name);
    const text = readFileSync(conformance(`adapters/${client}${client === 'python' ? `/${name}` : ''}`), 'utf8');
    assert.ok(text.includes(aware));
    writeFileSync(path, text.replace(aware, unaware));
    const { code, stdout, lines } = await conform(command(path), '--provider', 'neon',
      '--run', '**/tls/*');
    assert.equal(code, 0, stdout);
    assert.equal(lines.at(-1), '5 passed, 0 failed');
  });
}

test('a line for what a client does well is an unexpected pass', async () => {
  const path = join(folder, 'known.txt');
  writeFileSync(path, `${readFileSync(conformance('known-failing/neon-api-client.txt'), 'utf8')}
neon/account_consumption/request/sends-documented-request until=2999-01-01 issue=https://example.com/1\n`);
  const { code, stdout, junit } = await conform(CLIENTS['neon-api-client'].command, ...known('', path),
    '--run', 'neon/account_consumption/request/sends-documented-request', '--run', '**/rejects-invalid-200');
  assert.equal(code, 1, stdout);
  assert.match(stdout, /^UNEXPECTED PASS {2}neon\/account_consumption\/request\/sends-documented-request$/m);
  assert.match(junit, /<testsuites [^>]*failures="1"/);
});
