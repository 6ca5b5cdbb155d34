const { totalRequests } = require('./usage');

const { MOCKMETER_ADMIN_URL, ZKSCORE_API_BASE, ZKSCORE_API_KEY } = process.env;
const call = {
  method: 'GET', urlPath: '/v1/developer/usage', queryParameters: { timeframe: { equalTo: '1h' } },
};

async function admin(method, path, body) {
  const response = await fetch(MOCKMETER_ADMIN_URL + path, { method, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

beforeEach(() => admin('POST', '/reset'));

afterEach(async () => {
  expect((await admin('GET', '/findings')).findings).toEqual([]);
});

test('reads the total with one request', async () => {
  expect(await totalRequests(ZKSCORE_API_BASE, ZKSCORE_API_KEY)).toBe(37792);
  await admin('POST', '/verify', { ...call, atLeast: 1, atMost: 1 });
});

test('tries again after a 503', async () => {
  await admin('POST', '/faults', { fault: 'status=503,times=1,op=zkscore.get_usage' });
  expect(await totalRequests(ZKSCORE_API_BASE, ZKSCORE_API_KEY)).toBe(37792);
  await admin('POST', '/verify', { ...call, atLeast: 2, atMost: 2 });
});
