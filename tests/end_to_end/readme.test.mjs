// Every command in a ```console block of our pages runs here, against the real binary, and prints
// what the page says it prints. "..." in a page stands for anything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run, startMock } from './mock.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PAGE_URL = 'http://127.0.0.1:8080';
// Commands that build, or that are this very test: their work is checked by being here at all.
const SELF = /^(\.\/dev (test|bench|check|serve|build)\b|git clone )/;

let mock;
before(async () => { mock = await startMock(); });
after(() => mock.stop());

/** The commands of a page: [command, expected output]. A trailing backslash continues a command. */
function commands(page) {
  const found = [];
  for (const [, block] of page.matchAll(/```console\n([\s\S]*?)```/g)) {
    for (const part of block.split(/^\$ /m).slice(1)) {
      const lines = part.split('\n');
      let length = 1;
      while (lines[length - 1].endsWith('\\')) length += 1;
      found.push([lines.slice(0, length).join('\n'), lines.slice(length).join('\n').trim()]);
    }
  }
  return found;
}

const pattern = (text) => new RegExp(
  `^${text.split('...').map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*')}$`);

const shown = (text) => text.replaceAll(mock.url, PAGE_URL).replaceAll('\r', '').trim();

const pages = execFileSync('git', ['ls-files', '*README.md'], { cwd: root, encoding: 'utf8' })
  .split('\n').filter(Boolean);

for (const path of pages) {
  for (const [command, expected] of commands(readFileSync(join(root, path), 'utf8'))) {
    if (SELF.test(command)) continue;
    test(`${path}: ${command}`, async () => {
      const script = command.replaceAll(PAGE_URL, mock.url)
        .replaceAll('build/release/mockmeter', BINARY);
      const { code, stdout, stderr } = await run('sh', ['-c', script], { cwd: root });
      assert.equal(code, 0, stderr);
      if (expected) assert.match(shown(stdout), pattern(expected));
    });
  }
}

test('the main page shows at least one call per provider', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const calls = commands(text).map(([command]) => command).filter((c) => c.startsWith('curl'));
  for (const path of ['/v2/qstash/', '/api/v2/consumption_history/', '/v1/developer/']) {
    assert.ok(calls.some((call) => call.includes(path)), path);
  }
});

test('the page on failures has an example for every kind of fault', async () => {
  const text = readFileSync(join(root, 'server/control/faults/README.md'), 'utf8');
  const { stdout } = await run(BINARY, ['list', 'faults']);
  const kinds = stdout.trim().split('\n').map((line) => /^[a-z-]+/.exec(line)[0]);
  const sections = [...text.matchAll(/^#### `([a-z-]+)/gm)].map(([, kind]) => kind);
  assert.deepEqual(sections, kinds);
});
