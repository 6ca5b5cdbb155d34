// `mockmeter run`: a command beside a mock, as shells, CI systems and terminals meet it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertIsJunit } from './junit.mjs';
import { BINARY, run } from './mock.mjs';

const { XMLParser } = createRequire(new URL('./clients/', import.meta.url))('fast-xml-parser');
const folder = mkdtempSync(join(tmpdir(), 'mockmeter-run-'));
const client = (name) => fileURLToPath(new URL(`./faulty_clients/${name}.mjs`, import.meta.url));
const NODE = process.execPath;

/** Runs `mockmeter run OPTIONS -- COMMAND` to its end. */
const beside = (options, command, how) => run(BINARY, ['run', ...options, '--', ...command], how);
const sh = (script, options = [], how = {}) => beside(options, ['sh', '-c', script], how);

/** Starts it, for tests that meet it while it runs; `said` is the next line of the command. */
function start(command, how = {}) {
  const child = spawn(BINARY, ['run', '--', ...command], { stdio: ['ignore', 'pipe', 'pipe'], ...how });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let stderr = '';
  child.stderr.on('data', (data) => { stderr += data; });
  const said = async () => (await lines.next()).value;
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr }));
  return { child, said, ended };
}

/** The state of a process: 'R', 'S', 'Z', ...; undefined when there is none. */
function stateOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /s, '')[0];
  } catch {
    return undefined;
  }
}
const isAlive = (pid) => ![undefined, 'Z', 'X'].includes(stateOf(pid));

/** Resolves when a process is gone; the end of a test stops the waiting. */
async function gone(pid, signal) {
  while (isAlive(pid)) {
    signal.throwIfAborted();
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

test('a good client: 0, its output, and nothing to complain about', async () => {
  const { code, stdout, stderr } = await beside(['--fail-on', 'all'], [NODE, client('good')]);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, 'good\n');
  assert.match(stderr, /answered 3 requests at http:\/\/127\.0\.0\.1:\d+, clock 2026-05-20T12:00:00Z/);
  assert.match(stderr, /1 {2}upstash\.list_qstash_users +200 x 1/);
  assert.match(stderr, /Nothing to complain about/);
  assert.doesNotMatch(stderr, /\x1b/, 'no colour without a terminal');
});

test('the exit code of the command wins, whatever was found', async () => {
  const { code, stderr } = await sh('curl -s -o /dev/null $MOCKMETER_URL/nope; exit 7', ['--fail-on', 'all']);
  assert.equal(code, 7);
  assert.match(stderr, /unmatched-request \(in --fail-on\)/);
  assert.match(stderr, /The command ended with 7\./);
});

test('a command that a signal ends is 128 and its number', async () => {
  const { code, signal, stderr } = await sh('kill -KILL $$');
  assert.deepEqual({ code, signal }, { code: 137, signal: null });
  assert.match(stderr, /was ended by SIGKILL; the exit code is 137|was ended by SIGKILL\./);
});

test('stdin, stdout and stderr of the command are its own, byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256));
  const child = spawn(BINARY, ['run', '--', 'sh', '-c', 'cat; echo its own >&2'], { stdio: 'pipe' });
  const parts = [];
  let stderr = '';
  child.stdout.on('data', (part) => { parts.push(part); });
  child.stderr.on('data', (part) => { stderr += part; });
  child.stdin.end(bytes);
  const [code] = await once(child, 'close');
  assert.equal(code, 0, stderr);
  assert.ok(Buffer.concat(parts).equals(bytes));
  assert.ok(stderr.startsWith('its own\n'), stderr);
});

test('every argument arrives as it was given', async () => {
  const odd = ['--', '-x', '--clock', '', '{}', '[a,b]', '%%', '++', 'two words', 'serve', '\u00e9'];
  const print = 'console.log(JSON.stringify(process.argv.slice(1)))';
  const { stdout } = await beside(['--fault', 'hang'], [NODE, '-e', print, '--', ...odd]);
  assert.deepEqual(JSON.parse(stdout), odd);
});

test('the command inherits no file of ours', async () => {
  const { stdout } = await beside(['--tls'], ['sh', '-c', 'ls /proc/self/fd']);
  const inherited = await run('sh', ['-c', 'ls /proc/self/fd']);
  assert.equal(stdout, inherited.stdout);
});

test('the command learns where the mock is; what was set already stays', async () => {
  const print = 'console.log(JSON.stringify(process.env))';
  const { stdout, stderr } = await beside(['--admin-port', '0', '--admin-token', 't'], [NODE, '-e', print],
    { env: { NEON_API_KEY: 'mine', MOCKMETER_URL: 'http://other' } });
  const env = JSON.parse(stdout);
  const url = env.MOCKMETER_URL;
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(env.MOCKMETER_ADMIN_URL, /^http:\/\/127\.0\.0\.1:\d+\/__admin$/);
  assert.ok(!env.MOCKMETER_ADMIN_URL.startsWith(`${url}/`), 'a port of its own');
  const expected = {
    MOCKMETER_ADMIN_TOKEN: 't', UPSTASH_API_BASE: `${url}/v2`, UPSTASH_EMAIL: 'dev@example.com',
    UPSTASH_API_KEY: 'upstash-test-key', NEON_API_HOST: `${url}/api/v2`, NEON_API_KEY: 'mine',
    ZKSCORE_API_BASE: `${url}/v1`, ZKSCORE_API_KEY: 'zk_test_professional',
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(env[name], value, name);
  assert.match(stderr, /left as it was: NEON_API_KEY/);
});

test('README, --help and the variables give every client of an API the same base URL', async () => {
  const print = 'console.log(JSON.stringify(process.env))';
  const env = JSON.parse((await beside([], [NODE, '-e', print])).stdout);
  const { stdout: help } = await run(BINARY, ['run', '--help']);
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| (.+) \| `http:\/\/127\.0\.0\.1:8080(\/.+)` \| `(\w+)` \| (.*) \|$/gm)];
  assert.deepEqual(rows.map(([, title]) => title), ['Upstash QStash', 'Neon', 'ZKScore', 'OpenAI']);
  for (const [, title, path, variable, clients] of rows) {
    assert.equal(env[variable], env.MOCKMETER_URL + path);
    assert.match(help, new RegExp(`${variable} +the mock and ${path}, the base URL of ${title}\n`));
    if (clients !== 'none is known') assert.ok(help.includes(`  ${title}: ${clients.replaceAll('`', '')}.\n`), title);
  }
});

test('a client that never asks gets a hint that names the variables', async () => {
  const { code, stderr } = await beside([], ['true'], { env: { NEON_API_HOST: 'https://console.neon.tech/api/v2' } });
  assert.equal(code, 0);
  assert.match(stderr, /never asked the mock.*\n.*MOCKMETER_URL, UPSTASH_API_BASE, NEON_API_HOST, ZKSCORE_API_BASE or OPENAI_BASE_URL/);
  assert.match(stderr, /NEON_API_HOST was set already, and stayed https:\/\/console\.neon\.tech\/api\/v2/);
});

const CA_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'];
const untrusting = Object.fromEntries(CA_VARIABLES.map((name) => [name, undefined]));

test('with --tls, node and curl trust the mock; the file is gone afterwards', async () => {
  const { code, stdout, stderr } = await sh(
    `curl -sS -o /dev/null -w '%{http_code}\\n' $UPSTASH_API_BASE/qstash/ipv4 && ${NODE} ${client('good')} && echo $SSL_CERT_FILE`,
    ['--tls'], { env: untrusting });
  assert.equal(code, 0, stderr);
  const [status, good, file] = stdout.trim().split('\n');
  assert.deepEqual([status, good], ['200', 'good']);
  assert.ok(!existsSync(file), file);
});

// Clients that err, and what each is told.
const WRONG = [
  ['removed_route', ['--clock', '2026-07-01T00:00:00Z'], {}, 'unmatched-request', /GET \/api\/v2\/consumption_history\/account/],
  ['ignores_retry_after', ['--rate-limits', 'on'], { ZKSCORE_API_KEY: 'zk_test_free' }, 'early-retry', /GET \/v1\/developer\/usage/],
  ['secret_in_url', [], {}, 'secret-in-url', /GET \/v1\/developer\/usage\?timeframe=24h&token=/],
];
for (const [name, options, env, finding, request] of WRONG) {
  test(`a client that errs, ${name}: ${finding}`, async () => {
    const junit = join(folder, `${name}.xml`);
    const json = join(folder, `${name}.json`);
    const evaluated = [...options, '--fail-on', finding, '--junit', junit, '--report', `json=${json}`];
    const { code, stderr } = await beside(evaluated, [NODE, client(name)], { env });
    assert.equal(code, 3, stderr);
    assert.match(stderr, new RegExp(`${finding} \\(in --fail-on\\)`));
    assert.match(stderr, request);
    assert.doesNotMatch(stderr, /zk_test_/, 'secrets are not shown');

    const report = JSON.parse(readFileSync(json, 'utf8'));
    assert.equal(report.exit, 3);
    assert.deepEqual(report.child, { exit: 0, signal: null });
    assert.ok(report.findings.some((found) => found.name === finding && found.fails && request.test(found.request)));

    const cases = await checkJunit(readFileSync(junit, 'utf8'));
    const failed = cases.filter((one) => one.failure !== undefined).map((one) => one.name);
    assert.deepEqual(failed, [finding]);

    const tolerant = await beside(options, [NODE, client(name)], { env });
    assert.equal(tolerant.code, 0, 'without --fail-on it is only told');
    assert.match(tolerant.stderr, new RegExp(`^ {2}${finding} `, 'm'));
  });
}

/** Checks a JUnit report against its schema, and that its counts are true. Returns the cases. */
async function checkJunit(text) {
  await assertIsJunit(text);
  const list = (value) => (value === undefined ? [] : [value].flat());
  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(text);
  const suites = list(testsuites.testsuite);
  const all = suites.flatMap((suite) => list(suite.testcase));
  for (const [element, cases] of [[testsuites, all], ...suites.map((s) => [s, list(s.testcase)])]) {
    assert.ok(element.name);
    assert.equal(Number(element.tests), cases.length);
    assert.equal(Number(element.failures), cases.filter((one) => 'failure' in one).length);
    assert.equal(Number(element.errors), cases.filter((one) => 'error' in one).length);
    assert.match(element.time, /^\d+\.\d{3}$/);
  }
  return all;
}

test('a finding outside --fail-on is in the system-out of its case', async () => {
  const junit = join(folder, 'tolerant.xml');
  const { code } = await sh('curl -s -o /dev/null "$MOCKMETER_URL/<&%22>"', ['--junit', junit, '--fail-on', 'body-on-get']);
  assert.equal(code, 0);
  const cases = await checkJunit(readFileSync(junit, 'utf8'));
  assert.match(cases.find((one) => one.name === 'unmatched-request')['system-out'], /GET \/&lt;&amp;|GET \/<&|GET \/%3C/);
});

test('--clock answers whether a client survives that date', async () => {
  const survives = await beside(['--fail-on', 'all', '--clock', '2026-07-01T00:00:00Z'], [NODE, '-e', '']);
  assert.equal(survives.code, 0);
  const before = await beside(['--clock', '2026-05-30T00:00:00Z'], [NODE, client('removed_route')]);
  assert.equal(before.stdout, '200\n');
  const after = await beside(['--clock', '2026-07-01T00:00:00Z'], [NODE, client('removed_route')]);
  assert.equal(after.stdout, '404\n');
});

// What cannot be done is said in one line, before the command starts.
const marker = join(folder, 'started');
const UNUSABLE = [
  [['--fail-on', 'no-such'], /"no-such" is no finding: use all, not-mocked, unmatched-request/],
  [['--fail-on', 'all,'], /"" is no finding/],
  [['--report', 'yaml=x'], /"yaml=x".*FORMAT=PATH.*json, junit/],
  [['--report', 'json='], /FORMAT=PATH/],
  [['--report', 'json=/no/such/folder/x'], /--report \/no\/such\/folder\/x \(No such file/],
  [['--junit', '/'], /--junit \/ /],
  [['--clock', 'yesterday'], /"yesterday".*RFC 3339/],
  [['--variant', 'x'], /NAME=VALUE/],
  [['--world', '/no/such/world.json'], /\/no\/such\/world\.json/],
];
for (const [options, message] of UNUSABLE) {
  test(`run ${options.join(' ')} exits 2 and starts nothing`, async () => {
    const { code, stdout, stderr } = await beside(options, ['touch', marker]);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, message);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
    assert.ok(!existsSync(marker));
  });
}

test('without a command, or without --, the usage is named', async () => {
  for (const args of [['run'], ['run', '--'], ['run', 'true'], ['run', 'true', '--', 'true']]) {
    const { code, stderr } = await run(BINARY, args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /mockmeter run \[OPTIONS\] -- CMD ARG\.\.\./);
  }
});

test('a command that is not there is 127, one that cannot be run 126', async () => {
  const plain = join(folder, 'plain');
  writeFileSync(plain, 'text');
  for (const [command, expected] of [['no-such-command', 127], [join(folder, 'no/such'), 127], [plain, 126], [folder, 126]]) {
    const { code, stdout, stderr } = await beside([], [command]);
    assert.equal(code, expected, command);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^mockmeter: cannot run "${command}": .*\\n$`));
  }
});

test('a report that can no longer be written does not stop the others', async () => {
  const inside = join(folder, 'inside');
  const json = join(folder, 'other.json');
  const options = ['--junit', join(inside, 'j.xml'), '--report', `json=${json}`];
  await run('mkdir', [inside]);
  const { code, stderr } = await beside(options, ['rm', '-r', inside]);
  assert.equal(code, 2);
  assert.match(stderr, /cannot write --junit .*j\.xml/);
  assert.equal(JSON.parse(readFileSync(json, 'utf8')).command, 'rm');
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('other')), ['other.json'], 'no draft stays');
});

test('a device is written, not replaced', async () => {
  const { code, stdout } = await run('sh', ['-c',
    `${BINARY} run --report json=/dev/null --junit /dev/stdout -- true | cat`]); // a socket cannot be opened
  assert.equal(code, 0);
  await checkJunit(stdout);
  assert.ok(statSync('/dev/null').isCharacterDevice());
});

const TRAPS = (exit) => `
  process.on('SIGINT', () => { console.log('SIGINT'); ${exit} });
  for (const s of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(s, () => { console.log(s); });
  setInterval(() => {}, 1000);
  console.log('ready', process.pid);`;

test('signals reach the command, and its own exit code is kept', async () => {
  const { child, said, ended } = start([NODE, '-e', TRAPS('process.exit(42)')]);
  assert.match(await said(), /^ready/);
  for (const name of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGINT']) {
    child.kill(name);
    assert.equal(await said(), name);
  }
  assert.equal((await ended).code, 42);
});

test('a second Ctrl-C kills what ignores the first, and what it has started', async ({ signal }) => {
  const script = `sleep 1000 & echo $!; exec ${NODE} -e "${TRAPS('').replaceAll('"', '\\"')}"`;
  const { child, said, ended } = start(['sh', '-c', script]);
  const sleeper = Number(await said());
  const pid = Number((await said()).split(' ')[1]);
  child.kill('SIGINT');
  assert.equal(await said(), 'SIGINT');
  assert.ok(isAlive(pid));
  const presses = setInterval(() => child.kill('SIGINT'), 20); // an impatient user: one is the second
  const { code } = await ended;
  clearInterval(presses);
  assert.equal(code, 137);
  await gone(pid, signal);
  await gone(sleeper, signal);
});

test('no orphan is left: not one in the background, nor one in a session of its own', async ({ signal }) => {
  const { code, stdout, stderr } = await sh(
    'sleep 1000 >/dev/null 2>&1 & echo $!; setsid sleep 1001 >/dev/null 2>&1 & sleep 0 ; '
    + 'sh -c "trap \\"\\" TERM; echo \\$\\$; sleep 1002 & sleep 1003" & read _ </dev/null; exit 5');
  assert.equal(code, 5);
  const pids = stdout.trim().split('\n').map(Number);
  for (const pid of pids) await gone(pid, signal);
  assert.match(stderr, /ended what the command left running:.* sleep \(\d+\)/);
  const { stdout: left } = await run('sh', ['-c', 'ps -eo args 2>/dev/null || cat /proc/[0-9]*/cmdline | tr "\\0" " "']);
  for (const seconds of [1001, 1002, 1003]) assert.doesNotMatch(left, new RegExp(`sleep ${seconds}`));
});

test('what ends of itself is not hurried: a tee behind the command loses nothing', async () => {
  const file = join(folder, 'tee');
  const { stderr } = await beside([], ['bash', '-c', `seq 20000 > >(cat > ${file})`]);
  assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 20000);
  assert.doesNotMatch(stderr, /left running/);
});

test('when mockmeter is killed, the command is too', async ({ signal }) => {
  const { child, said, ended } = start([NODE, '-e', TRAPS('')]);
  const pid = Number((await said()).split(' ')[1]);
  child.kill('SIGKILL');
  await ended;
  await gone(pid, signal);
});

/** Runs a shell command on a terminal of its own; `keys` are typed when `prompt` has appeared. */
async function onTerminal(command, prompt, keys) {
  // script(1) has $SHELL run it; a shell that stays beside the command would take Ctrl-C as well.
  const child = spawn('script', ['-qefc', `exec ${command}`, '/dev/null'],
    { env: { ...process.env, SHELL: '/bin/sh', TERM: 'xterm' } });
  let text = '';
  let typed = 0;
  child.stdout.on('data', (data) => {
    text += data;
    if (typed < keys.length && text.includes(prompt[typed])) {
      child.stdin.write(keys[typed]);
      typed += 1;
    }
  });
  const [code] = await once(child, 'close');
  return { code, text };
}

test('on a terminal the command may read it, and Ctrl-C comes once', async () => {
  const file = join(folder, 'terminal.mjs');
  writeFileSync(file, `
    let times = 0;
    process.on('SIGINT', () => { times += 1; setTimeout(() => process.exit(40 + times), 300); });
    process.stdin.once('data', (data) => { console.log('read', String(data).trim()); });
    console.log('prompt');`);
  const { code, text } = await onTerminal(`${BINARY} run -- ${NODE} ${file}`, ['prompt', 'read hello'], ['hello\n', '\x03']);
  assert.equal(code, 41, text);
  assert.match(text, /never asked the mock/);
});

test('findings are in colour on a terminal, and not with NO_COLOR', async () => {
  const command = `${BINARY} run -- curl -s -o /dev/null http://127.0.0.1:1/`;
  assert.match((await onTerminal(command, [], [])).text, /\x1b\[1mmockmeter/);
  assert.doesNotMatch((await onTerminal(`env NO_COLOR=1 ${command}`, [], [])).text, /\x1b/);
});

test('npm test works in a project', async () => {
  const project = mkdtempSync(join(tmpdir(), 'mockmeter-npm-'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({
    name: 'fixture', private: true, scripts: { test: `node ${client('good')} && exit 4` },
  }));
  const { code, stdout, stderr } = await beside([], ['npm', 'test'], { cwd: project });
  assert.equal(code, 4, stderr);
  assert.match(stdout, /good/);
  assert.match(stderr, /answered 3 requests/);
});
