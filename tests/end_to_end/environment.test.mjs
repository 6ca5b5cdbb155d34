// Environment variables: those that stand in for options, and those that `run` gives its command.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BINARY, run, startMock } from './mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-environment-'));
const mockmeter = (args, options) => run(BINARY, args, options);
/** A shell script beside a mock. */
const sh = (script, options = [], how = {}) =>
  mockmeter(['run', ...options, '--', 'sh', '-c', script], how);

test('a variable is neither read nor checked where the command line decides', async () => {
  process.env.MOCKMETER_PORT = 'tcp://10.96.1.7:8080';
  try {
    const mock = await startMock(); // with --port 0
    assert.equal(await mock.stop(), 0);
    const { code, stderr } = await mockmeter(['serve', '--clock', 'yesterday']);
    assert.equal(code, 2);
    assert.match(stderr, /MOCKMETER_PORT=tcp:\/\/10\.96\.1\.7:8080 is left out: .* container platform/);
    assert.match(stderr, /"yesterday"/, 'and the port was none of its trouble');
    process.env.MOCKMETER_PORT = 'soon';
    const bad = await mockmeter(['serve']);
    assert.equal(bad.code, 2);
    assert.match(bad.stderr, /MOCKMETER_PORT cannot be used: .*soon.*unset it, or give --port/);
    assert.equal((await mockmeter(['list', 'worlds'])).code, 0, 'it is no business of other commands');
  } finally {
    delete process.env.MOCKMETER_PORT;
  }
});

test('the variable of a repeatable option holds several values', async () => {
  const variables = {
    MOCKMETER_PROVIDER: 'upstash,neon',
    MOCKMETER_VARIANT: 'upstash.period_30d=observed,neon.retry_after=absent',
    MOCKMETER_FAULT: 'status=503,times=1;hang,op=neon.account_consumption',
  };
  Object.assign(process.env, variables);
  try {
    const mock = await startMock();
    const shown = async (path) => (await fetch(mock.ready.admin + path)).json();
    assert.equal((await mock.get('/v1/developer/usage')).status, 404, 'zkscore is left out');
    const variants = await shown('/variants');
    assert.equal(variants['upstash.period_30d'], 'observed');
    assert.equal(variants['neon.retry_after'], 'absent');
    assert.deepEqual((await shown('/faults')).faults.map(({ fault }) => fault),
      variables.MOCKMETER_FAULT.split(';'));
    await mock.stop();
    const { stdout } = await mockmeter(['conform', '--list']);
    const providers = stdout.trim().split('\n').map((id) => id.split('/')[0]);
    assert.deepEqual([...new Set(providers)].sort(), ['neon', 'upstash']);
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
});

const CA_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'];
const untrusting = Object.fromEntries(CA_VARIABLES.map((name) => [name, undefined]));

test('with --tls, what was trusted before is trusted still, and so is the mock', async () => {
  const before = join(folder, 'before.pem');
  writeFileSync(before, '-----BEGIN CERTIFICATE-----\nBEFORE\n-----END CERTIFICATE-----\n');
  const named = Object.fromEntries(CA_VARIABLES.map((name) => [name, before]));
  const { stdout, stderr } = await sh(`cat $SSL_CERT_FILE; echo ${CA_VARIABLES.map((name) => `$${name}`).join(' ')}`,
    ['--tls'], { env: named });
  assert.match(stdout, /BEFORE[^]*-----BEGIN CERTIFICATE-----/);
  assert.equal(new Set(stdout.trim().split('\n').pop().split(' ')).size, 1, 'one file for all');
  assert.doesNotMatch(stderr, /left as it was/);

  const bundle = '/etc/ssl/certs/ca-certificates.crt';
  const curl = await sh('curl -sS -o /dev/null $UPSTASH_API_BASE/qstash/ipv4', ['--tls'],
    { env: { ...untrusting, ...(existsSync(bundle) ? { CURL_CA_BUNDLE: bundle } : {}) } });
  assert.equal(curl.code, 0, curl.stderr);

  const missing = await sh('true', ['--tls'], { env: { ...untrusting, SSL_CERT_FILE: '/no/such.pem' } });
  assert.equal(missing.code, 0);
  assert.match(missing.stderr, /SSL_CERT_FILE names \/no\/such\.pem/);
});

test('no proxy comes between the command and the mock', async () => {
  const proxy = 'http://127.0.0.1:9'; // nobody listens there
  const { code, stdout, stderr } = await sh('curl -sS $MOCKMETER_URL/v2/qstash/ipv4 -o /dev/null && echo $no_proxy',
    [], { env: { http_proxy: proxy, HTTP_PROXY: proxy, ALL_PROXY: proxy, NO_PROXY: 'intern.test', no_proxy: undefined } });
  assert.equal(code, 0, stderr);
  assert.equal(stdout, 'intern.test,127.0.0.1,localhost,::1\n');
});
