// Preloaded with `node --require`: sends calls for https://api.upstash.com to UPSTASH_API_BASE.
// The Upstash CLI has no setting for its host. Path and query stay exactly as the client wrote them.
'use strict';

const VENDOR = 'https://api.upstash.com';
const base = (process.env.UPSTASH_API_BASE || '').replace(/\/$/, '');
const realFetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = typeof input === 'string' ? input : input.url || String(input);
  if (!base || !url.startsWith(VENDOR)) return realFetch(input, init);
  return realFetch(base + url.slice(VENDOR.length), init);
};
