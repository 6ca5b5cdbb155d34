// A proxy that keeps what passes, as a HAR of its own kind: bodies are base64, fields are as they came.
import { once } from 'node:events';
import { createServer, request } from 'node:http';

const pairs = (raw) => raw.flatMap((name, index) => (index % 2 ? [] : [{ name, value: raw[index + 1] }]));

const bodyOf = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Hands requests on to `target()`, and keeps all but those to the control plane. */
export async function startRecordingProxy(target) {
  let entries = [];
  const server = createServer(async (incoming, outgoing) => {
    const sent = await bodyOf(incoming);
    const forwarded = request(target() + incoming.url, { method: incoming.method, headers: incoming.headers });
    forwarded.on('error', () => outgoing.destroy()).end(sent);
    const [response] = await once(forwarded, 'response');
    const body = await bodyOf(response);
    if (!incoming.url.startsWith('/__admin')) {
      entries.push({
        startedDateTime: new Date().toISOString(), time: 1,
        request: { method: incoming.method, url: `https://api.example.com${incoming.url}`, httpVersion: 'HTTP/1.1',
          headers: pairs(incoming.rawHeaders), queryString: [], cookies: [], headersSize: -1, bodySize: sent.length },
        response: { status: response.statusCode, statusText: response.statusMessage, httpVersion: 'HTTP/1.1',
          headers: pairs(response.rawHeaders), cookies: [], redirectURL: '', headersSize: -1, bodySize: body.length,
          content: { size: body.length, mimeType: '', text: body.toString('base64'), encoding: 'base64' } },
        cache: {}, timings: { send: 0, wait: 1, receive: 0 },
      });
    }
    outgoing.writeHead(response.statusCode, response.rawHeaders).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** What passed since the last call. */
    takeHar() {
      const taken = entries;
      entries = [];
      return { log: { version: '1.2', creator: { name: 'proxy', version: '1' }, entries: taken } };
    },
    stop: () => server.close(),
  };
}
