// Sends the token in the query too, as if that were as good a place as any.
const { ZKSCORE_API_BASE, ZKSCORE_API_KEY } = process.env;
const answer = await fetch(`${ZKSCORE_API_BASE}/developer/usage?timeframe=24h&token=${ZKSCORE_API_KEY}`,
  { headers: { Authorization: `Bearer ${ZKSCORE_API_KEY}` } });
console.log(answer.status);
