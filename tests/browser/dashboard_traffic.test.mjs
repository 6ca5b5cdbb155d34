// The dashboard's list of requests, and one exchange in full.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AHEAD, PAST, STATS, UPSTASH, bearer, exchange, isLive, rows, suite, until } from './dashboard.mjs';

const on = suite();
const busy = async (mock) => {
  await mock.get(`${STATS}?period=3h`, UPSTASH);
  await mock.get(PAST, bearer('napi_scale'));
  await mock.get('/v2/qstash/userz');
  await mock.get(PAST, bearer('napi_unknown'));
  await mock.get(AHEAD, bearer('napi_scale'));
};
const shown = (page) => page.locator('#shown').textContent();
const hasRows = (page, count) => until(page, (wanted) =>
  document.querySelectorAll('#list .canvas .row:not([hidden])').length === wanted, count);

on('says what to do while no request has come', async (page, mock) => {
  await page.locator('#no-rows .copyline').first().waitFor();
  const text = await page.locator('#no-rows').innerText();
  assert.match(text, /No request has come yet/);
  assert.ok(text.includes(`UPSTASH_API_BASE=${mock.url}`));
  assert.match(text, /curl -i -u "\$UPSTASH_EMAIL:\$UPSTASH_API_KEY" 'http/);
  assert.match(text, /upstash-test/);
});

on('lists requests as they come, the newest first', async (page, mock) => {
  await isLive(page);
  await mock.get('/v2/qstash/ipv4');
  await hasRows(page, 1);
  await mock.get('/v2/qstash/userz');
  await hasRows(page, 2);
  const texts = await page.locator('#list .canvas .row').evaluateAll((all) => all
    .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top).map((row) => row.innerText));
  assert.match(texts[0], /\/v2\/qstash\/userz[^]*unmatched/);
  assert.match(texts[1], /200[^]*upstash\.list_qstash_ipv4/);
});

on('filters by operation, status, credential, text and unmatched', async (page) => {
  await hasRows(page, 5);
  await page.selectOption('#operation', 'neon.account_consumption');
  await hasRows(page, 3);
  assert.equal(await shown(page), '3 of 5 requests');
  await page.fill('#status', '4xx');
  await hasRows(page, 1);
  await page.fill('#status', '200');
  await hasRows(page, 2);
  await page.selectOption('#credential', 'napi_scale');
  await page.fill('#q', '2029-05');
  await hasRows(page, 1);
  assert.match(page.url(), /#\/traffic\?q=2029-05&operation=neon\.account_consumption&status=200&credential=napi_scale$/);
  await page.reload();
  await hasRows(page, 1);
  await page.click('#no-filter');
  await hasRows(page, 5);
  await page.check('#unmatched');
  await hasRows(page, 1);
  await page.fill('#q', 'no such text');
  await page.locator('#no-rows button').click();
  await hasRows(page, 5);
}, { prepare: busy });

on('pauses and follows', async (page, mock) => {
  await hasRows(page, 5);
  await page.click('#pause');
  await mock.get('/v2/qstash/ipv4');
  await until(page, () => /paused; 1 new$/.test(document.getElementById('shown').textContent));
  await hasRows(page, 5);
  await page.click('#pause');
  await hasRows(page, 6);
}, { prepare: busy });

on('shows one exchange in full', async (page) => {
  await rows(page).filter({ hasText: 'stats' }).click();
  await page.locator('#exchange-title').waitFor();
  const text = await exchange(page).innerText();
  assert.match(text, /Authorization\s+Basic upstash-test/i);
  assert.match(text, /Operation\s+upstash\.get_qstash_stats\s+documented/);
  assert.match(text, /curl -i -u "\$UPSTASH_EMAIL:\$UPSTASH_API_KEY" 'http/);
  assert.match(page.url(), /#\/traffic\/1$/);
  await exchange(page).getByRole('button', { name: 'Show the body as it is served now' }).click();
  await exchange(page).getByLabel('Body as it is served now').waitFor();
  assert.match(await exchange(page).innerText(), /"daily_requests"/);
  await exchange(page).getByRole('button', { name: 'Close' }).click();
  await exchange(page).waitFor({ state: 'hidden' });
}, { prepare: busy });

on('says why a request fits no operation', async (page) => {
  await rows(page).filter({ hasText: 'userz' }).click();
  await exchange(page).getByText('segment 3 is "userz" instead of "users"').waitFor();
  assert.match(await exchange(page).innerText(), /No operation fits this request/);
}, { prepare: busy });

on('says why a client gets no data', async (page) => {
  await rows(page).filter({ hasText: '401' }).click();
  await exchange(page).getByText('The credential is not one of this world').waitFor();
  assert.match(await exchange(page).innerText(), /napi_scale/);
  await rows(page).filter({ hasText: '2029' }).click();
  await exchange(page).getByText(/clock stands at 2026-05-20T12:00:00Z; your dates are \d+ days ahead/).first().waitFor();
  await exchange(page).getByRole('button', { name: 'Show the body as it is served now' }).click();
  await exchange(page).getByText('"periods"').waitFor();
}, { prepare: busy });

on('shows the fault that fired and the connection that failed', async (page, mock) => {
  await mock.admin('POST', '/faults', { faults: ['status=503,times=1', 'reset,times=1'] });
  await mock.get('/v2/qstash/ipv4');
  await mock.get('/v2/qstash/ipv4').catch(() => {});
  await page.check('#faulty');
  await hasRows(page, 2);
  await rows(page).filter({ hasText: '503' }).click();
  await exchange(page).getByText('A fault fired').waitFor();
  assert.match(await exchange(page).innerText(), /status=503,times=1/);
  await rows(page).filter({ hasText: 'none' }).click();
  await exchange(page).getByText('The connection failed').waitFor();
  assert.match(await exchange(page).innerText(), /net::ERR_/);
});

on('verifies what was expected', async (page) => {
  await rows(page).filter({ hasText: '2029' }).click();
  const verify = exchange(page).getByRole('button', { name: 'Verify', exact: true });
  await verify.click();
  await exchange(page).getByText('Verified: 1 request matched.').waitFor();
  await exchange(page).getByLabel('At least').fill('2');
  assert.match(await exchange(page).getByLabel('Body for POST /verify', { exact: true }).innerText(), /"atLeast": 2/);
  await verify.click();
  await exchange(page).getByText(/Not verified: expected at least 2, found 1/).waitFor();
}, { prepare: busy, allowed: (text) => text.includes('406') });

on('copies the curl line', async (page) => {
  await rows(page).filter({ hasText: 'userz' }).click();
  await page.getByRole('button', { name: 'Copy the curl command' }).click();
  await page.locator('#toast.shown').waitFor();
  await exchange(page).getByRole('button', { name: 'Close' }).click();
  await page.focus('#q');
  await page.keyboard.press('Control+V');
  assert.match(await page.inputValue('#q'), /^curl -i 'http:.*userz'$/);
}, { prepare: busy });

on('downloads HAR and clears the journal', async (page, mock) => {
  await hasRows(page, 5);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#har')]);
  assert.equal(JSON.parse(readFileSync(await download.path(), 'utf8')).log.entries.length, 5);
  await page.click('#clear');
  await page.locator('#confirm button[value=no]').click();
  assert.equal((await mock.admin('GET', '/requests')).meta.total, 5);
  await page.click('#clear');
  await page.click('#confirm-yes');
  await page.locator('#no-rows').waitFor();
  assert.equal((await mock.admin('GET', '/requests')).meta.total, 0);
}, { prepare: busy });

on('opens a request by its address', async (page) => {
  await exchange(page).getByText('No operation fits this request').waitFor();
  await page.goBack().catch(() => {});
}, { prepare: busy, hash: '#/traffic/3' });

on('says that the journal no longer has a request', async (page) => {
  await exchange(page).getByText('The journal does not have this request any more').waitFor();
}, { prepare: busy, hash: '#/traffic/999', allowed: (text) => text.includes('404') });
