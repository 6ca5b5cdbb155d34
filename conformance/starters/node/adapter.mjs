// Stands between mockmeter and a client: reads a call per line, makes it, writes how it ended.
import { createInterface } from 'node:readline';

// 1. The client that is evaluated. Delete this one, and import yours.
class ApiError extends Error {
  name = 'ApiError';

  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// Node.js 18 may forget a signal while a body is read, so that nothing ends the wait: the timer does.
async function within(ms, work) {
  const abort = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('no whole answer in time', 'TimeoutError')), ms);
  });
  late.catch(() => abort.abort());
  try { return await Promise.race([work(abort.signal), late]); } finally { clearTimeout(timer); }
}

class Client {
  constructor(baseUrl, { username, password }, timeoutMs) {
    Object.assign(this, { baseUrl, timeoutMs });
    this.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  async get(path, query = {}) {
    const search = new URLSearchParams(query).toString();
    return within(this.timeoutMs, async (signal) => {
      const response = await fetch(this.baseUrl + path + (search && `?${search}`), {
        headers: { Authorization: this.authorization }, signal,
      });
      const body = await response.text();
      if (!response.ok) throw new ApiError(response.status, body.slice(0, 500));
      return JSON.parse(body);
    });
  }

  listQstashUsers() { return this.get('/qstash/users'); }

  getQstashStats({ id, ...query }) {
    // No URL can hold these two as a name.
    if (id === '.' || id === '..') throw new RangeError(`"${id}" is no id`);
    return this.get(`/qstash/stats/${encodeURIComponent(id)}`, query);
  }
}

// 2. What it can do: one row per operation of `mockmeter list operations`; no other is supported.
const OPERATIONS = new Map([
  ['upstash.list_qstash_users', (client) => client.listQstashUsers()],
  ['upstash.get_qstash_stats', (client, given) => client.getQstashStats(given)],
]);
// 3. Who it is. A feature that is not named is not tested: retry, timeout, paging, tls_ca, gzip.
const HELLO = {
  type: 'hello', client: { name: 'my-client', version: '0.1.0', language: 'JavaScript' },
  operations: [...OPERATIONS.keys()], features: ['timeout', 'tls_ca'], parallel: 8,
};

// 4. The protocol stays as it is: what the client returns is the result, what it throws an error.
async function outcome({ operation, base_url: url, credential, arguments: given, options }) {
  if (!OPERATIONS.has(operation)) return { unsupported: 'not written yet' };
  try {
    const client = new Client(url, credential, options.timeout_ms ?? 30_000);
    return { result: await OPERATIONS.get(operation)(client, given) };
  } catch ({ name, message, status }) {
    return { error: { class: name, message, status } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'hello') console.log(JSON.stringify(HELLO));
  else outcome(message).then((answer) => console.log(JSON.stringify({ id: message.id, ...answer })));
}
