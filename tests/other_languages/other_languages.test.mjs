// The adapters of conformance/adapters that need a compiler or an interpreter which few machines have: clients as
// people write them in Go, PHP, Ruby and Java. Run by `./dev languages` and `./dev check`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpus, tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from '../end_to_end/mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'languages-'));
after(() => rmSync(folder, { recursive: true }));
const conformance = (name) => fileURLToPath(new URL(`../../conformance/${name}`, import.meta.url));
const CLASSES = ['core', 'databind', 'annotations'].map((part) => `/usr/share/java/jackson-${part}.jar`).join(':');

/** How each is started, and what is to be built first. */
const LANGUAGES = {
  go: {
    build: () => execFileSync('go', ['build', '-o', join(folder, 'go'), '.'], { cwd: conformance('adapters/go'), env: { ...process.env, GOCACHE: join(folder, 'cache') } }),
    command: `'${join(folder, 'go')}'`,
  },
  php: { command: `php '${conformance('adapters/php/adapter.php')}'` },
  ruby: { command: `ruby '${conformance('adapters/ruby/adapter.rb')}'` },
  java: {
    build: () => execFileSync('javac', ['-cp', CLASSES, '-d', join(folder, 'java'), conformance('adapters/java/Adapter.java')]),
    command: `java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '${join(folder, 'java')}:${CLASSES}' Adapter`,
  },
};

for (const [language, { build = () => {}, command }] of Object.entries(LANGUAGES)) {
  test(`a client in ${language} passes at MUST and SHOULD, but for what is known`, async () => {
    build();
    const { code, stdout, stderr } = await run(BINARY, ['conform', '--client', command, '--level', 'should',
      '--jobs', String(2 * cpus().length), '--known-failing', conformance(`known-failing/${language}.txt`)]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^[1-9]\d{2,} passed, 0 failed$/m);
  });
}
