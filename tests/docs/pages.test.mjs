// Every block of the pages of docs/ is a file of docs/examples/ or commands that a test of this folder runs.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commands, page, root } from './pages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

/** Blocks of other kinds than "sh": [the link in the line before it, text]. */
const shownFiles = (name) => [...page(name).matchAll(/^(.*)\n\n```(?!sh\n)\w+\n([^]*?)^```/gm)]
  .map(([, line, text]) => [/\]\((examples\/[^)]+)\)[^(]*:$/.exec(line)?.[1], text]);

for (const name of pages) {
  test(`${name}: each file is shown as it is`, () => {
    for (const [file, text] of shownFiles(name)) {
      assert.ok(file, `no link to its file stands before ${text}`);
      assert.equal(text, readFileSync(join(root, 'docs', file), 'utf8'), file);
    }
  });

  test(`${name}: no block is left out, and a test runs its commands`, () => {
    const blocks = page(name).match(/^```\w+$/gm) ?? [];
    assert.equal(shownFiles(name).length + commands(name).length, blocks.length);
    if (commands(name).length === 0) return;
    const tested = readdirSync(here).some((file) => file.endsWith('.mjs') && !file.startsWith('pages.') &&
      readFileSync(join(here, file), 'utf8').includes(`commands('${name}')`));
    assert.ok(tested, `no test in tests/docs runs commands('${name}')`);
  });

  test(`${name} fits two screens`, () => {
    assert.ok(page(name).split('\n').length <= 160);
  });
}

test('every example is shown on a page', () => {
  const examples = readdirSync(join(root, 'docs/examples'));
  for (const example of examples) {
    assert.ok(pages.some((name) => page(name).includes(`](examples/${example}/`)), example);
    assert.ok(existsSync(join(root, 'docs/examples', example)));
  }
});
