// mockmeter check --against: how a server differs from an earlier recording. The mock with a fault or another variant
// stands for an API that has changed.
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { check, evaluate, folder, lastLine, otherVariants, tail } from './checking.mjs';
import { BINARY, run, startMock } from './mock.mjs';
import { startRecordingProxy } from './recording_proxy.mjs';

let mock;
let proxy;
const recordings = new Map();
before(async () => {
  mock = await startMock();
  proxy = await startRecordingProxy(() => mock.url);
  for (const provider of ['', 'upstash', 'neon', 'zkscore', 'openai']) {
    const path = join(folder, `recording-${provider || 'all'}.har`);
    const result = await check([proxy.url, ...provider ? ['--provider', provider] : []]);
    assert.equal(result.code, 0, tail(result));
    writeFileSync(path, JSON.stringify(proxy.takeHar()));
    recordings.set(provider, path);
  }
});
after(async () => {
  proxy.stop();
  await mock.stop();
});

/** How a server differs from the recording. */
async function driftOf(url, provider = '', ...args) {
  const scope = provider ? ['--provider', provider] : [];
  const result = await evaluate([url, '--against', recordings.get(provider), ...scope, ...args]);
  return { ...result, drift: result.report.drift };
}

const linesOf = (drift) => drift.differences.map(({ severity, kind, operation, where, recorded: old, now, request }) =>
  `${severity} ${kind} ${operation} ${where}: ${old} -> ${now}${request ? ` (${request})` : ''}`);

for (const [name, options] of [
  ['the same', []],
  ['another seed', ['--seed', '2']],
  ['one more seed', ['--seed', '77']],
  ['three hours later', ['--clock', '2026-05-20T15:00:00Z']],
  ['a day later', ['--clock', '2026-05-21T12:00:00Z']],
  ['another seed, a day later', ['--seed', '5', '--clock', '2026-05-21T09:30:00Z']],
]) {
  test(`no drift: ${name}`, async () => {
    const other = await startMock(...options);
    try {
      const { code, drift, stdout } = await driftOf(other.url);
      assert.deepEqual(linesOf(drift), []);
      assert.equal(code, 0);
      assert.ok(drift.compared.length >= 10, stdout);
      assert.match(stdout, /^DRIFT {2}no difference from .*: \d+ operations compared$/m);
    } finally {
      await other.stop();
    }
  });
}

test('a clock that runs: only sums of two moments are noticed', async () => {
  const other = await startMock('--clock', 'ticking:2026-05-20T12:00:00Z');
  try {
    const { code, drift } = await driftOf(other.url);
    assert.deepEqual(linesOf(drift).filter((line) => !line.startsWith('notice invariant ')), []);
    assert.equal(code, 0);
  } finally {
    await other.stop();
  }
});

// What each fault is called: differences that have to be there, and the exit code.
const FAULTS = [
  ['malformed-json', /^breaking body neon.project_consumption 200 body: JSON -> text that is no JSON$/],
  ['html', /^breaking content-type zkscore.get_usage 200 Content-Type: application\/json -> text\/html$/],
  ['content-type=text/plain', /^breaking content-type openai.costs 200 Content-Type: application\/json -> text\/plain$/],
  ['bad-gzip', /^breaking body neon.account_consumption response: whole -> no whole response \(/],
  ['null-series', /^breaking type neon.account_consumption 200 \/periods\/\*\/consumption: array -> null$/],
  ['null-point', /^breaking type neon.account_consumption 200 \/periods\/\*\/consumption\/\*\/active_time_seconds: integer -> integer or null$/],
  ['unknown-fields', /^change new-member neon.account_consumption 200 \/periods\/\*\/mockmeter_unknown_field: absent -> object$/, 0],
  ['unknown-enum', /^change new-value neon.account_consumption 200 \/periods\/\*\/period_plan: .*scale.* -> mockmeter_unknown_name$/],
  ['huge-integers', /^change integer-range neon.account_consumption 200 \/periods\/\*\/consumption\/\*\/active_time_seconds: /],
  ['missing-bucket', /^breaking series upstash.get_qstash_stats 200 series: without gaps -> \d+ of \d+ series have a gap$/],
  ['duplicate-bucket', /^breaking series zkscore.get_usage 200 series: each bucket once -> /],
  ['unsorted', /^breaking series openai.costs 200 series: sorted by time -> /],
  // Shapes do not show these; the probes do.
  ['late-data=2h', /^breaking invariant neon.account_consumption neon\/account_consumption\/series\/gauge-monotonic: {2}-> fail: /],
  ['counter-reset', /^breaking invariant neon.account_consumption neon\/account_consumption\/series\/gauge-monotonic: {2}-> fail: /],
  ['stuck-cursor', /^breaking paging neon.project_consumption_v2 200 the next page: another page -> the page that was asked for$/],
];
for (const [fault, expected, code = 1] of FAULTS) {
  test(`the API begins to respond with ${fault}`, async () => {
    await mock.addFaults(fault);
    try {
      const result = await driftOf(mock.url);
      assert.ok(linesOf(result.drift).some((line) => expected.test(line)),
        `${linesOf(result.drift).slice(0, 40).join('\n')}`);
      assert.equal(result.code, code);
    } finally {
      await mock.clearFaults();
    }
  });
}

test('every fault of payload and meaning is tried', async () => {
  const { stdout } = await run(BINARY, ['list', 'faults']);
  const kinds = stdout.split('\n').filter((line) => /^\S/.test(line)).map((line) => line.split(/[ =]/)[0]);
  const transport = ['status', 'delay', 'dribble', 'truncate', 'reset', 'empty', 'hang', 'garbage'];
  assert.deepEqual(kinds.filter((kind) => !transport.includes(kind)).sort(),
    FAULTS.map(([fault]) => fault.split('=')[0]).sort());
});

// Why a variant cannot be seen.
const VALUE = 'only values differ, or the digits of one';
const TIMES = 'what depends on the times in a request, or on the times of buckets';
const UNASKED = 'no probe asks for it';
const ROWS = 'lists have other items';
const UNSEEN = {
  'upstash.period_timestamps=millis': VALUE,
  'upstash.legacy_routes=off': UNASKED,
  'upstash.fixed_plan_billing=nothing': VALUE,
  'upstash.newest_point=to_the_second': VALUE,
  'neon.range_order=400': UNASKED,
  'neon.range_order=empty': UNASKED,
  'neon.zero_buckets=omitted': ROWS,
  'neon.unknown_metric=ignored': UNASKED,
  'neon.retry_after=absent': UNASKED,
  'neon.bytes_month=byte_hours': VALUE,
  'neon.metric_order=documented': ROWS,
  'neon.zero_metrics=omitted': ROWS,
  'neon.window_edge=bucket': TIMES,
  'neon.future_range=406': TIMES,
  'neon.legacy_access=paid': UNASKED,
  'neon.synthetic_storage=zero': VALUE,
  'neon.project_counters=counted': UNASKED,
  'zkscore.window=aligned': TIMES,
  'zkscore.point_limit=400': UNASKED,
  'openai.amount_value=padded': VALUE,
  'openai.missing_scope_type=server_error': VALUE,
  'openai.first_bucket=whole': TIMES,
  'openai.last_bucket=whole': TIMES,
  'openai.cost_buckets=clipped': TIMES,
  'openai.future_end=empty': TIMES,
  'openai.future_end=400': TIMES,
  'openai.page_prefix=none': VALUE,
  'openai.cost_user_id=refused': UNASKED,
};
// What the others are called.
const SEEN = {
  'upstash.users_schema=2026-07': /^change missing-member upstash.list_qstash_users 200 \/\*\/password: string -> absent$/,
  'upstash.period_30d=observed': /^breaking status upstash.get_qstash_stats status: 200 -> 400 \(\?period=30d\)$/,
  'upstash.error_shape=object': /^breaking type upstash.get_qstash_stats 400 body: string -> object$/,
  'upstash.www_authenticate=absent': /^change header upstash.list_qstash_users 401 www-authenticate: present -> absent$/,
  'neon.metrics_filter=filtered': /^change missing-member neon.account_consumption 200 \/periods\/\*\/consumption\/\*\/written_data_bytes: integer -> absent \(/,
  'neon.plan_message=spec': /^breaking invariant neon.project_consumption neon\/project_consumption\/auth\/names-plans: /,
  'neon.org_id=required': /^breaking status neon.account_consumption status: 200 -> 400 /,
  'neon.deprecation_headers=rfc': /^change header neon.account_consumption 200 sunset: absent -> present$/,
  'neon.v2_last_page=cursor': /^change paging neon.project_consumption_v2 200 \/pagination: absent -> object \(/,
  'neon.www_authenticate=absent': /^change header neon.account_consumption 401 www-authenticate: present -> absent$/,
  'zkscore.error_envelope=nested': /^breaking type zkscore.get_usage 400 \/error: string -> object$/,
  'zkscore.no_data=zeros': /^change status zkscore.get_usage status: 404 -> 200 /,
  'zkscore.excluded_parts=null': /^change new-member zkscore.get_usage 200 \/timeSeries\/\*\/peakLatency: absent -> null \(\?includeLatency=false\)$/,
  'zkscore.bad_values=corrected': /^change status zkscore.get_usage status: 400 -> 200 \(\?granularity=minute&limit=1001\)$/,
  'zkscore.www_authenticate=absent': /^change header zkscore.get_usage 401 www-authenticate: present -> absent$/,
  'openai.amount_value=number': /^breaking type openai.costs 200 \/data\/\*\/results\/\*\/amount\/value: string -> number$/,
  'openai.missing_scope=object_401': /^change status openai.\S+ status: 403 -> 401 /,
  'openai.missing_scope=object': /^breaking type openai.usage_completions 403 \/error: string -> object$/,
  'openai.bucket_rows=result': /^breaking missing-member openai.costs 200 \/data\/\*\/results: array of object -> absent$/,
  'openai.usage_limit=clamped': /^change status openai.usage_completions status: 400 -> 200 /,
  'openai.page_escape=400': /^breaking status openai.costs status: 200 -> 400 .*page=\*/,
  'openai.page_parameters=optional': /^change status openai.usage_completions status: 400 -> 200 .*page=\*/,
  'openai.array_form=brackets': /^change type openai.usage_completions 200 .*\/model: string -> null \(/,
  'openai.array_form=repeated': /^breaking status openai.usage_completions status: 200 -> 400 .*group_by=project_id,model/,
  'openai.cost_api_key_id=refused': /^breaking status openai.costs status: 200 -> 400 .*group_by=api_key_id/,
  'openai.token_members=text': /^change missing-member openai.usage_completions 200 .*input_text_tokens: integer -> absent$/,
  'openai.extras=present': /^change new-member openai.costs 200 \/data\/\*\/start_time_iso: absent -> string$/,
  'openai.www_authenticate=absent': /^change header openai.costs 401 www-authenticate: present -> absent$/,
};

test('the API becomes each other variant', async (context) => {
  const variants = await otherVariants();
  assert.deepEqual([...Object.keys(SEEN), ...Object.keys(UNSEEN)].sort(), [...variants].sort());
  for (const variant of variants) {
    const title = UNSEEN[variant] ? `${variant}: not seen, ${UNSEEN[variant]}` : variant;
    await context.test(title, async () => {
      const [name, value] = variant.split('=');
      await mock.setVariants({ [name]: value });
      try {
        const { drift } = await driftOf(mock.url, name.split('.')[0]);
        const lines = linesOf(drift);
        if (UNSEEN[variant]) assert.deepEqual(lines, []);
        else assert.ok(lines.some((line) => SEEN[variant].test(line)), lines.join('\n'));
      } finally {
        await mock.reset();
      }
    });
  }
});

test('--fail-on decides the exit code', async () => {
  await mock.setVariants({ 'upstash.www_authenticate': 'absent' });
  try {
    for (const [names, code] of [['breaking', 0], ['change', 1], ['header', 1], ['status,series', 0], ['all', 1], ['none', 0]]) {
      const result = await driftOf(mock.url, 'upstash', '--fail-on', names);
      assert.equal(result.code, code, names);
      assert.equal(result.report.exit, code);
    }
    const skipped = ['--skip', '**/documented-members'];
    assert.equal((await driftOf(mock.url, 'upstash', ...skipped)).code, 3);
    assert.equal((await driftOf(mock.url, 'upstash', ...skipped, '--fail-on', 'breaking')).code, 0);
  } finally {
    await mock.reset();
  }
});

test('each report shows it, after the run and from a saved stream', async () => {
  await mock.setVariants({ 'upstash.period_30d': 'observed' });
  try {
    const path = (name) => join(folder, `shown.${name}`);
    const formats = ['text', 'markdown', 'html', 'ndjson'];
    const { code, stdout } = await driftOf(mock.url, 'upstash',
      ...formats.flatMap((format) => ['--report', `${format}=${path(format)}`]));
    assert.equal(code, 1);
    assert.match(stdout, /^DRIFT breaking {2}status {2}upstash\.get_qstash_stats {2}status\n {2}recorded +200\n {2}now +400\n {2}request +\?period=30d$/m);
    assert.match(stdout, /^DRIFT {2}1 difference from .*: 1 breaking; 2 operations compared$/m);
    assert.match(lastLine(stdout), /^\d+ passed, 0 failed$/);
    assert.match(readFileSync(path('markdown'), 'utf8'), /### Drift[^]*\| \*\*breaking\*\* \| status \| .* \| 200 \|  \| 400 \|/);
    assert.match(readFileSync(path('html'), 'utf8'), /"kind":"status"/);
    const again = await run(BINARY, ['report', path('ndjson')]);
    assert.equal(again.stdout, readFileSync(path('text'), 'utf8'));
  } finally {
    await mock.reset();
  }
});

test('a small recording of a client is enough, and what it lacks is said', async () => {
  const get = (target) => fetch(proxy.url + target, { headers: { Authorization: 'Bearer zk_test_professional' } });
  await get('/v1/developer/usage?timeframe=24h');
  await get('/v1/developer/keys');
  const path = join(folder, 'client.har');
  writeFileSync(path, JSON.stringify(proxy.takeHar()));
  const { code, report } = await evaluate([mock.url, '--against', path, '--provider', 'zkscore,neon']);
  assert.equal(code, 0);
  assert.deepEqual(linesOf(report.drift), []);
  assert.deepEqual(report.drift.compared.map(({ operation }) => operation), ['zkscore.get_usage']);
  assert.deepEqual(report.drift.not_asked, ['zkscore.list_api_keys']);
  assert.ok(report.drift.not_recorded.includes('neon.account_consumption'));
});

test('two accounts in one recording are not mixed', async () => {
  const targets = ['hourly&from=2026-05-20T00:00:00Z&to=2026-05-20T06:00:00Z', 'daily&from=2026-05-10T00:00:00Z&to=2026-05-12T00:00:00Z'];
  const record = async (name, ...keys) => {
    for (const key of keys) {
      for (const target of targets) {
        await fetch(`${proxy.url}/api/v2/consumption_history/account?granularity=${target}`, { headers: { Authorization: `Bearer ${key}` } });
      }
    }
    const path = join(folder, `${name}.har`);
    writeFileSync(path, JSON.stringify(proxy.takeHar()));
    return path;
  };
  const statusesOf = async (path, key) => {
    const { report } = await evaluate([mock.url, '--provider', 'neon', '--run', 'neon/account_consumption/**', '--against', path], { NEON_API_KEY: key });
    return linesOf(report.drift).filter((line) => / status neon\.account_consumption /.test(line));
  };
  const both = await record('both', 'napi_scale', 'napi_free');
  const paid = await record('paid', 'napi_scale');
  assert.deepEqual(await statusesOf(both, 'napi_free'), []);
  assert.deepEqual(await statusesOf(both, 'napi_launch'), [], 'an account that is not recorded may be as any of them');
  assert.ok((await statusesOf(paid, 'napi_free')).some((line) => /^breaking status .*: 200 -> 403/.test(line)));
});

test('what cannot be used is told before anything is sent', async () => {
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const har = readFileSync(recordings.get('upstash'), 'utf8');
  const other = JSON.stringify({ log: { version: '1.2', entries: [] } });
  for (const [args, words] of [
    [['--against', join(folder, 'nothing.har')], /nothing\.har/],
    [['--against', file('cut.har', har.slice(0, 5000))], /cut\.har/],
    [['--against', file('other.har', other)], /none of its 0 exchanges is of an operation of /],
    [['--against', recordings.get('upstash'), '--provider', 'neon'], /none of its \d+ exchanges is of an operation of neon; give a recording/],
    [['--against', recordings.get('upstash'), '--fail-on', 'everything'], /--fail-on "everything" is no difference: use all, none, breaking/],
    [['--fail-on', 'breaking'], /--against/],
  ]) {
    const { code, stderr, stdout } = await check([mock.url, ...args]);
    assert.equal(code, 2, stdout + stderr);
    assert.match(stderr, words);
    assert.equal(stdout, '');
  }
});

test('no secret is in a report of drift', async () => {
  await mock.addFaults('unknown-enum', 'unknown-fields');
  try {
    const { stdout, report } = await driftOf(mock.url);
    for (const secret of ['upstash-test-key', 'napi_scale', 'zk_test_professional', 'sk-admin-test-main', 'eyJVc2VySUQi']) {
      assert.ok(!stdout.includes(secret), secret);
      assert.ok(!JSON.stringify(report.drift).includes(secret), secret);
    }
  } finally {
    await mock.clearFaults();
  }
});

const OURS = { MOCKMETER: BINARY, MOCKMETER_URL: '', NO_COLOR: '1' };
const sh = (command, cwd, env = {}) => run('sh', ['-c', command], { cwd, env: { ...OURS, MOCKMETER_URL: mock.url, ...env } });

test('check --init writes a job that compares every night and opens an issue', async () => {
  const cwd = join(folder, 'nightly');
  mkdirSync(cwd);
  const { code, stdout } = await run(BINARY, ['check', '--init'], { cwd });
  assert.equal(code, 0);
  const files = ['drift.sh', 'get-mockmeter.sh', 'github-workflow.yml', 'open-issue.sh'];
  assert.deepEqual(readdirSync(join(cwd, 'drift')).sort(), files);
  for (const name of files) assert.match(stdout, new RegExp(`^ {2}${name} +\\w`, 'm'));
  assert.match(lastLine(stdout), /^ {2}MOCKMETER_URL=https:\/\/\S+ MOCKMETER=\S+ sh drift\/drift\.sh --record$/);
  assert.equal((await run(BINARY, ['check', '--init'], { cwd })).code, 2, 'nothing is overwritten');

  const made = await sh('sh drift/drift.sh --record --provider upstash', cwd);
  assert.equal(made.code, 0, tail(made));
  assert.match(made.stdout, /^Recorded: commit recording\.har/m);
  copyFileSync(recordings.get('upstash'), join(cwd, 'drift', 'recording.har'));
  const same = await sh('sh drift/drift.sh --provider upstash', cwd);
  assert.equal(same.code, 0, tail(same));
  assert.match((await run('sh', ['drift/drift.sh'], { cwd, env: { MOCKMETER_URL: '' } })).stderr, /set it to the URL/);
});

test('the steps of the job open an issue for a difference, and add to one that is open', async () => {
  const cwd = join(folder, 'nightly');
  const steps = readFileSync(join(cwd, 'drift', 'github-workflow.yml'), 'utf8');
  const compare = /run: \|\n((?: {10}.*\n)+)/.exec(steps)[1].replaceAll('--provider neon', '--provider upstash');
  mkdirSync(join(cwd, 'mockmeter'));
  copyFileSync(BINARY, join(cwd, 'mockmeter', 'mockmeter'));
  const env = { DRIFT: 'drift', RUNNER_TEMP: cwd, GITHUB_STEP_SUMMARY: join(cwd, 'summary'), GITHUB_OUTPUT: join(cwd, 'output') };
  const output = () => readFileSync(env.GITHUB_OUTPUT, 'utf8').trimEnd().split('\n').at(-1);
  const same = await sh(`set -e\n${compare}`, cwd, env);
  assert.equal(same.code, 0, tail(same));
  assert.equal(output(), 'code=0');
  await mock.setVariants({ 'upstash.period_30d': 'observed' });
  try {
    const other = await sh(`set -e\n${compare}`, cwd, env);
    assert.equal(other.code, 0, tail(other));
    assert.equal(output(), 'code=1');
    assert.match(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8'), /### Drift/);
  } finally {
    await mock.reset();
  }
  const lost = await sh(`set -e\n${compare}`, cwd, { ...env, MOCKMETER_URL: 'http://127.0.0.1:1' });
  assert.notEqual(lost.code, 0, 'a server that is not there fails the step');

  // What `gh` is asked for.
  const bin = join(cwd, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\necho "$*" >>"${join(cwd, 'asked')}"\n[ "$2" != list ] || printf '%s' "$OPEN"\n`);
  chmodSync(join(bin, 'gh'), 0o755);
  const asked = async (open) => {
    writeFileSync(join(cwd, 'asked'), '');
    const { code, stderr } = await sh('sh drift/open-issue.sh drift.md', cwd,
      { PATH: `${bin}:${process.env.PATH}`, OPEN: open });
    assert.equal(code, 0, stderr);
    return readFileSync(join(cwd, 'asked'), 'utf8');
  };
  assert.match(await asked(''), /^issue create --label api-drift --title /m);
  assert.match(await asked('7'), /^issue comment 7 --body-file /m);
});
