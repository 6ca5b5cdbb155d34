// The three APIs called with fetch, behind the adapter protocol. Needs Node.js 18, whose fetch can be told of another
// authority by NODE_EXTRA_CA_CERTS alone.
import { createInterface } from 'node:readline';

const OPERATIONS = {
  'upstash.list_qstash_users': ['GET', '/qstash/users'],
  'upstash.get_qstash_stats': ['GET', '/qstash/stats/{id}'],
  'neon.account_consumption': ['GET', '/consumption_history/account'],
  'neon.project_consumption': ['GET', '/consumption_history/projects'],
  'zkscore.get_usage': ['GET', '/developer/usage'],
  'zkscore.create_api_key': ['POST', '/developer/keys'],
};
const HELLO = {
  type: 'hello', client: { name: 'fetch', version: process.version.slice(1), language: 'JavaScript' },
  operations: Object.keys(OPERATIONS), model: 'raw', time_resolution: 'ns', features: ['timeout', 'tls_ca'], parallel: 16,
};

const authorization = ({ scheme, token, username, password }) => (scheme === 'bearer'
  ? `Bearer ${token}` : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);

function segment(id) {
  // A URL cannot hold these as a name, encoded or not.
  if (id === '.' || id === '..') throw new RangeError(`"${id}" is no id`);
  return encodeURIComponent(id);
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

async function call({ operation, base_url: base, credential, arguments: given = {}, options = {} }) {
  const [method, template] = OPERATIONS[operation];
  const left = Object.entries(given).filter(([name, value]) => value !== null && !template.includes(`{${name}}`));
  const url = base + template.replace('{id}', () => segment(given.id));
  const query = left.flatMap(([name, value]) => [value].flat().map((item) => `${name}=${encodeURIComponent(item)}`));
  const headers = { Accept: 'application/json', Authorization: authorization(credential) };
  return within(options.timeout_ms ?? 30_000, async (signal) => {
    const response = await fetch(method === 'GET' && query.length ? `${url}?${query.join('&')}` : url, {
      method, headers: method === 'POST' ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: method === 'POST' ? JSON.stringify(Object.fromEntries(left)) : undefined, signal,
    });
    return { response, text: await response.text() };
  });
}

function parse(text) {
  try { return { body: JSON.parse(text) }; } catch (error) { return { error }; }
}

async function outcome(message) {
  if (!(message.operation in OPERATIONS)) return { unsupported: 'no such operation' };
  try {
    const { response: { ok, status, headers }, text } = await call(message);
    const { body, error } = parse(text);
    if (ok && error) throw error;
    if (ok && body?.success !== false && !body?.error) return { result_text: text }; // numbers stay exact
    const inner = typeof body?.error === 'object' ? body.error : { code: body?.error, message: body?.error, ...body };
    const wait = Number.parseInt(headers.get('retry-after') ?? '', 10);
    return { error: {
      status, code: inner?.code, class: 'HttpError', message: String(inner?.message ?? body ?? '').slice(0, 500),
      retry_after_ms: wait >= 0 ? wait * 1000 : undefined,
    } };
  } catch (error) {
    return { error: { class: error.name, code: error.cause?.code, message: error.message } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'hello') console.log(JSON.stringify(HELLO));
  else outcome(message).then((answer) => console.log(JSON.stringify({ id: message.id, ...answer })));
}
