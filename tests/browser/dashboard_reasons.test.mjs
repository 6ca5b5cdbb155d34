// What the dashboard says of a request that failed, and of what a client needs for the next one.
import assert from 'node:assert/strict';
import { AHEAD, PAST, UPSTASH, bearer, exchange, rows, suite } from './dashboard.mjs';

const on = suite();
const ofNeon = suite('--provider', 'neon');
const open = (page, text) => rows(page).filter({ hasText: text }).first().click();

on('names the true cause beside a fault that changed nothing', async (page) => {
  await open(page, '401');
  await exchange(page).getByText('The credential is not one of this world').waitFor();
  const text = await exchange(page).innerText();
  assert.match(text, /A fault was pending, but changed nothing[^]*null-series/);
  assert.doesNotMatch(text, /A fault fired|Set the clock|Hint of the mock/);
}, { prepare: async (mock) => {
  await mock.admin('POST', '/faults', { fault: 'null-series' });
  await mock.get(PAST, bearer('napi_unknown'));
} });

on('offers the clock below a hint about dates', async (page) => {
  await open(page, '2029');
  await exchange(page).getByRole('link', { name: 'Set the clock' }).waitFor();
}, { prepare: (mock) => mock.get(AHEAD, bearer('napi_scale')) });

on('shows the words in which a matched operation refuses', async (page) => {
  await open(page, 'nope');
  await exchange(page).getByText('The vendor says: qstash user not found').waitFor();
  const text = await exchange(page).innerText();
  assert.match(text, /The operation refused the request with 404/);
  assert.doesNotMatch(text, /removed|Show the body"/);
}, { prepare: (mock) => mock.get('/v2/qstash/stats/nope', UPSTASH) });

on('says where the secrets of named credentials are', async (page, mock) => {
  await page.locator('#no-rows .copyline').first().waitFor();
  assert.match(await page.locator('#no-rows').innerText(), /names of the world, not secrets[^]*mockmeter run[^]*mockmeter serve/);
  await mock.get(PAST, bearer('napi_unknown'));
  await open(page, '401');
  await exchange(page).getByText('The credential is not one of this world').waitFor();
  const text = await exchange(page).innerText();
  assert.match(text, /The secrets are in the file of the world/);
  assert.doesNotMatch(text, /Another world/);
});

on('leads from a removed operation to the clock and the lifecycle', async (page) => {
  await open(page, 'consumption_history/account');
  await exchange(page).getByText('To have a removed operation again').getByRole('link', { name: 'Controls' }).click();
  await page.locator('#clock-card').waitFor();
}, { prepare: async (mock) => {
  await mock.admin('PUT', '/clock', { mode: 'frozen', now: '2026-06-02T00:00:00Z' });
  await mock.get(PAST, bearer('napi_scale'));
} });

on('names the limit that was reached, and when it opens', async (page) => {
  await open(page, '429');
  await exchange(page).getByText(/key_free_main may send 60 requests a minute, 10,000 a day\. Left now: 0, more in \d+ s/).waitFor();
}, { prepare: async (mock) => {
  await mock.admin('PUT', '/settings', { extended: { rateLimits: 'on' } });
  for (let sent = 0; sent < 61; ++sent) await mock.get('/v1/developer/usage?timeframe=24h', bearer('zk_test_free'));
} });

ofNeon('shows the usage of the only provider that is served', async (page) => {
  await page.locator('#usage-result .plot canvas').first().waitFor();
  assert.deepEqual(await page.$$eval('#usage-operation optgroup', (all) => all.map(({ label }) => label)), ['Neon']);
}, { hash: '#/usage' });
