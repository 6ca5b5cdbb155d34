// The dashboard by keyboard, by screen reader, narrow and wide, light and dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { followsTheTheme } from './browser.mjs';
import { PAST, STATS, UPSTASH, bearer, exchange, goTo, isLive, rows, suite, until } from './dashboard.mjs';

const on = suite();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TABS = ['traffic', 'usage', 'controls', 'findings'];

const busy = async (mock) => {
  await mock.get('/v2/qstash/userz');
  await mock.get(`${STATS}?period=3h`, UPSTASH);
  await mock.get(PAST, bearer('napi_scale'));
  await mock.admin('POST', '/faults', { faults: ['status=503,times=2,op=upstash.list_qstash_ipv4'] });
  await mock.get('/v2/qstash/ipv4');
};

/** Shows a tab and waits until it has all that it shows of this mock. */
async function show(page, tab) {
  await goTo(page, `#/${tab}`);
  const ready = {
    traffic: () => document.querySelectorAll('#list .canvas .row:not([hidden]), #no-rows .copyline').length > 3,
    usage: () => document.querySelector('#usage-result canvas'),
    controls: () => document.querySelector('.dates') && document.querySelector('.variant') && document.querySelector('#limits-card p.meta'),
    findings: () => document.querySelector('#finding-list details'),
  };
  await until(page, ready[tab]);
}

async function violations(page) {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark']) {
  const options = { colorScheme, bypassCSP: true };
  on(`has no violation of axe-core, ${colorScheme}`, async (page) => {
    for (const tab of TABS) {
      await show(page, tab);
      if (tab === 'controls') for (const summary of await page.locator('#variants-card summary').all()) await summary.click();
      assert.deepEqual(await violations(page), [], tab);
    }
    await goTo(page, '#/traffic/1');
    await exchange(page).getByText('No operation fits').waitFor();
    assert.deepEqual(await violations(page), [], 'an exchange');
    await page.keyboard.press('?');
    assert.deepEqual(await violations(page), [], 'the keys');
  }, { ...options, prepare: busy });

  on(`has no violation of axe-core while it is empty, ${colorScheme}`, async (page) => {
    for (const tab of TABS) {
      await show(page, tab);
      assert.deepEqual(await violations(page), [], tab);
    }
  }, options);
}

/** Presses Tab until the focus comes back; returns the number of controls that were not reached. */
async function missedByTab(page) {
  await page.evaluate(() => {
    const isVisible = (element) => element.checkVisibility() && !element.disabled;
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const all = [...document.querySelectorAll(controls)].filter(isVisible);
    // Arrow keys choose within a group of radio buttons: Tab stops at the chosen one.
    window.wanted = new Set(all.filter((element) => element.type !== 'radio' || element.checked));
    document.addEventListener('focusin', ({ target }) => window.wanted.delete(target));
    document.activeElement?.blur();
  });
  const size = await page.evaluate(() => window.wanted.size);
  for (let press = 0; press < 2 * size + 10 && await page.evaluate(() => window.wanted.size) > 0; ++press) {
    await page.keyboard.press('Tab');
  }
  return page.evaluate(() => [...window.wanted].map((element) => element.outerHTML.slice(0, 120)));
}

on('reaches every control by Tab', async (page) => {
  for (const tab of [...TABS, 'traffic/1']) {
    if (tab === 'traffic/1') await goTo(page, '#/traffic/1');
    else await show(page, tab);
    if (tab === 'traffic/1') await exchange(page).getByText('No operation fits').waitFor();
    if (tab === 'controls') await page.locator('#variants-card summary').last().click();
    assert.deepEqual(await missedByTab(page), [], tab);
  }
}, { prepare: busy });

on('is used by keyboard alone', async (page, mock) => {
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  await until(page, () => document.querySelectorAll('#list .canvas .row:not([hidden])').length === 4);
  await press('/');
  await page.locator('#q:focus').waitFor();
  await page.keyboard.type('jk?1');
  assert.equal(await page.inputValue('#q'), 'jk?1', 'a key in a field is a letter');
  await press('Escape');
  await page.locator('#list:focus').waitFor();
  await press('ArrowDown', 'ArrowDown', 'Enter');
  await page.locator('#exchange-title', { hasText: PAST }).waitFor();
  await press('j');
  await page.locator('#exchange-title', { hasText: '/v2/qstash/stats' }).waitFor();
  await press('k', 'k');
  await page.locator('#exchange-title', { hasText: '/v2/qstash/ipv4' }).waitFor();
  await press('Escape');
  await exchange(page).waitFor({ state: 'hidden' });
  await page.locator('#list:focus').waitFor();
  await press('End', 'Enter');
  await page.locator('#exchange-title', { hasText: 'userz' }).waitFor();
  await press('p');
  assert.equal(await page.getAttribute('#pause', 'aria-pressed'), 'true');
  await press('Escape', '3');
  await page.locator('#controls:focus').waitFor();
  await press('1');
  await page.locator('#traffic:focus').waitFor();
  await press('k', 'Enter');
  await exchange(page).waitFor();
  await press('3');
  await page.locator('#controls:focus').waitFor();
  await page.focus('[data-step=P1D]');
  await press('Space');
  await page.locator('#clock', { hasText: '2026-05-21' }).waitFor();
  await page.focus('#reset');
  await press('Enter', 'Tab', 'Enter');
  await until(page, () => document.getElementById('clock').textContent.startsWith('2026-05-20'));
  await press('?');
  await page.locator('#help').waitFor();
  await press('Escape');
  await page.locator('#help').waitFor({ state: 'hidden' });
}, { prepare: busy });

const widths = [390, 700, 1000, 1400];
for (const width of widths) {
  on(`fits a window of ${width} px`, async (page) => {
    for (const tab of [...TABS, 'traffic/1']) {
      if (tab === 'traffic/1') await goTo(page, '#/traffic/1');
      else await show(page, tab);
      if (tab === 'traffic/1') await exchange(page).getByText('No operation fits').waitFor();
      if (tab === 'controls') for (const summary of await page.locator('#variants-card summary').all()) await summary.click();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, tab);
    }
  }, { viewport: { width, height: 844 }, prepare: busy });
}

on('follows the theme of the system, and remembers another', followsTheTheme, { colorScheme: 'light' });

on('has landmarks, a live state and named grids', async (page) => {
  await isLive(page);
  await rows(page).first().waitFor();
  for (const role of ['banner', 'navigation', 'main', 'search']) assert.equal(await page.getByRole(role).count(), 1, role);
  const grid = page.getByRole('grid', { name: 'Requests' });
  assert.equal(await grid.getByRole('columnheader').count(), 8);
  assert.equal(await grid.getAttribute('aria-rowcount'), '5');
  assert.equal(await page.locator('#connection').getAttribute('aria-live'), 'polite');
}, { prepare: busy });
