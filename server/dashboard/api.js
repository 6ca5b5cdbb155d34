// Requests to the control plane. A 401 waits for a token and then goes on by itself.
import { publish, setConnection, mock } from './mock.js';

/** Returns whether a header can carry a token. */
export function isSendable(text) {
  return !/[^\x20-\x7e]/.test(text);
}

export const kWrongToken = 'The mock did not accept this token.';
const TOKEN = 'mockmeter-admin-token';
let token = '';
try {
  token = sessionStorage.getItem(TOKEN) ?? '';
  if (!isSendable(token)) {
    token = '';
    sessionStorage.removeItem(TOKEN);
  }
} catch { /* Some browsers forbid the storage. */ }
let tokenAsked = null;

/** A response of the control plane that is no success. */
export class Refusal extends Error {
  constructor(status, problem) {
    const errors = (problem?.errors ?? []).map(({ pointer, expected, found }) =>
      `${pointer || '/'}: expected ${expected}, found ${found}`);
    super([problem?.detail ?? problem?.title ?? `status ${status}`, ...errors].join('; '));
    Object.assign(this, { status, problem });
  }
}

/** Takes the token that was typed in and lets the waiting requests go on. */
export function giveToken(value) {
  token = value;
  try { sessionStorage.setItem(TOKEN, value); } catch { /* It is kept until the page is left, then. */ }
  tokenAsked?.resolve();
  tokenAsked = null;
}

function askForToken(sent) {
  // Another request has got a token while this one was on its way.
  if (sent !== token) return Promise.resolve();
  if (!tokenAsked) {
    tokenAsked = {};
    tokenAsked.promise = new Promise((resolve) => { tokenAsked.resolve = resolve; });
    setConnection('token', sent ? kWrongToken : '');
  }
  return tokenAsked.promise;
}

async function fetchOnce(method, path, body, timeout) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return fetch(`/__admin${path}`, {
    method, headers, cache: 'no-store', signal: AbortSignal.timeout(timeout),
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
  });
}

/** Sends a request and returns the response. Throws when the mock does not answer. */
async function send(method, path, body, timeout = 30_000) {
  for (;;) {
    const sent = token;
    const response = await fetchOnce(method, path, body, timeout);
    if (response.status !== 401) return response;
    await askForToken(sent);
  }
}

/** Returns the JSON of a response. Throws Refusal when it is no success. */
export async function call(method, path, body, timeout) {
  const response = await send(method, path, body, timeout);
  const text = await response.text();
  let document = null;
  try { document = text ? JSON.parse(text) : null; } catch { /* A proxy may send other text. */ }
  if (!response.ok) throw new Refusal(response.status, document);
  if (mock.connection === 'token') publish('connection');
  return document;
}

/** Returns the text of a response without a look at it. */
export async function readText(path) {
  const response = await send('GET', path);
  if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => null));
  return response.text();
}

export const reasonOf = (error) =>
  error instanceof Refusal ? error.message : 'The mock does not answer; nothing was changed.';

/** Offers a text as a file. */
export function saveAs(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
