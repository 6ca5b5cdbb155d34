// mockmeter check: the server side of the requirements, against the mock in every state, against
// another mock, and against what is no server at all.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { check, evaluate, folder, inVerdict, lastLine, passesInFull, tail } from './checking.mjs';
import { BINARY, run, startMock } from './mock.mjs';
import { startPrismMock } from './prism.mjs';

const PROVIDERS = ['upstash', 'neon', 'zkscore', 'openai'];

const idsIn = (cases) => new Set(cases.flatMap((each) => each.requirements.map(({ id }) => id)));

let mock;
before(async () => { mock = await startMock(); });
after(async () => { await mock.stop(); });

test('passes the mock in full, over all providers', async () => {
  const report = await passesInFull(mock.url);
  assert.equal(report.side, 'server');
  assert.equal(report.summaries.length, 1);
  for (const provider of PROVIDERS) {
    assert.match(report.summaries[0], new RegExp(`${provider} CONFORMANT \\(`));
  }
  const evaluated = idsIn(inVerdict(report, 'pass'));
  assert.ok(evaluated.size >= 80, `${evaluated.size} requirements`);
});

test('sends GET and HEAD alone, and what changes something with --allow-writes', async () => {
  const fresh = await startMock();
  try {
    await passesInFull(fresh.url);
    const methods = async () => {
      const answer = await fetch(`${fresh.ready.admin}/requests`);
      return new Set((await answer.json()).requests.map(({ request }) => request.method));
    };
    assert.deepEqual([...await methods()].filter((method) => !['GET', 'HEAD'].includes(method)), []);
    const report = await passesInFull(fresh.url, '--allow-writes');
    assert.ok(report.cases.some(({ id, verdict }) =>
      id === 'zkscore/create_api_key/auth/key-lifecycle' && verdict === 'pass'));
    assert.ok((await methods()).has('DELETE'), 'the key was revoked');
  } finally {
    await fresh.stop();
  }
});

test('buys nothing where it may be a live account', async () => {
  // With its control plane elsewhere the mock looks like any server.
  const server = await startMock('--admin-port', '0');
  const env = { UPSTASH_EMAIL: 'dev@example.com', UPSTASH_API_KEY: 'upstash-test-key' };
  const plans = 'upstash/set_qstash_plan/**';
  try {
    const live = await evaluate([server.url, '--allow-writes', '--run', plans], env);
    assert.ok(live.report.cases.length >= 4);
    for (const { verdict, reason } of live.report.cases) {
      assert.deepEqual([verdict, /live account would pay/.test(reason)], ['unsupported', true]);
    }
    const { report } = await evaluate([mock.url, '--allow-writes', '--run', plans], env);
    assert.ok(report.cases.every(({ verdict }) => verdict === 'pass'));
  } finally {
    await server.stop();
    await mock.reset();
  }
});

for (const provider of PROVIDERS) {
  test(`passes a mock of ${provider} alone`, async () => {
    const alone = await startMock('--provider', provider);
    try {
      await passesInFull(alone.url, '--provider', provider);
      const report = await passesInFull(alone.url);
      for (const other of PROVIDERS.filter((name) => name !== provider)) {
        assert.match(report.summaries[0], new RegExp(`${other} not served`));
      }
    } finally {
      await alone.stop();
    }
  });
}

test('asks a server behind the date for the removal', async () => {
  const later = await startMock('--clock', '2026-07-01T12:00:00Z');
  try {
    const report = await passesInFull(later.url);
    const removed = report.cases.find(({ id }) => id === 'neon/account_consumption/errors/removed-endpoint');
    assert.equal(removed.verdict, 'pass');
    const alive = report.cases.find(({ id }) => id === 'neon/account_consumption/headers/content-type');
    assert.equal(alive.verdict, 'unsupported');
    assert.match(alive.reason, /until 2026-06-01T00:00:00Z/);
  } finally {
    await later.stop();
  }
});

test('passes the mock over TLS when it may trust it, and says what to do when not', async () => {
  const tls = await startMock('--tls');
  try {
    const untrusted = await check([tls.url]);
    assert.equal(untrusted.code, 2);
    assert.match(untrusted.stderr, /certificate cannot be verified; give its authority with --ca-file/);
    const insecure = await check([tls.url, '--insecure', '--run', 'upstash/list_qstash_users/schema/documented-members']);
    assert.equal(insecure.code, 0, tail(insecure));
    assert.match(insecure.stderr, /WARNING: --insecure/);

    const { stdout: pem } = await run('curl', ['-sk', `${tls.ready.admin}/certs/ca.pem`]);
    const path = join(folder, 'ca.pem');
    writeFileSync(path, pem);
    await passesInFull(tls.url, '--ca-file', path);
  } finally {
    await tls.stop();
  }
});

// What each fault breaks, by the requirement that has to be named; `advisory`: only what is inferred
// forbids it; null: the documents allow it.
const FAULTS = [
  ['malformed-json', 'upstash', 'fail', 'UPS-USERS-012'],
  ['malformed-json', 'neon', 'fail', 'NEON-ERR-008'],
  ['malformed-json', 'openai', 'fail', 'OAI-USAGE-020'],
  ['html', 'zkscore', 'fail', 'ZKS-USAGE-039'],
  ['content-type=text/plain', 'upstash', 'fail', 'UPS-STATS-046'],
  ['content-type=text/plain', 'neon', 'fail', 'NEON-ACCT-058'],
  ['content-type=text/plain', 'openai', 'fail', 'OAI-USAGE-020'],
  ['bad-gzip', 'upstash', 'fail', 'UPS-STATS-045'],
  ['null-series', 'upstash', 'fail', 'UPS-STATS-075'],
  ['null-series', 'neon', 'fail', 'NEON-ACCT-028'],
  ['null-series', 'zkscore', 'fail', 'ZKS-USAGE-040'],
  ['null-series', 'openai', 'fail', 'OAI-USAGE-020'],
  ['null-point', 'upstash', 'fail', 'UPS-STATS-108'],
  ['null-point', 'neon', 'fail', 'NEON-DEC-001'],
  ['null-point', 'zkscore', 'fail', 'ZKS-USAGE-040'],
  ['unknown-fields', 'upstash', null],
  ['unknown-fields', 'neon', null],
  ['unknown-fields', 'zkscore', null],
  ['unknown-fields', 'openai', null],
  ['unknown-enum', 'upstash', 'fail', 'UPS-USERS-105'],
  ['huge-integers', 'zkscore', 'fail', 'ZKS-USAGE-035'],
  ['missing-bucket', 'upstash', 'fail', 'UPS-STATS-043'],
  ['missing-bucket', 'upstash', 'fail', 'UPS-STATS-004'],
  ['missing-bucket', 'neon', 'advisory', 'NEON-ACCT-028'],
  ['missing-bucket', 'zkscore', 'advisory', 'ZKS-USAGE-040'],
  ['missing-bucket', 'openai', 'fail', 'OAI-USAGE-016'],
  ['duplicate-bucket', 'upstash', 'fail', 'UPS-STATS-043'],
  ['duplicate-bucket', 'neon', 'fail', 'NEON-ACCT-028'],
  ['duplicate-bucket', 'zkscore', 'fail', 'ZKS-USAGE-020'],
  ['duplicate-bucket', 'openai', 'fail', 'OAI-USAGE-016'],
  ['unsorted', 'upstash', 'fail', 'UPS-STATS-077'],
  ['unsorted', 'neon', 'advisory', 'NEON-ACCT-028'],
  ['unsorted', 'zkscore', 'fail', 'ZKS-USAGE-031'],
  ['unsorted', 'openai', 'fail', 'OAI-USAGE-019'],
  ['late-data=2h', 'upstash', 'advisory', 'UPS-STATS-076'],
  ['late-data=2h', 'neon', 'fail', 'NEON-ACCT-040'],
  ['late-data=2h', 'zkscore', 'advisory', 'ZKS-USAGE-040'],
  ['counter-reset', 'upstash', 'fail', 'UPS-STATS-099'],
  ['counter-reset', 'neon', 'fail', 'NEON-ACCT-040'],
  ['counter-reset', 'zkscore', 'advisory', 'ZKS-USAGE-040'],
  ['counter-reset', 'openai', 'advisory', 'OAI-USAGE-052'],
  ['stuck-cursor', 'neon', 'fail', 'NEON-PAG-003'],
  ['stuck-cursor', 'zkscore', 'fail', 'ZKS-PAG-002'],
  ['stuck-cursor', 'openai', 'fail', 'OAI-USAGE-019'],
];

const PREFIX = { upstash: 'UPS-', neon: 'NEON-', zkscore: 'ZKS-', openai: 'OAI-' };

for (const [fault, provider, verdict, requirement] of FAULTS) {
  test(`${fault} at ${provider}: ${verdict ? `${verdict}, ${requirement}` : 'legal'}`, async () => {
    const broken = await startMock('--fault', fault, '--provider', provider);
    try {
      if (!verdict) {
        await passesInFull(broken.url);
        return;
      }
      const result = await evaluate([broken.url]);
      const { report } = result;
      assert.ok(idsIn(inVerdict(report, verdict)).has(requirement), tail(result));
      const missed = idsIn([...inVerdict(report, 'fail'), ...inVerdict(report, 'advisory')]);
      const { breaks } = await broken.faults();
      for (const id of breaks.filter((each) => each.startsWith(PREFIX[provider]))) {
        assert.ok(missed.has(id), `${id}, as GET /__admin/faults tells: ${tail(result)}`);
      }
      const fails = inVerdict(report, 'fail').length;
      assert.equal(result.code, fails ? 1 : 0);
      assert.equal(lastLine(result.stdout), report.result_line);
    } finally {
      await broken.stop();
    }
  });
}

test('says what a mock made from our own OpenAPI document does not keep', async () => {
  const { stdout: document } = await run('curl', ['-s', `${mock.ready.admin}/openapi.json`]);
  const path = join(folder, 'openapi.json');
  writeFileSync(path, document);
  const prism = await startPrismMock(path);
  try {
    const credentials = { UPSTASH_EMAIL: 'a@example.com', UPSTASH_API_KEY: 'any', NEON_API_KEY: 'any',
      NEON_FREE_API_KEY: 'any', NEON_ORG_ID: 'org-any-00000000', ZKSCORE_API_KEY: 'any',
      ZKSCORE_FORBIDDEN_API_KEY: 'any', ZKSCORE_REVOKED_API_KEY: 'any', ZKSCORE_IDLE_API_KEY: 'any',
      ZKSCORE_FREE_API_KEY: 'any' };
    const report = join(folder, 'prism.json');
    const result = await check([prism.url, '--report', `json=${report}`], credentials);
    assert.equal(result.code, 1, tail(result));
    const failed = idsIn(inVerdict(JSON.parse(readFileSync(report, 'utf8')), 'fail'));
    // Numbers of points, days that are the month's, strangers who are let in, ids that nobody has,
    // keys without a permission.
    for (const id of ['UPS-STATS-043', 'UPS-STATS-052', 'UPS-ERR-004', 'UPS-ERR-006', 'ZKS-KEY-003']) {
      assert.ok(failed.has(id), `${id} ${tail(result)}`);
    }
  } finally {
    await prism.stop();
  }
});

test('a failure shows the sentence, the difference, the wire and a curl line without a secret', async () => {
  const broken = await startMock('--fault', 'missing-bucket', '--provider', 'upstash');
  try {
    const { code, stdout } = await check([broken.url, '--run', '**/period-points']);
    assert.equal(code, 1);
    assert.match(stdout, /FAIL {2}upstash\/get_qstash_stats\/series\/period-points\[period=1h\]/);
    assert.match(stdout, /requirement +UPS-STATS-043 \(MUST, documented\): "Each period returns 60/);
    assert.match(stdout, /expected +stats\/daily_used.length: 60 items\n +actual +59\n +difference +1 too few/);
    assert.match(stdout, /wire +GET \/v2\/qstash\/stats\/[0-9a-f-]+\?period=1h -> 200/);
    assert.match(stdout, /curl -i -u "\$UPSTASH_EMAIL:\$UPSTASH_API_KEY" --path-as-is "\$URL\/v2\/qstash/);
    assert.doesNotMatch(stdout, /upstash-test-key|To reproduce/);
  } finally {
    await broken.stop();
  }
});

test('no report has a secret in it, sent or received', async () => {
  const broken = await startMock('--fault', 'html,skip=2', '--fault', 'unknown-enum');
  try {
    const path = join(folder, 'secrets.ndjson');
    const { stdout, stderr } = await check([broken.url, '--report', `ndjson=${path}`]);
    const text = stdout + stderr + readFileSync(path, 'utf8');
    for (const secret of ['upstash-test-key', 'napi_scale', 'zk_test_professional', 'eyJVc2VySUQi']) {
      assert.ok(!text.includes(secret), secret);
    }
  } finally {
    await broken.stop();
  }
});

test('a credential that is refused, or missing, leaves the run incomplete and says which variable', async () => {
  const refused = await check([mock.url, '--provider', 'neon'], { NEON_API_KEY: 'napi_nobody' });
  assert.equal(refused.code, 3, tail(refused));
  assert.match(refused.stdout, /the server refuses the credential in NEON_API_KEY with 401/);
  assert.doesNotMatch(refused.stdout, /napi_nobody/);

  const other = createHttpServer((request, response) => { response.writeHead(404).end('{}'); });
  await new Promise((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  try {
    const missing = await check([`http://127.0.0.1:${other.address().port}`, '--provider', 'upstash']);
    assert.equal(missing.code, 3, tail(missing));
    assert.match(missing.stdout, /set UPSTASH_EMAIL and UPSTASH_API_KEY/);
  } finally {
    other.close();
  }
});

test('what is no server: each its word, and exit 2', async () => {
  const silent = createServer(() => {});
  await new Promise((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
  const { port } = silent.address();
  const closed = createServer(() => {});
  await new Promise((resolve) => { closed.listen(0, '127.0.0.1', resolve); });
  const refusing = closed.address().port;
  await new Promise((resolve) => { closed.close(resolve); });
  const rude = createServer((socket) => { socket.end('rude\r\n\r\n'); });
  await new Promise((resolve) => { rude.listen(0, '127.0.0.1', resolve); });
  const slow = await startMock('--fault', 'delay=30s');
  try {
    for (const [args, words] of [
      [[`http://127.0.0.1:${port}`, '--timeout', '0.3'], /no whole response within 300 ms; .*--timeout/],
      [[slow.url, '--timeout', '0.3'], /no whole response within 300 ms; .*--timeout/],
      [[`http://127.0.0.1:${refusing}`], /no connection; is it running there\?/],
      [[`http://127.0.0.1:${rude.address().port}`], /is no HTTP.*does it speak HTTP\?/],
      [[`https://127.0.0.1:${rude.address().port}`], /no TLS connection/],
      [['nonsense'], /"nonsense" is no URL of a server: it begins with neither/],
      [['http://'], /it names no host/],
      [['http://127.0.0.1:x'], /its port is no number/],
      [['http://me:secret@127.0.0.1'], /credentials come from the environment/],
      [[], /which server\?/],
      [[mock.url, '--run', 'nothing/**'], /--run "nothing\/\*\*" fits no case/],
      [[mock.url, '--provider', 'acme'], /--provider "acme" has no case/],
    ]) {
      const { code, stdout, stderr } = await check(args, { MOCKMETER_URL: '' });
      assert.equal(code, 2, `${args}: ${stdout}${stderr}`);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /me:secret/);
    }
  } finally {
    silent.close();
    rude.close();
    await slow.stop();
  }
});

test('a server that falls silent midway is not waited for again and again', async () => {
  const silent = await startMock('--fault', 'hang,skip=4', '--provider', 'upstash');
  try {
    const { code, report, stdout } = await evaluate([silent.url, '--timeout', '0.3']);
    assert.equal(code, 1, stdout);
    assert.match(stdout, /NOT RUN {2}\d+ cases: the server was silent 2 times in a row/);
    assert.ok(inVerdict(report, 'fail').length <= 2);
  } finally {
    await silent.stop();
  }
});

test('what is skipped or known is said', async () => {
  const skipped = await check([mock.url, '--provider', 'upstash', '--skip', '**/documented-members']);
  assert.equal(skipped.code, 3);
  const known = join(folder, 'known.txt');
  writeFileSync(known, 'upstash/get_qstash_stats/schema/documented-members until=2999-01-01 issue=https://example.com/1\n');
  const stale = await check([mock.url, '--provider', 'upstash', '--known-failing', known]);
  assert.equal(stale.code, 1);
  assert.match(stale.stdout, /UNEXPECTED PASS {2}upstash\/get_qstash_stats\/schema\/documented-members/);
});

test('a URL with the base path is as good, and the list asks nobody', async () => {
  await passesInFull(`${mock.url}/v2/`, '--provider', 'upstash');
  const { code, stdout } = await check(['--list', '--provider', 'zkscore']);
  assert.equal(code, 0);
  assert.match(stdout, /^zkscore\/get_usage\/params\/sorts-series\[how=latency asc\]$/m);
});

test('waits as long as a 429 says', async () => {
  let refusals = 0;
  const strict = createHttpServer((request, response) => {
    if (request.url !== '/v2/qstash/users') return response.writeHead(404).end('{}');
    if (++refusals === 1) return response.writeHead(429, { 'Retry-After': '1' }).end('{}');
    return response.writeHead(200, { 'Content-Type': 'application/json' }).end('[{"id": "one"}]');
  });
  await new Promise((resolve) => { strict.listen(0, '127.0.0.1', resolve); });
  try {
    const { code, stderr } = await check([`http://127.0.0.1:${strict.address().port}`, '--run',
      'upstash/list_qstash_users/schema/unique-ids'], { UPSTASH_EMAIL: 'a@example.com', UPSTASH_API_KEY: 'k' });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /too many requests: waiting 1 s, as the server asks/);
    assert.equal(refusals, 2);
  } finally {
    strict.close();
  }
});
