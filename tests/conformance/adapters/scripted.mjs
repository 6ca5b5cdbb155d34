// A server that gives the answers it is told to give, and remembers what it was asked.
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { gzipSync } from 'node:zlib';

/** {status, headers, json | text, gzip, delay, cut, reset, close} or (request, response) => ... */
async function give(answer, request, response) {
  if (typeof answer === 'function') { answer(request, response); return; }
  const { status = 200, headers = {}, json, text = JSON.stringify(json), gzip, delay = 0, cut, reset, close } = answer;
  if (delay) await new Promise((resolve) => { setTimeout(resolve, delay); });
  if (reset) { request.socket.resetAndDestroy(); return; }
  const body = gzip ? gzipSync(text) : Buffer.from(text);
  response.writeHead(status, {
    'Content-Type': 'application/json', 'Content-Length': body.length, ...(gzip && { 'Content-Encoding': 'gzip' }), ...headers,
  });
  if (cut !== undefined) {
    response.write(body.subarray(0, cut), () => request.socket.end());
    return;
  }
  response.end(body);
  if (close) response.on('finish', () => request.socket.end());
}

/** Gives the answers one after the other, the last of them again and again. */
export async function startScripted(answers, tls) {
  const requests = [];
  const sockets = new Set();
  const handler = async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    sockets.add(request.socket);
    const names = request.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
    const values = request.rawHeaders.filter((_, i) => i % 2 === 1);
    requests.push({
      method: request.method, url: request.url, at: performance.now(), body: Buffer.concat(parts).toString(),
      headers: names.map((name, i) => [name, values[i]]), connection: [...sockets].indexOf(request.socket),
    });
    await give(answers[Math.min(requests.length, answers.length) - 1], request, response);
  };
  const server = tls ? https.createServer(tls, handler) : http.createServer({ keepAliveTimeout: 60_000 }, handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return {
    requests, port, origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    stop() { server.close(); server.closeAllConnections(); },
  };
}
