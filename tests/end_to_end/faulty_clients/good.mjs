// Asks each provider once, as its documentation says.
const { env } = process;
const bearer = (key) => ({ headers: { Authorization: `Bearer ${key}` } });
const basic = Buffer.from(`${env.UPSTASH_EMAIL}:${env.UPSTASH_API_KEY}`).toString('base64');
const range = 'from=2026-05-18T00:00:00Z&to=2026-05-19T00:00:00Z&granularity=daily';

const answers = [
  await fetch(`${env.UPSTASH_API_BASE}/qstash/users`, { headers: { Authorization: `Basic ${basic}` } }),
  await fetch(`${env.NEON_API_HOST}/consumption_history/projects?${range}&limit=100`, bearer(env.NEON_API_KEY)),
  await fetch(`${env.ZKSCORE_API_BASE}/developer/usage?timeframe=24h`, bearer(env.ZKSCORE_API_KEY)),
];
for (const answer of answers) {
  await answer.text();
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
}
console.log('good');
