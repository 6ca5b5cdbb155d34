// The dashboard's controls and findings.
import assert from 'node:assert/strict';
import { AHEAD, PAST, bearer, exchange, goTo, suite, until } from './dashboard.mjs';

const on = suite();
const controls = { hash: '#/controls' };
const says = (page, text) => page.locator('#controls').getByText(text).first().waitFor();

on('advances and sets the clock', async (page, mock) => {
  await page.locator('#clock-card .now', { hasText: '2026-05-20 12:00:00' }).waitFor();
  await page.getByRole('button', { name: '+1 hour' }).click();
  await page.locator('#clock-card .now', { hasText: '2026-05-20 13:00:00' }).waitFor();
  await page.getByLabel('Advance by an ISO 8601 duration').fill('P2D');
  await page.getByRole('button', { name: 'Advance', exact: true }).click();
  await page.locator('#clock', { hasText: '2026-05-22 13:00:00' }).waitFor();
  await page.getByLabel('Time (RFC 3339)').fill('not a time');
  await page.getByRole('button', { name: 'Set the clock', exact: true }).click();
  await page.locator('#clock-card .error').waitFor();
  await page.getByLabel('Time (RFC 3339)').fill('2026-05-25T00:00:00Z');
  await page.getByRole('button', { name: 'Set the clock', exact: true }).click();
  await says(page, 'The clock was set.');
  assert.equal((await mock.admin('GET', '/clock')).now, '2026-05-25T00:00:00Z');
  await page.getByLabel('Mode').selectOption('now');
  await page.getByRole('button', { name: 'Set the clock', exact: true }).click();
  await page.locator('#clock-mode', { hasText: 'the time of this machine' }).waitFor();
}, { ...controls, allowed: (text) => text.includes('422') });

on('goes to the dates of the lifecycle', async (page, mock) => {
  await page.getByRole('button', { name: /Set the clock to 2026-06-01T00:00:00Z, when neon\.account_consumption is removed/ }).click();
  await page.locator('#clock', { hasText: '2026-06-01 00:00:00' }).waitFor();
  assert.equal((await mock.get(PAST, bearer('napi_scale'))).includes('periods'), false);
}, controls);

on('adds faults of every kind of form, shows what fired, and removes all', async (page, mock) => {
  await page.selectOption('#fault-kind', 'status');
  await page.fill('#fault-value', '429');
  await page.fill('#fault-times', '2');
  await page.selectOption('#fault-op', 'upstash.list_qstash_ipv4');
  assert.equal(await page.textContent('#fault-text'), 'status=429,times=2,op=upstash.list_qstash_ipv4');
  await page.getByRole('button', { name: 'Add the fault' }).click();
  await says(page, 'Added: status=429,times=2,op=upstash.list_qstash_ipv4');
  await mock.get('/v2/qstash/ipv4');
  await page.locator('#faults-card td', { hasText: 'upstash.list_qstash_ipv4' }).last().waitFor();
  await until(page, () => /Fired\s*1/.test(document.getElementById('faults-card').textContent));
  await page.selectOption('#fault-kind', 'hang');
  assert.equal(await page.locator('#fault-value').isVisible(), false);
  await page.selectOption('#fault-kind', 'status');
  await page.fill('#fault-value', '999');
  await page.getByRole('button', { name: 'Add the fault' }).click();
  await page.locator('#faults-card .error').waitFor();
  await page.click('#remove-faults');
  await page.locator('#confirm button[value=no]').click();
  assert.equal((await mock.admin('GET', '/faults')).faults.length, 1, 'it asks first');
  await page.click('#remove-faults');
  await page.click('#confirm-yes');
  await says(page, 'No fault is pending');
  await page.locator('#faults-title:focus').waitFor();
  assert.deepEqual((await mock.admin('GET', '/faults')).faults, []);
}, { ...controls, allowed: (text) => text.includes('422') });

on('chooses a variant, with the source of each value', async (page, mock) => {
  await page.locator('#variants-card summary').first().click();
  const variant = page.locator('.variant[data-id="upstash.period_30d"]');
  assert.match(await variant.innerText(), /documented \(default\)[^]*OpenAPI file[^]*observed[^]*live account/);
  await variant.locator('input[value=observed]').check();
  await says(page, 'upstash.period_30d is observed.');
  assert.equal((await mock.admin('GET', '/variants'))['upstash.period_30d'], 'observed');
  await page.locator('#variants-card details.changed').waitFor();
}, controls);

on('switches limits, lifecycle and delays, and keeps the other settings', async (page, mock) => {
  const settings = async () => (await mock.admin('GET', '/settings')).settings;
  await page.getByLabel('Fixed delay (ms)').fill('5');
  await page.getByLabel('Random delay, added').selectOption('uniform');
  await page.getByLabel('From (ms)').fill('1');
  await page.getByLabel('To (ms)').fill('2');
  await page.getByRole('button', { name: 'Set the delays' }).click();
  await says(page, 'The delays were set.');
  await page.getByLabel('Enforce rate limits').check();
  await says(page, 'Rate limits are on.');
  await page.getByLabel(/Follow the lifecycle/).uncheck();
  await says(page, 'The lifecycle is off.');
  const { fixedDelay, delayDistribution, extended } = await settings();
  assert.deepEqual([fixedDelay, delayDistribution, extended],
    [5, { type: 'uniform', lower: 1, upper: 2 }, { rateLimits: 'on', lifecycle: 'off' }]);
  await page.locator('#limits-card td', { hasText: 'a minute' }).first().waitFor();
  await page.getByRole('button', { name: 'No delays' }).click();
  await says(page, 'There is no delay any more.');
  assert.equal((await settings()).fixedDelay, null);
}, controls);

on('chooses a world and resets', async (page, mock) => {
  await until(page, () => document.getElementById('world-name').options.length > 1);
  await page.selectOption('#world-name', 'states');
  await page.getByRole('button', { name: 'Use this world' }).click();
  await page.locator('#world', { hasText: 'states' }).waitFor();
  await page.click('#reset');
  await page.locator('#confirm button[value=no]').click();
  await page.click('#reset');
  await page.click('#confirm-yes');
  await says(page, 'The mock is as it was at the start.');
  assert.equal((await mock.admin('GET', '/world')).name, 'default');
}, controls);

on('shows what another client of the control plane changes', async (page, mock) => {
  await page.locator('#clock-card .now', { hasText: '2026-05-20' }).waitFor();
  await mock.admin('POST', '/clock/advance', { by: 'P1D' });
  await page.locator('#clock-card .now', { hasText: '2026-05-21' }).waitFor();
  await mock.admin('POST', '/faults', { fault: 'html,times=3' });
  await page.locator('#faults-card td', { hasText: 'html,times=3' }).waitFor();
}, controls);

on('lists findings with their meaning and the request that shows them', async (page, mock) => {
  await page.getByText('No request has come yet').last().waitFor();
  await mock.get('/v2/qstash/ipv4?verbose=1');
  const finding = page.locator('.finding', { hasText: 'undocumented-parameter' });
  await finding.waitFor();
  assert.match(await finding.innerText(), /leave it out[^]*A query parameter that the operation does not document/);
  await finding.getByRole('link').click();
  await exchange(page).getByText('undocumented-parameter').waitFor();
  await mock.get(AHEAD, bearer('napi_scale'));
  await goTo(page, '#/findings');
  await page.locator('.finding', { hasText: 'deprecated-use' }).waitFor();
}, { hash: '#/findings' });
