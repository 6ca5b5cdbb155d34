// `mockmeter conform`: the real binary tests a tiny client, good and bad.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertIsJunit } from './junit.mjs';
import { BINARY, run } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'conform-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name, text) => {
  const path = join(folder, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

const ADAPTER = fileURLToPath(new URL('minimal_adapter.mjs', import.meta.url));
const client = (habit = 'good') => `'${process.execPath}' '${ADAPTER}' ${habit}`;
/** Cases that any client of the one operation passes, and that take no time. */
const SOME = ['--run', 'upstash/list_qstash_users/decoding/maps-every-number',
  '--run', 'upstash/list_qstash_users/request/sends-documented-request'];

const mockmeter = (...args) => run(BINARY, args);
const conform = (habit, ...args) => mockmeter('conform', '--client', client(habit), ...args);
const lastLine = (text) => text.trimEnd().split('\n').at(-1);

test('a good client passes', async () => {
  const { code, stdout, stderr } = await conform('good', ...SOME);
  assert.equal(code, 0, stdout + stderr);
  assert.equal(lastLine(stdout), '2 passed, 0 failed');
  assert.match(stdout, /^tiny 1\.0: upstash core in part \(2 of 2\)/m);
  assert.equal(stderr, '', 'no progress where there is no terminal');
});

test('a client that takes one call at a time runs in several processes, unless told otherwise', async () => {
  const stream = file('processes.ndjson');
  const processes = () => JSON.parse(readFileSync(stream, 'utf8').trimEnd().split('\n').at(-1)).processes;
  const many = await conform('one-at-a-time', ...SOME, '--jobs', '2', '--report', `ndjson=${stream}`);
  assert.equal(many.code, 0, many.stdout + many.stderr);
  assert.match(many.stdout, /^2 processes of the client ran side by side \(--jobs\)$/m);
  assert.equal(processes(), 2);
  const one = await conform('one-at-a-time', ...SOME, '--jobs', '1', '--report', `ndjson=${stream}`);
  assert.equal(one.code, 0, one.stdout + one.stderr);
  assert.doesNotMatch(one.stdout, /side by side/);
  assert.equal(processes(), 1);
});

test('a bad client fails, and is told everything', async () => {
  const { code, stdout } = await conform('cuts-to-32-bits', ...SOME);
  assert.equal(code, 1, stdout);
  assert.equal(lastLine(stdout), '1 passed, 1 failed');
  const labels = [...stdout.matchAll(/^ {2}(requirement|expected|actual|call|wire|curl|likely cause|known failing) /gm)]
    .map(([, label]) => label);
  assert.deepEqual([...new Set(labels)],
    ['requirement', 'expected', 'actual', 'call', 'wire', 'curl', 'likely cause', 'known failing']);
  assert.match(stdout, /curl -i -u "\$UPSTASH_EMAIL:\$UPSTASH_API_KEY"/);
  assert.match(stdout, /NOT CONFORMANT \(1 of 2 failed\)/);
});

test('every report is written, and none holds a secret', async () => {
  const reports = ['json', 'junit', 'ndjson', 'text'].map((format) => [format, file(format)]);
  const { code, stdout } = await conform('leaks', ...SOME,
    ...reports.flatMap(([format, path]) => ['--report', `${format}=${path}`]));
  assert.equal(code, 0, stdout);
  for (const [format, path] of reports) {
    const text = readFileSync(path, 'utf8');
    assert.doesNotMatch(text, /upstash-test-key/, format);
    assert.match(text, /sends-documented-request/, format);
  }
  const document = JSON.parse(readFileSync(file('json'), 'utf8'));
  assert.equal(document.exit, 0);
  assert.equal(document.cases.length, 2);
  const events = readFileSync(file('ndjson'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(events.map(({ type }) => type), ['header', 'case', 'case', 'footer']);
});

test('JUnit reports are what their readers expect, whatever the verdicts', async () => {
  for (const [habit, options, exit, words] of [
    ['good', SOME, 0, /tests="2" failures="0" errors="0"/],
    ['cuts-to-32-bits', SOME, 1, /<failure message="fail: outcome\[0\]/],
    ['good', ['--run', '**/sends-documented-request'], 0, /<skipped message="unsupported: /],
    ['good', [...SOME, '--skip', '**/sends-documented-request'], 3, /<skipped message="not run: --skip"/],
    ['leaks', SOME, 0, /tests="2" failures="0" errors="0"/],
  ]) {
    const path = file('report.xml');
    const { code, stdout } = await conform(habit, ...options, '--report', `junit=${path}`);
    assert.equal(code, exit, stdout);
    const text = readFileSync(path, 'utf8');
    await assertIsJunit(text);
    assert.match(text, words);
  }
});

test('what breaks in here is our own fault, not the client\'s', async () => {
  const path = file('broken.xml');
  const few = (files) => run('sh', ['-c', `ulimit -n ${files}; exec "$0" "$@"`, BINARY, 'conform',
    '--client', client(), '--jobs', '16', '--run', 'upstash/list_qstash_users/**', '--profile', 'core',
    '--report', `junit=${path}`]);
  // Enough files for a client, and for one server, but not for all of them.
  let ended = { stdout: '' };
  for (let files = 14; files < 60 && !/^HARNESS ERROR/m.test(ended.stdout); ++files) ended = await few(files);
  assert.equal(ended.code, 70, ended.stdout + ended.stderr);
  assert.match(ended.stdout, /^HARNESS ERROR {2}upstash[^]*Too many open files/m);
  const text = readFileSync(path, 'utf8');
  await assertIsJunit(text);
  assert.match(text, /<error message="harness error: /);
});

test('the same seed serves the same values', async () => {
  const served = async (seed) => {
    const path = file('seeded');
    await conform('cuts-to-32-bits', ...SOME, '--seed', seed, '--report', `json=${path}`);
    return JSON.parse(readFileSync(path, 'utf8')).cases
      .flatMap(({ assertions }) => assertions.map(({ expected }) => expected)).join();
  };
  assert.equal(await served('5'), await served('5'));
  assert.notEqual(await served('5'), await served('6'));
});

test('what is known to fail fails no run, until it passes or its date has come', async () => {
  const known = (habit, line) =>
    conform(habit, ...SOME, '--known-failing', file('known.txt', `# ours\n${line} issue=https://example.com/1\n`));
  const glob = 'upstash/**/maps-every-number';
  const good = await known('cuts-to-32-bits', `${glob} until=2999-01-01`);
  assert.equal(good.code, 0, good.stdout);
  assert.match(good.stdout, /CONFORMANT|in part/);
  const marked = await conform('cuts-to-32-bits', ...SOME, '--known-failing',
    file('marked.txt', `\uFEFF${glob} until=2999-01-01 issue=https://example.com/1\r\n`));
  assert.equal(marked.code, 0, marked.stdout);
  for (const [habit, line, words] of [
    ['good', `${glob} until=2999-01-01`, /UNEXPECTED PASS/],
    ['cuts-to-32-bits', `${glob} until=2001-01-01`, /known\.txt:2 is past its date/],
    ['good', 'upstash/nothing until=2999-01-01', /known\.txt:2: .* fits no case/],
  ]) {
    const { code, stdout } = await known(habit, line);
    assert.equal(code, 1, stdout);
    assert.match(stdout, words);
  }
  const broken = await known('good', `${glob} until=soon`);
  assert.equal(broken.code, 2);
  assert.match(broken.stderr, /known\.txt:2: expected <case glob>/);
});

test('a skip is no pass: the run is incomplete', async () => {
  const { code, stdout } = await conform('good', ...SOME, '--skip', '**/sends-documented-request');
  assert.equal(code, 3, stdout);
  assert.match(stdout, /NOT RUN {2}1 case/);
  assert.equal(lastLine(stdout), '1 passed, 0 failed');
});

test('what the client does not declare is unsupported, and leaves the run complete', async () => {
  const { code, stdout } = await conform('good', '--provider', 'neon', '--profile', 'core');
  assert.equal(code, 0, stdout);
  assert.match(stdout, /neon not declared/);
  assert.equal(lastLine(stdout), '0 passed, 0 failed');
});

test('an adapter that is not fit to be tested gets one page', async () => {
  for (const [habit, words] of [
    ['canned', /did not report what was served|never asked the mock/],
    ['yes-man', /does not exist/],
    ['immortal', /does not end when its input does/],
    ['nonsense', /had no reply[^]*no messages; the first: "Welcome!"/],
    ['silent', /had no reply[^]*flush/],
    ['deaf', /had no reply[^]*flush/],
    ['crashing', /ended before it replied[^]*\n {2}stderr +Error: no such client\n/],
    ['idle', /supports no operation[^]*mockmeter list operations/],
    ['inventive', /did not report what was served[^]*expected \d+, got 7/],
  ]) {
    // These are waited for in vain; the others need what time they need on a busy machine.
    const hurry = ['immortal', 'nonsense', 'silent', 'deaf'].includes(habit) ? ['--timeout-scale', '0.2'] : [];
    const { code, stdout, stderr } = await conform(habit, ...SOME, ...hurry);
    assert.equal(code, 2, habit + stdout + stderr);
    assert.match(stderr, words, habit);
    assert.ok(stderr.split('\n').length < 40, 'one page');
    assert.equal(stdout, '');
  }
});

test('an answer before it is asked for is odd, and no more', async () => {
  const { code, stdout } = await conform('early', ...SOME);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^warning: /m);
});

test('wrong options are refused in one line before anything runs', async () => {
  const report = file('not-written');
  for (const [args, words] of [
    [['--client', 'no-such-program-anywhere'], /no-such-program-anywhere/],
    [['--client', 'a | b'], /no shell runs it/],
    [['--client', "'a"], /quote is not closed/],
    [[], /--client/],
    [['--client', ''], /which client\?/],
    [['--client', '  '], /no word: give a program/],
    [['--client', folder], /cannot run .*executable/],
    [['--client', 'cat'], /"cat" cannot be used: its hello is wrong/],
    [['--client', client(), '--run', 'nothing/**'], /--run "nothing\/\*\*" fits no case/],
    [['--client', client(), '--skip', 'nothing'], /--skip "nothing" fits no case/],
    [['--client', client(), '--provider', 'acme'], /use one of/],
    [['--client', client(), '--profile', 'gold'], /--profile/],
    [['--client', client(), '--report', 'pdf=x'], /with a format of .*json, junit, markdown, /],
    [['--client', client(), '--report', 'json'], /FORMAT=PATH/],
    [['--client', client(), '--known-failing', '/nowhere'], /\/nowhere.*readable/],
    [['--client', client(), '--known-failing', folder], /cannot read --known-failing .*is it a file/],
    [['--client', client(), '--jobs', '0'], /--jobs: Value 0 not in range 1 to 256/],
    [['--client', client(), '--timeout-scale', '0'], /--timeout-scale: Value 0/],
  ]) {
    const { code, stdout, stderr } = await mockmeter('conform', '--report', `json=${report}`, ...args);
    assert.equal(code, 2, args.join(' ') + stdout + stderr);
    assert.match(stderr, words);
    assert.ok(stderr.trimEnd().split('\n').length <= 2, stderr);
    assert.ok(!existsSync(report));
  }
});

test('one report that cannot be written does not stop the others', async () => {
  for (const [place, words] of [['/dev/full', /\/dev\/full/], ['/nowhere/at/all', /\/nowhere\/at\/all/],
    [folder, /Is a directory.*choose a file/]]) {
    const path = file(`other-${place.length}`);
    const { code, stderr } = await conform('good', ...SOME, '--report', `json=${place}`,
      '--report', `junit=${path}`);
    assert.equal(code, 2);
    assert.match(stderr, words);
    assert.match(readFileSync(path, 'utf8'), /<testsuites/);
  }
});

/** Runs many cases, and asks it to end after so many milliseconds. */
async function interrupted(after) {
  const child = spawn(BINARY, ['conform', '--client', client(), '--provider', 'upstash', '--jobs', '1',
    '--report', `tap=${file('interrupted.tap')}`]);
  let stdout = '';
  child.stdout.on('data', (data) => { stdout += data; });
  setTimeout(() => child.kill('SIGINT'), after);
  const [code, signal] = await once(child, 'close');
  if (signal !== 'SIGINT') assert.equal(code, 130, stdout); // else it was still being loaded
  return stdout;
}

test('Ctrl-C ends it with what was tested', async () => {
  // On a slow machine the program may still be loaded, or the client be tried with its first call: there is nothing
  // to tell, then.
  let stdout = '';
  for (let after = 1500; after < 60_000 && stdout === ''; after *= 2) stdout = await interrupted(after);
  assert.match(stdout, /Interrupted/);
  assert.match(lastLine(stdout), /^\d+ passed, \d+ failed$/);
  const tap = readFileSync(file('interrupted.tap'), 'utf8');
  assert.match(tap, /^Bail out! The run was interrupted\.\n$/m);
  const { code, stdout: told } = await run('prove', ['-e', 'cat', file('interrupted.tap')]);
  assert.notEqual(code, 0);
  assert.match(told, /Bailout called/);
});

test('nothing is left behind in TMPDIR, however it ends', async () => {
  for (const interruptions of [0, 1, 2]) {
    const place = mkdtempSync(join(folder, 'tmp-'));
    const child = spawn(BINARY, ['conform', '--client', client(), '--jobs', '1',
      ...(interruptions ? ['--provider', 'upstash'] : SOME)], { env: { ...process.env, TMPDIR: place } });
    child.stdout.resume();
    let asked = 0;
    const ask = () => { if (asked < interruptions) { asked += 1; child.kill('SIGINT'); } };
    child.stderr.on('data', () => setTimeout(ask, 500)); // it said that it is finishing
    const looking = setInterval(() => { // until the run has begun
      if (asked === 0 && readdirSync(place).length > 0) ask();
    }, 50);
    await once(child, 'close');
    clearInterval(looking);
    assert.deepEqual(readdirSync(place), [], `${interruptions} times Ctrl-C`);
  }
});

test('a TMPDIR that cannot be used is named', async () => {
  for (const TMPDIR of ['/nowhere', '/proc']) {
    const { code, stderr } = await run(BINARY, ['conform', '--client', client(), ...SOME], { env: { TMPDIR } });
    assert.equal(code, 2);
    assert.match(stderr, /TMPDIR/);
  }
});

test('requirements and cases are listed and explained', async () => {
  const { stdout: requirements } = await mockmeter('list', 'requirements');
  const [id] = requirements.split(/\s/);
  assert.match(id, /^[A-Z]+-[A-Z0-9]+-\d{3}$/);
  const { stdout: cases } = await mockmeter('list', 'cases');
  const ids = cases.trimEnd().split('\n').map((line) => line.split(' ')[0]);
  assert.ok(ids.includes('upstash/get_qstash_stats/series/keeps-every-point[period=30d]'));
  const listed = await mockmeter('conform', '--list', '--provider', 'upstash', '--profile', 'core');
  assert.equal(listed.code, 0);
  for (const each of listed.stdout.trimEnd().split('\n')) assert.ok(ids.includes(each), each);

  const requirement = await mockmeter('explain', id);
  assert.equal(requirement.code, 0);
  assert.match(requirement.stdout, /source/);
  const covered = (await mockmeter('explain', 'UPS-STATS-004')).stdout;
  assert.match(covered, /^ {2}case +upstash\/get_qstash_stats\/series\/keeps-every-point \(7 rows\): /m);
  assert.match(covered, /^ {2}run +mockmeter conform /m);
  assert.match(covered, /^ {2}probe +upstash\/get_qstash_stats\//m);
  const check = covered.match(/^ {2}check +mockmeter check URL --run '(.*)'$/m);
  assert.ok((await mockmeter('check', '--list', '--run', check[1])).stdout.startsWith(check[1]));
  const onlyTheMock = (await mockmeter('explain', 'UPS-USERS-057')).stdout;
  assert.match(onlyTheMock, /^ {2}mock +is held to it by UpstashUsers\./m);
  assert.match(onlyTheMock, /^ {2}try +curl .*\/v2\/qstash\/users"$/m);
  const excluded = (await mockmeter('explain', 'UPS-STATS-005')).stdout;
  assert.match(excluded, /^ {2}not tested +heading$/m);
  assert.match(requirements, /^UPS-STATS-005 +- /m);
  const one = await mockmeter('explain', 'upstash/get_qstash_stats/series/keeps-every-point');
  assert.match(one.stdout, /^ {2}requirement +UPS-STATS/m);
  assert.match(one.stdout, /curl/);
  assert.match(one.stdout, /first of \d+ rows/);
});

test('a rule that holds for several operations is a case of each', async () => {
  const rule = 'errors/reports-unlisted-status';
  const listed = await mockmeter('conform', '--list', '--run', `**/${rule}[status=418]`);
  assert.equal(listed.stdout, `neon/account_consumption/${rule}[status=418]\n`
    + `openai/usage_completions/${rule}[status=418]\n`
    + `upstash/get_qstash_stats/${rule}[status=418]\n`);
  assert.ok((await mockmeter('conform', '--list', '--run', '**/retry/**')).stdout.split('\n').length > 20);
  const { code, stdout } = await mockmeter('explain', `upstash/get_qstash_stats/${rule}`);
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}operations +upstash\.get_qstash_stats$/m);
  assert.match(stdout, /--run 'upstash\/get_qstash_stats\/errors\/reports-unlisted-status\[status=418\]'/);
  assert.doesNotMatch(stdout, /\$\{op\./);
});
