// Preloaded with `node --require`: sends calls for https://api.upstash.com/v2 to UPSTASH_API_BASE, a
// base URL as every client's: http://127.0.0.1:8080/v2. The Upstash CLI has no setting for it. What
// the client wrote behind /v2 stays exactly as it is, and calls beside /v2 go to the same host.
'use strict';

const VENDOR = 'https://api.upstash.com';
const base = (process.env.UPSTASH_API_BASE || '').replace(/\/$/, '').replace(/\/v2$/, '');
const realFetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = typeof input === 'string' ? input : input.url || String(input);
  if (!base || !url.startsWith(VENDOR)) return realFetch(input, init);
  return realFetch(base + url.slice(VENDOR.length), init);
};
