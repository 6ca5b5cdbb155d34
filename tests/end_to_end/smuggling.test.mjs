// Request smuggling through a real reverse proxy: whatever nginx makes of the bytes of an attack,
// the mock must see exactly the requests that nginx believes it has sent, and no others.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bench/comparison/process.mjs';
import { BINARY } from './mock.mjs';

const UNPACKED = fileURLToPath(new URL('../../build/packages/usr/sbin', import.meta.url));  // by ./dev test
const folder = mkdtempSync(join(tmpdir(), 'mockmeter-nginx-'));
const accessLog = join(folder, 'access.log');

// One kept connection to the mock, so that a request smuggled by one client would be the front of
// another's. Bodies pass on as they came; invalid header lines too.
const configuration = (port, mockPort) => `
daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  log_format requests '$request_method $request_uri $upstream_status';
  access_log ${accessLog} requests;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  ignore_invalid_headers off; underscores_in_headers on;
  upstream mock { server 127.0.0.1:${mockPort}; keepalive 1; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://mock; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_request_buffering off;
    }
  }
}`;

/** The mock with its log of requests: "GET /path 404" for each. */
async function startLoggedMock() {
  const child = spawn(BINARY, ['serve', '--port', '0', '--log-level', 'debug', '--log-format', 'json']);
  let log = '';
  child.stderr.on('data', (data) => { log += data; });
  const [ready] = await once(child.stdout, 'data');
  const seen = () => log.split('\n').filter(Boolean).map((line) => JSON.parse(line).message)
    .filter((message) => /^\S+ \S+ \d{3}$/.test(message));
  return { child, url: JSON.parse(ready).url, seen };
}

/** Sends bytes and returns what came back until the other side ended or was silent. */
async function exchange(port, bytes) {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setTimeout(200, () => socket.destroy());
  socket.on('data', (data) => { received += data.toString('latin1'); });
  socket.on('error', () => {});
  socket.write(Buffer.from(bytes, 'latin1'));
  await once(socket, 'close');
  return received;
}

async function stop(child) {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'close');
}

let nginx;
let mock;
let port;
before(async () => {
  mock = await startLoggedMock();
  port = await freePort();
  mkdirSync(join(folder, 'body'));
  writeFileSync(join(folder, 'nginx.conf'), configuration(port, new URL(mock.url).port));
  nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    { env: { ...process.env, PATH: [process.env.PATH, '/usr/sbin', UNPACKED].join(':') }, stdio: 'inherit' });
  for (let i = 0; !existsSync(join(folder, 'pid')) && i < 200; i += 1) await pause(20);
});
after(async () => {
  for (const child of [nginx, mock.child]) await stop(child);
  rmSync(folder, { recursive: true });
});

const SMUGGLED = 'GET /v2/smuggled HTTP/1.1\r\nHost: a\r\n\r\n';
const LENGTH = `Content-Length: ${5 + SMUGGLED.length}`;
const post = (fields, body) => `POST /v2/attack HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n${body}`;
const chunked = (body) => post('Transfer-Encoding: chunked', body);
const OWN_CHUNK = `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n0\r\n\r\n`;
const END = `0\r\n\r\n${SMUGGLED}`;
const ATTACKS = {
  'CL.TE': post(`${LENGTH}\r\nTransfer-Encoding: chunked`, END),
  'TE.CL': post('Transfer-Encoding: chunked\r\nContent-Length: 4', OWN_CHUNK),
  'CL.CL': post(`Content-Length: 0\r\n${LENGTH}`, SMUGGLED),
  'CL.0': `GET /v2/attack HTTP/1.1\r\nHost: a\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'TE.TE, second unknown': post(`Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n${LENGTH}`, END),
  'TE.TE, list': post(`Transfer-Encoding: x, chunked\r\n${LENGTH}`, END),
  'TE.TE, space before colon': post(`Transfer-Encoding : chunked\r\n${LENGTH}`, END),
  'TE.TE, underscore': post(`Transfer_Encoding: chunked\r\n${LENGTH}`, END),
  'TE.TE, vertical tab': post(`Transfer-Encoding: \vchunked\r\n${LENGTH}`, END),
  'TE.TE, folded': post(`Transfer-Encoding:\r\n chunked\r\n${LENGTH}`, END),
  'TE.TE, behind a bare LF': post(`X: y\nTransfer-Encoding: chunked\r\n${LENGTH}`, END),
  'TE.TE, behind a bare CR': post(`X: y\rTransfer-Encoding: chunked\r\n${LENGTH}`, END),
  'a chunk of a request': chunked(OWN_CHUNK),
  'chunk extension': chunked(`1;a="b"\r\nx\r\n${END}`),
  'chunk extension with a bare LF': chunked(`2;\nxx\r\n2d\r\n${END}`),
  'chunk lines with bare LF': chunked(`1\nx\n0\n\n${SMUGGLED}`),
  'chunk size with blanks': chunked(`1 \r\nx\r\n${END}`),
  'chunk size of more than 64 bits': chunked(`10000000000000000\r\n\r\n${SMUGGLED}`),
  'trailers': chunked(`0\r\nContent-Length: 50\r\n\r\n${SMUGGLED}`),
  'absolute target with another host': `GET http://b/v2/attack HTTP/1.1\r\nHost: a\r\n\r\n${SMUGGLED}`,
  'HTTP/1.0 with chunks': `POST /v2/attack HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n${LENGTH}\r\n\r\n${END}`,
  'an expectation': post(`Expect: 100-continue\r\n${LENGTH}`, END),
  'a body that is cut off': post('Content-Length: 500', SMUGGLED),
  'an upgrade': `GET /v2/attack HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n${SMUGGLED}`,
  'line ends in the target': `GET /v2/attack%0d%0a%0d%0aGET%20/v2/smuggled HTTP/1.1\r\nHost: a\r\n\r\n`,
};

const count = (text) => (text.match(/^HTTP\/1\.1 \d/gm) ?? []).length;
const next = (name) => `/v2/next/${encodeURIComponent(name)}`;

for (const [name, bytes] of Object.entries(ATTACKS)) {
  test(`${name}: whoever comes next gets the answer to their own request`, async () => {
    assert.ok(count(await exchange(port, bytes)) <= 2);
    const answer = await exchange(port, `GET ${next(name)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 404 /);
    assert.equal(count(answer), 1);
  });
}

test('the mock saw what nginx had sent, in that order, and nothing else', async () => {
  for (const child of [nginx, mock.child]) await stop(child);
  // What nginx passed on with the mock's answer to it; a refusal of the framing is not in the mock's log.
  const sent = readFileSync(accessLog, 'latin1').split('\n')
    .filter((line) => /\d$/.test(line) && !/ 400$/.test(line));
  assert.deepEqual(mock.seen(), sent);
  for (const name of Object.keys(ATTACKS)) assert.ok(sent.includes(`GET ${next(name)} 404`), name);
});
