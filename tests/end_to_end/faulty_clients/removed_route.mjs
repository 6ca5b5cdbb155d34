// Still asks for Neon's account consumption, which is gone from 2026-06-01 on, and does not mind.
const { NEON_API_HOST, NEON_API_KEY } = process.env;
const range = 'from=2026-05-18T00:00:00Z&to=2026-05-19T00:00:00Z&granularity=daily';
const answer = await fetch(`${NEON_API_HOST}/consumption_history/account?${range}`,
  { headers: { Authorization: `Bearer ${NEON_API_KEY}` } });
console.log(answer.status);
