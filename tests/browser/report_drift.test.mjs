// The part of the HTML report that tells drift, in Chromium: made by `check --against` of the real binary.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faintTexts, followsTheTheme, launch, open } from './browser.mjs';
import { BINARY, run, startMock } from '../end_to_end/mock.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">\u2028\u202eab{{data}}';
const folder = mkdtempSync(join(tmpdir(), 'browser-drift-'));
const path = (name) => join(folder, name);
const mockmeter = (...args) => run(BINARY, args);

let browser;
before(async () => {
  const mock = await startMock();
  try {
    const first = await mockmeter('check', mock.url, '--provider', 'upstash', '--report', `har=${path('before.har')}`);
    assert.equal(first.code, 0, first.stderr);
    await mock.setVariants({ 'upstash.period_30d': 'observed', 'upstash.users_schema': '2026-07' });
    const { code, stderr } = await mockmeter('check', mock.url, '--provider', 'upstash', '--against', path('before.har'),
      '--report', `html=${path('drift.html')}`, '--report', `ndjson=${path('drift.ndjson')}`);
    assert.equal(code, 1, stderr);
    await mock.reset();
    const hostile = JSON.parse(readFileSync(path('before.har'), 'utf8'));
    for (const { request, response } of hostile.log.entries) {
      if (!request.url.endsWith('/qstash/users') || response.status !== 200) continue;
      const users = JSON.parse(response.content.text);
      for (const user of users) Object.assign(user, { [HOSTILE]: HOSTILE });
      response.content = { mimeType: 'application/json', text: JSON.stringify(users) };
    }
    writeFileSync(path(`hostile.har`), JSON.stringify(hostile));
    await mockmeter('check', mock.url, '--provider', 'upstash', '--against', path('hostile.har'), '--report', `html=${path('hostile.html')}`);
  } finally {
    await mock.stop();
  }
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** A test on a page, which has to stay quiet. */
const on = (name, what, options, check) => test(what, async () => {
  const opened = await open(browser, path(name), options);
  try {
    await check(opened.page);
    assert.deepEqual(opened.seen, []);
  } finally {
    await opened.close();
  }
});

const section = (page) => page.locator('#drift');
const summary = (page) => page.locator('#drift summary').first();
const table = (page) => page.locator('#drift table.drift');
async function unfold(page) {
  if (!await table(page).isVisible()) await summary(page).click();
  await table(page).waitFor();
}

on('drift.html', 'tells what differs, the most severe first', {}, async (page) => {
  await unfold(page);
  const rows = await table(page).locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
  const recorded = readFileSync(path('drift.ndjson'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line)).find(({ type }) => type === 'drift');
  assert.equal(rows.length, recorded.differences.length);
  assert.ok(rows.some((cells) => /breaking/.test(cells[0]) && cells[1] === 'status' && cells[2] === 'upstash.get_qstash_stats'
    && /\?period=30d/.test(cells[3]) && cells[4] === '200' && cells[6] === '400'), JSON.stringify(rows));
  assert.ok(rows.some((cells) => cells[1] === 'missing-member' && /password/.test(cells[3]) && cells[6] === 'absent'));
  const order = ['breaking', 'change', 'notice'];
  const severities = rows.map(([severity]) => order.findIndex((name) => severity.includes(name)));
  assert.deepEqual(severities, [...severities].sort());
  assert.match(await section(page).innerText(), /\d+ differences? from/);
  assert.equal(await table(page).getByRole('columnheader').count(), 7);
});

on('drift.html', 'opens and closes by keyboard alone', {}, async (page) => {
  const isOpen = () => table(page).isVisible();
  const before = await isOpen();
  for (let count = 0; count < 60; ++count) {
    await page.keyboard.press('Tab');
    if (await summary(page).evaluate((element) => element === document.activeElement)) break;
  }
  assert.ok(await summary(page).evaluate((element) => element === document.activeElement), 'Tab reaches it');
  assert.notEqual(await summary(page).evaluate((element) => getComputedStyle(element).outlineStyle), 'none', 'and shows where it is');
  await page.keyboard.press('Enter');
  assert.equal(await isOpen(), !before);
  await page.keyboard.press('Space');
  assert.equal(await isOpen(), before);
});

for (const colorScheme of ['light', 'dark']) {
  on('drift.html', `can be read in ${colorScheme}, and by everybody`, { colorScheme }, async (page) => {
    await unfold(page);
    assert.deepEqual(await faintTexts(page), []);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run('#drift'));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
  });
}

on('drift.html', 'follows the theme', { colorScheme: 'light' }, async (page) => {
  await followsTheTheme(page);
});

on('drift.html', 'fits a narrow screen', { viewport: { width: 390, height: 800 } }, async (page) => {
  await unfold(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
});

on('drift.html', 'is told without a script, too', { javaScriptEnabled: false }, async (page) => {
  assert.match(await page.locator('#plain').innerText(), /DRIFT breaking {2}status {2}upstash\.get_qstash_stats/);
});

on('hostile.html', 'the name and value of a member do nothing', {}, async (page) => {
  await unfold(page);
  assert.match(await section(page).innerText(), /<~1script><script>window\.hacked=1<~1script>/, 'as in a JSON pointer');
  assert.match(await section(page).innerText(), /U\+202E/i);
  assert.equal(await page.locator('#drift img, #drift script, #drift a[href^="javascript"]').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});
