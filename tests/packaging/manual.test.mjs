// Manual pages and completions say what the help says, for every command and option.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { BINARY, run } from '../end_to_end/mock.mjs';
import { commandsOf, optionsOf } from './help.mjs';

const share = join(dirname(BINARY), 'share');
const text = (path) => readFileSync(join(share, path), 'utf8');
const COMPLETION = join(share, 'bash-completion/completions/mockmeter');
const help = async (...args) => (await run(BINARY, [...args, '--help'])).stdout;
const commands = commandsOf(await help());

/** What bash offers for the last of these words. */
async function complete(...words) {
  const script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mockmeter; printf "%s\\n" "${COMPREPLY[@]}"';
  const { stdout, stderr } = await run('bash', ['-c', script, COMPLETION, ...words]);
  assert.equal(stderr, '');
  return stdout.split('\n').filter(Boolean);
}

for (const command of commands) {
  test(`${command}: its page and the completions have every option`, async () => {
    const options = optionsOf(await help(command));
    assert.ok(options.includes('help'));
    const page = text(`man/man1/mockmeter-${command}.1`);
    const fish = text('fish/vendor_completions.d/mockmeter.fish').split('\n')
      .filter((line) => line.includes(`_from ${command}'`));
    const [, zsh] = text('zsh/vendor-completions/_mockmeter').match(new RegExp(`^    ${command}\\)\\n([^]*?);;`, 'm'));
    for (const option of options) {
      assert.ok(page.includes(`\\fB\\-\\-${option.replaceAll('-', '\\-')}\\fR`), `page: ${option}`);
      assert.ok(fish.some((line) => line.includes(` -l ${option} `)), `fish: ${option}`);
      assert.match(zsh, new RegExp(`'\\*?--${option}=?\\[`), `zsh: ${option}`);
    }
    assert.deepEqual((await complete('mockmeter', command, '--')).sort(), options.map((name) => `--${name}`).sort());
  });
}

test('the page of the program names every command, and no page has a line that groff would take for a request', () => {
  const page = text('man/man1/mockmeter.1');
  for (const command of commands) assert.ok(page.includes(`\\fB${command}\\fR`), command);
  for (const command of commands) {
    const requests = text(`man/man1/mockmeter-${command}.1`).match(/^[.'].*/gm);
    for (const line of requests) assert.match(line, /^\.(TH|SH|SS|TP|nf|fi|nh|ad)\b/);
  }
});

// In a terminal of 80 columns, man uses 78.
for (const columns of [60, 78]) {
  test(`groff sets every page in ${columns} columns without a warning`, async () => {
    for (const name of readdirSync(join(share, 'man/man1'))) {
      const page = join(share, 'man/man1', name);
      const { code, stderr } = await run('groff', ['-ww', '-mandoc', '-Tutf8', '-Kutf8', `-rLL=${columns}n`, '-z', page]);
      assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, name);
    }
  });
}

test('the page of serve names defaults, choices and environment variables', () => {
  const page = text('man/man1/mockmeter-serve.1');
  assert.match(page, /Default: 8080\. Environment: MOCKMETER_PORT\./);
  assert.match(page, /One of off, on\. Default: off\./);
  assert.match(text('man/man1/mockmeter-bench.1'), /Default: 1, 16, 64\. /);
  assert.doesNotMatch(page, /Default: \[|Default: \./);
  assert.doesNotMatch(page, /repeatable.*May be repeated/, 'said once');
});

test('bash completes commands, values and arguments, and leaves the rest to file names', async () => {
  assert.deepEqual(await complete('mockmeter', 'ser'), ['serve']);
  assert.deepEqual(await complete('mockmeter', 'serve', '--rate-limits', 'o'), ['off', 'on']);
  assert.deepEqual(await complete('mockmeter', 'list', 'wo'), ['worlds']);
  assert.deepEqual(await complete('mockmeter', 'serve', '--world', ''), []);
  assert.deepEqual(await complete('mockmeter', 'run', '--', 'ls', '--'), []);
});
