// The dashboard is small, paints at once, and scrolls smoothly through a full journal.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { isLive, openPage, rows, serve, suite, until } from './dashboard.mjs';

const kEntries = 10_000;
const kMaxBytes = 150_000;
const kMaxPaint = 200;
const kMaxFrame = 100;
const kTries = 5;

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });
const on = suite();

/** Fills the journal, with so many requests at a time. */
async function fill({ get }, count, atATime = 40) {
  for (let sent = 0; sent < count; sent += atATime) {
    await Promise.all(Array.from({ length: atATime }, (none, index) => get(index % 9 ? '/v2/qstash/ipv4' : '/v2/qstash/userz')));
  }
}

/** Returns the bytes of all files of the page: as they are, and as they were sent. */
const bytesOf = (page) => page.evaluate(() => {
  const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(({ name }) => new URL(name).pathname.startsWith('/__admin/ui'));
  const sumOf = (member) => files.reduce((sum, file) => sum + file[member], 0);
  return { files: files.length, whole: sumOf('decodedBodySize'), sent: sumOf('encodedBodySize') };
});

on('opens with at most 150 kB', async (page) => {
  await isLive(page);
  const { whole, files } = await bytesOf(page);
  assert.ok(files > 20 && whole <= kMaxBytes, `${whole} bytes in ${files} files`);
});

on('sends at most 150 kB, charts included', async (page) => {
  await page.locator('#usage-result canvas').first().waitFor();
  const { sent, whole } = await bytesOf(page);
  assert.ok(sent <= kMaxBytes, `${sent} bytes were sent for ${whole}`);
}, { hash: '#/usage' });

test('paints at once', async () => {
  const mock = await serve();
  const paints = [];
  for (let attempt = 0; attempt < kTries; ++attempt) {
    const { page, context } = await openPage(browser, mock);
    await isLive(page);
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    await context.close();
  }
  await mock.stop();
  // Other work of the machine only adds time.
  assert.ok(Math.min(...paints) <= kMaxPaint, paints.join(' ms, '));
});

/** Scrolls through the list for some frames; returns the longest one. */
const longestFrame = (page) => page.evaluate(() => new Promise((resolve) => {
  const list = document.getElementById('list');
  const step = list.scrollHeight / 120;
  let [before, longest, frames] = [performance.now(), 0, 0];
  list.scrollTop = 0;
  requestAnimationFrame(function next(now) {
    if (frames > 1) longest = Math.max(longest, now - before);
    before = now;
    list.scrollTop += step;
    if (++frames < 150) requestAnimationFrame(next);
    else resolve(longest);
  });
}));

on(`scrolls smoothly through ${kEntries} entries`, async (page, mock) => {
  await fill(mock, kEntries);
  await page.reload();
  await until(page, (count) => document.getElementById('shown').textContent.startsWith(count), '10,000 requests');
  assert.ok(await rows(page).count() < 120, 'only visible rows are in the document');
  const frames = [];
  for (let attempt = 0; attempt < kTries; ++attempt) frames.push(await longestFrame(page));
  // Other work of the machine only makes frames longer.
  assert.ok(Math.min(...frames) <= kMaxFrame, frames.map(Math.round).join(' ms, '));
  await page.fill('#q', 'userz');
  await until(page, () => /^1,\d{3} of 10,000/.test(document.getElementById('shown').textContent));
});

on('says what was left out under load, and reads it again', async (page, mock) => {
  await isLive(page);
  // The page reads too slowly: its next request is held until the journal has many entries.
  let open = null;
  const gate = new Promise((resolve) => { open = resolve; });
  await page.route('**/__admin/live?*', async (route) => { await gate; await route.continue(); });
  const held = page.waitForRequest(/\/__admin\/live/);
  await mock.get('/v2/qstash/ipv4');
  await held;
  await fill(mock, 600);
  open();
  await page.fill('#q', 'userz');
  await until(page, () => /^\d+ of 251 requests that the page has read, 350 left out$/.test(document.getElementById('shown').textContent));
  await page.click('#no-filter');
  const gap = page.locator('#list .gap');
  await until(page, () => document.getElementById('shown').textContent === '251 requests, 350 left out');
  await page.focus('#list');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  assert.match(await gap.innerText(), /350 requests left out/);
  await page.keyboard.press('Enter');
  await until(page, () => document.getElementById('shown').textContent === '601 requests');
  assert.equal(await gap.count(), 0);
});

on('reads all of a journal that is longer than one response', async (page, mock) => {
  await page.route('**/__admin/live?*', (route) => route.continue({ url: route.request().url().replace('limit=10000', 'limit=250') }));
  await page.reload();
  await until(page, () => document.getElementById('shown').textContent === '250 requests, 351 left out');
  await page.fill('#q', 'userz');
  await page.click('#read-all');
  await until(page, () => /^\d+ of 601 requests$/.test(document.getElementById('shown').textContent));
  await page.click('#no-filter');
  await until(page, () => document.getElementById('shown').textContent === '601 requests');
}, { prepare: (mock) => fill(mock, 600).then(() => mock.get('/v2/qstash/ipv4')), hash: '#/traffic' });
