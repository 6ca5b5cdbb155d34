// Calls that the tests make, with credentials that the default world knows.
export const PAID = '99a4c327-31f0-490f-a594-043ade84085a';
export const UPSTASH = { scheme: 'basic', username: 'dev@example.com', password: 'upstash-test-key' };
export const NEON = { scheme: 'bearer', token: 'napi_scale' };
export const ZKSCORE = { scheme: 'bearer', token: 'zk_test_professional' };
export const OPENAI = { scheme: 'bearer', token: 'sk-admin-test' };
export const DAYS = { from: '2026-05-01T00:00:00Z', to: '2026-05-11T00:00:00Z', granularity: 'daily' };

const BASES = { upstash: ['/v2', UPSTASH], neon: ['/api/v2', NEON], zkscore: ['/v1', ZKSCORE], openai: ['/v1', OPENAI] };

/** The message of a call: `origin` is the server's, `more` its options and whatever else. */
export function callOf(origin, operation, args = {}, { credential, ...options } = {}) {
  const [path, known] = BASES[operation.split('.')[0]];
  return { operation, base_url: origin + path, credential: credential ?? known, arguments: args, options };
}
