// Asks until it is told to wait, and asks again at once.
const { ZKSCORE_API_BASE, ZKSCORE_API_KEY } = process.env;
const ask = async () => {
  const answer = await fetch(`${ZKSCORE_API_BASE}/developer/usage?timeframe=24h`,
    { headers: { Authorization: `Bearer ${ZKSCORE_API_KEY}` } });
  await answer.text();
  return answer;
};
let answer;
do answer = await ask(); while (answer.status !== 429);
if (!(Number(answer.headers.get('retry-after')) > 0)) throw new Error('no Retry-After');
await ask();
console.log(answer.status);
