// The dashboard's usage: charts, tables, the file, and what a vendor refuses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PAST, STATS, UPSTASH, bearer, exchange, goTo, suite, until } from './dashboard.mjs';

const on = suite();
const result = (page) => page.locator('#usage-result');
const charts = (page) => page.locator('#usage-result .plot canvas');
const seriesOf = (operation, target, credential) =>
  `#/usage?${new URLSearchParams({ operation, target, credential })}`;

on('draws each metric of a series, with the same numbers in a table', async (page, mock) => {
  await charts(page).first().waitFor();
  assert.equal(await charts(page).count(), 4);
  const served = await mock.admin('POST', '/usage', { target: PAST, credential: 'napi_scale' });
  const [{ times, metrics }] = served.series;
  const cells = await page.$$eval('#usage-result tbody tr', (all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.equal(cells.length, times.length);
  assert.deepEqual(cells.map((row) => row.slice(1).map((text) => Number(text.replaceAll(',', '')))),
    times.map((time, index) => Object.values(metrics).map((values) => values[index])));
  const rows = (await mock.admin('GET', '/requests')).meta.total;
  assert.equal(rows, 0, 'nothing is journaled');
}, { hash: seriesOf('neon.account_consumption', PAST, 'napi_scale') });

on('changes operation, credential and parameters', async (page) => {
  await charts(page).first().waitFor();
  await page.getByLabel('granularity').selectOption('hourly');
  await page.getByLabel('from (required)').fill('2026-05-19T00:00:00Z');
  await page.getByLabel('to (required)').fill('2026-05-19T12:00:00Z');
  await page.getByRole('button', { name: 'Read the usage' }).click();
  await result(page).getByText('12 buckets').waitFor();
  assert.match(decodeURIComponent(page.url()), /granularity=hourly/);
  await page.selectOption('#usage-operation', 'upstash.get_qstash_stats');
  await result(page).getByText('/daily_requests').first().waitFor();
  await page.getByLabel('period', { exact: true }).selectOption('1h');
  await until(page, () => decodeURIComponent(decodeURIComponent(location.hash)).includes('period=1h'));
}, { hash: seriesOf('neon.account_consumption', PAST, 'napi_scale') });

on('shows what the vendor refuses in its own words', async (page) => {
  await result(page).getByText('The operation refused with 40').waitFor();
  assert.match(await result(page).locator('pre').innerText(), /"(message|error)"/);
}, { hash: seriesOf('neon.account_consumption', PAST, 'napi_free') });

on('says that a series is empty', async (page) => {
  await result(page).getByText(/Every series is empty|has no bucket|Every value is/).first().waitFor();
}, { hash: seriesOf('neon.project_consumption', '/api/v2/consumption_history/projects?from=2026-05-20T13:00:00Z&to=2026-05-20T15:00:00Z&granularity=hourly&limit=2', 'napi_scale') });

on('takes what the last request asked, and marks its buckets', async (page, mock) => {
  await charts(page).first().waitFor();
  assert.equal(await page.locator('#as-last').isDisabled(), true);
  await mock.get(PAST.replace('05-01', '05-03'), bearer('napi_scale'));
  await until(page, () => !document.getElementById('as-last').disabled);
  await page.click('#as-last');
  await until(page, () => document.querySelectorAll('#usage-result tr.served').length === 5);
  await page.getByLabel('from (required)').fill('2026-05-01T00:00:00Z');
  await page.getByRole('button', { name: 'Read the usage' }).click();
  await until(page, () => document.querySelectorAll('#usage-result tbody tr').length === 7);
  assert.equal(await page.locator('#usage-result tr.served').count(), 5);
}, { hash: seriesOf('neon.account_consumption', PAST, 'napi_scale') });

on('downloads the series as CSV', async (page) => {
  await charts(page).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
  assert.equal(download.suggestedFilename(), 'neon.account_consumption-napi_scale.csv');
  assert.match(await page.locator('#usage-result .asked').innerText(), /^GET .*granularity=daily with napi_scale$/);
  const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
  assert.equal(lines[0], 'series,time,metric,value,credential');
  assert.equal(lines.length, 1 + 7 * 4);
  assert.match(lines[1], /^\/periods\/0\/consumption,2026-05-01T00:00:00Z,active_time_seconds,\d+,napi_scale$/);
}, { hash: seriesOf('neon.account_consumption', PAST, 'napi_scale') });

on('opens the series of an exchange', async (page, mock) => {
  await mock.get(`${STATS}?period=12h`, UPSTASH);
  await goTo(page, '#/traffic/1');
  await exchange(page).getByText('Show these series in Usage').click();
  await charts(page).first().waitFor();
  assert.equal(await page.getByLabel('period', { exact: true }).inputValue(), '12h');
});

on('keeps a credential that another world does not have', async (page, mock) => {
  await charts(page).first().waitFor();
  await mock.admin('PUT', '/world', { name: 'another' });
  await page.locator('#usage-credential option', { hasText: 'napi_scale (not in this world)' }).waitFor({ state: 'attached' });
  assert.equal(await page.inputValue('#usage-credential'), 'napi_scale');
}, { hash: seriesOf('neon.account_consumption', PAST, 'napi_scale'), allowed: (text) => /40[0-9]|422/.test(text) });
