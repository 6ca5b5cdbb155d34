// An adapter that cannot work says why: on one screen of `mockmeter conform`, which ends with 2.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BINARY, run } from './mock.mjs';

const LINES_OF_A_SCREEN = 24;
const folder = mkdtempSync(join(tmpdir(), 'adapter-errors-'));
after(() => rmSync(folder, { recursive: true }));

const HELLO = `{"type":"hello","client":{"name":"acme","version":"1.0","language":"JavaScript"}}`;
/** An adapter that does this with each message. */
const looping = (deed) => `require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const message = JSON.parse(line);
  const say = (reply) => console.log(JSON.stringify(reply));
  ${deed}
});`;

/** What the adapter is, and what has to be read. */
const ADAPTERS = {
  'an error in reply to hello': [looping(`
    if (message.type === 'hello') say({ error: { message: 'set ACME_HOME' } });
    else say({ id: message.id, error: { message: 'no configuration' } });`), /set ACME_HOME/, /no configuration/],
  'an error in reply to hello, and an end': ['console.log(\'{"type":"error","error":{"message":"set ACME_HOME"}}\'); process.exit(3);',
    /exit code 3/, /set ACME_HOME/],
  'an error in reply to the first call': [looping(`
    if (message.type === 'hello') console.log(${JSON.stringify(HELLO)});
    else say({ id: message.id, error: { message: 'TypeError: undefined is not a function (client.js:12)' } });`),
  /never asked the mock/, /TypeError: undefined is not a function \(client\.js:12\)/],
  'a stack trace at start': ['throw new Error("ACME_HOME is not set");', /exit code 1/, /stderr .*ACME_HOME is not set/],
  'a stack trace at the first call': [looping(`
    if (message.type === 'hello') console.log(${JSON.stringify(HELLO)});
    else throw new Error('daily_requests is missing');`), /exit code 1/, /stderr .*daily_requests is missing/],
  'a line for people': ['console.log("Usage: client --config FILE");', /Usage: client --config FILE/],
};

async function cannotBeTested(client, ...patterns) {
  const { code, stdout, stderr } = await run(BINARY, ['conform', '--client', client, '--provider', 'upstash']);
  assert.equal(code, 2, stdout + stderr);
  assert.equal(stdout, '');
  for (const pattern of patterns) assert.match(stderr, pattern);
  assert.ok(stderr.split('\n').length <= LINES_OF_A_SCREEN, stderr);
}

for (const [what, [source, ...patterns]] of Object.entries(ADAPTERS)) {
  test(what, async () => {
    const path = join(folder, `${what.replaceAll(/\W/g, '-')}.cjs`);
    writeFileSync(path, source);
    await cannotBeTested(`'${process.execPath}' '${path}'`, ...patterns);
  });
}

test('an interpreter that is missing', async () => {
  const path = join(folder, 'client');
  writeFileSync(path, '#!/usr/bin/env acme-interpreter\n');
  chmodSync(path, 0o755);
  await cannotBeTested(`'${path}'`, /acme-interpreter/, /installed/);
  writeFileSync(path, '#!/nowhere/acme-interpreter\n');
  await cannotBeTested(`'${path}'`, /No such file or directory/, /interpreter/);
  await cannotBeTested('acme-client', /cannot run "acme-client"/);
});

test('a file that is missing', async () => {
  await cannotBeTested(`'${process.execPath}' /nowhere/client.js`, /stderr .*\/nowhere\/client\.js/);
});
