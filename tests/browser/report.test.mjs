// The HTML report in Chromium, made by the real binary.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faintTexts, followsTheTheme, launch, open } from './browser.mjs';

const BINARY = process.env.MOCKMETER_BIN;
const CLIENT = process.env.MOCKMETER_REFERENCE_CLIENT;
const folder = mkdtempSync(join(tmpdir(), 'browser-'));
const path = (name) => join(folder, name);

/** Exit codes other than 2 are verdicts. */
const mockmeter = (...args) => new Promise((resolve, reject) => {
  execFile(BINARY, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
    error && error.code !== 1 ? reject(new Error(stderr)) : resolve(stdout));
});
const evaluate = (bug) => mockmeter('conform', '--client', `${CLIENT}${bug ? ` --mutant=${bug}` : ''}`,
  '--run', 'upstash/get_qstash_stats/**', '--run', 'zkscore/get_usage/**', '--profile', 'core',
  '--seed', '7', '--report', `ndjson=${path(`${bug || 'good'}.ndjson`)}`);
const events = (name) => readFileSync(path(name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
const save = (name, all) => writeFileSync(path(name), all.map((event) => `${JSON.stringify(event)}\n`).join(''));
const render = (page, ...files) => mockmeter('report', '--report', `html=${path(page)}`, ...files.map(path));

let browser;
let failed;  // ids of what drop-zone fails
let all;     // ids of all cases
before(async () => {
  for (const bug of ['', 'drop-zone', 'cap-100']) await evaluate(bug);
  await render('good.html', 'good.ndjson');
  await render('bad.html', 'drop-zone.ndjson');
  await render('matrix.html', 'good.ndjson', 'drop-zone.ndjson', 'cap-100.ndjson');
  const cases = events('drop-zone.ndjson').filter(({ type }) => type === 'case');
  all = cases.map(({ id }) => id);
  failed = cases.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  assert.ok(failed.length > 1 && failed.length < all.length / 2);
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
    await check(opened.page, opened);
    assert.doesNotMatch(await opened.page.locator('#summary').innerText(), /NaN|undefined|\[object|^, /m);
    assert.deepEqual(opened.seen, []);
  } finally {
    await opened.close();
  }
});

function outcomeOf(name) {
  const { counts, duration_ms: duration } = events(name).at(-1);
  return { passed: counts.pass, took: (duration / 1000).toFixed(1) };
}

const shownIds = (page) => page.$$eval('#grid tr.case:not([hidden]) .id', (ids) => ids.map((id) => id.textContent));
const chip = (page, verdict) => page.locator(`.chip[data-verdict="${verdict}"]`);
const detail = (page) => page.locator('#detail');
const address = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));
const openId = (page) => page.locator('#detail .id').textContent();

on('bad.html', 'begins with what failed', {}, async (page) => {
  assert.match(await page.title(), /reference client .*: Not conformant/);
  assert.match(await page.locator('.standings').textContent(), /upstash.*Not conformant/);
  const { passed, took } = outcomeOf('drop-zone.ndjson');
  assert.ok((await page.locator('.outcome').innerText()).includes(`${passed} passed, ${failed.length} failed`));
  assert.match(await page.locator('#summary .facts').innerText(), new RegExp(`Duration\\s+${took} s`));
  assert.deepEqual((await shownIds(page)).sort(), [...failed].sort());
  assert.equal(await page.locator('#count').textContent(), `${failed.length} of ${all.length} cases`);
  assert.equal(await page.locator('#failures').isVisible(), false, 'the grid has them');
  assert.equal(await page.locator('#plain').isVisible(), false, 'it is for browsers without scripts');
});

on('good.html', 'begins with everything where nothing failed', {}, async (page) => {
  assert.equal((await shownIds(page)).length, all.length);
  assert.equal(await detail(page).isVisible(), false);
});

on('bad.html', 'filters by verdict, provider, topic and level', {}, async (page) => {
  await chip(page, '').click();
  assert.equal((await shownIds(page)).length, all.length);
  await page.selectOption('#provider', 'zkscore');
  assert.deepEqual(new Set((await shownIds(page)).map((id) => id.split('/')[0])), new Set(['zkscore']));
  await page.selectOption('#topic', 'series');
  const some = (await shownIds(page)).length;
  assert.ok(some > 0 && some < all.length / 4);
  await page.selectOption('#topic', '');
  await page.selectOption('#level', 'SHOULD');
  assert.deepEqual(new Set(await page.$$eval('#grid tr.case:not([hidden]) .level', (levels) => levels.map((level) => level.textContent))),
    new Set(['SHOULD']));
  await page.click('#clear');
  await chip(page, 'fail').click();
  assert.equal((await shownIds(page)).length, failed.length);
  await chip(page, 'pass').click();
  assert.equal(await chip(page, 'fail').getAttribute('aria-pressed'), 'true', 'they add up');
  assert.ok((await shownIds(page)).length > failed.length);
});

on('bad.html', 'searches ids, requirements and words', { hash: '#verdict=all' }, async (page) => {
  for (const [query, count] of [
    [all[0], (found) => found >= 1],
    ['UPS-STATS-004', (found) => found > 0 && found < 30],
    ['240 DATAPOINTS', (found) => found > 0 && found < all.length],
    ['no such thing at all', (found) => found === 0],
  ]) {
    await page.fill('#q', query);
    assert.ok(count((await shownIds(page)).length), query);
  }
  assert.equal(await page.locator('#nothing').isVisible(), true);
  await page.press('#q', 'Escape');
  assert.equal((await shownIds(page)).length, all.length);
});

on('bad.html', 'opens a case with all there is to say', {}, async (page) => {
  await page.locator(`#grid tr.case:not([hidden])`).first().click();
  const text = await detail(page).textContent();
  for (const words of [/expected/, /actual/, /On the wire/, /GET \/v/, /curl -i/, /Likely cause[a-z-]+: /,
    /until=\d{4}-\d\d-\d\d issue=/, /mockmeter conform --client COMMAND --run '/]) {
    assert.match(text, words);
  }
  assert.ok(await page.locator('#detail .requirement a[href^="https://"]').count() > 0);
  assert.ok(await page.locator('#detail .check.bad mark').count() > 0, 'the difference is marked');
  await page.click('#detail .close');
  assert.equal(await detail(page).isVisible(), false);
});

on('bad.html', 'copies a command', {}, async (page) => {
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const line = page.locator('#detail .copyline', { hasText: 'curl -i' }).first();
  await line.locator('.copy').click();
  await page.locator('#toast.shown', { hasText: 'Copied' }).waitFor();
  await page.click('#detail .close');
  await page.focus('#q');
  await page.keyboard.press('Control+V');
  assert.match(await page.inputValue('#q'), /^curl -i /);
});

on('bad.html', 'can be used by keyboard alone', {}, async (page) => {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const ids = await shownIds(page);
  await press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  await press('ArrowDown', 'j', 'Enter');
  assert.equal(await openId(page), ids[1]);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'detail-title');
  await press('k');
  assert.equal(await openId(page), ids[0], 'it follows');
  await press('Escape');
  assert.equal(await detail(page).isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.closest('tr').querySelector('.id').textContent), ids[0]);
  await press('End', 'Enter');
  assert.equal(await openId(page), ids.at(-1));
  await press('Escape', '?');
  assert.equal(await page.locator('#help').isVisible(), true);
  await press('Escape');
  assert.equal(await page.locator('#help').isVisible(), false);
  await press('/');
  await page.keyboard.type('jk?');
  assert.equal(await page.inputValue('#q'), 'jk?', 'a key in a field is a letter');
});

on('bad.html', 'has its view in the address', {}, async (page, { context }) => {
  await page.fill('#q', 'zone');
  await page.locator('#grid tr.case:not([hidden])').first().click();
  const id = await openId(page);
  assert.equal(address(page).get('case'), id);
  assert.equal(address(page).get('q'), 'zone');
  const other = await context.newPage();
  await other.goto(page.url());
  assert.equal(await openId(other), id);
  assert.deepEqual(await shownIds(other), await shownIds(page));
  await page.goBack();
  assert.equal(await detail(page).isVisible(), false, 'the way back closes it');
  assert.equal(await page.inputValue('#q'), 'zone');
});

on('matrix.html', 'has the roles of a grid', {}, async (page) => {
  const grid = page.getByRole('grid', { name: 'Cases' });
  assert.ok(await grid.getByRole('row').count() > all.length);
  assert.equal(await grid.getByRole('columnheader').count(), 4);
  assert.equal(await grid.locator('button[tabindex="0"]').count(), 1, 'Tab stops once');
  assert.ok(await grid.getByRole('button', { name: /^fail, .*drop-zone/ }).count() > 0);
});

on('matrix.html', 'shows three clients side by side', {}, async (page) => {
  assert.equal((await shownIds(page)).length, all.length);
  assert.equal(await page.locator('.standings.clients tbody tr').count(), 3);
  await page.check('#differ');
  const some = await shownIds(page);
  assert.ok(some.length >= failed.length && some.length < all.length);
  assert.equal(address(page).get('differ'), 'yes');
  const row = page.locator('#grid tr.case', { has: page.getByText(failed[0], { exact: true }) });
  await row.locator('button').nth(1).click();
  assert.equal(address(page).get('run'), '2');
  assert.equal(await page.locator('#detail .badge').textContent(), '\u2717 fail');
  await page.locator('#detail .client').first().click();
  assert.equal(await page.locator('#detail .badge').textContent(), '\u2713 pass');
  assert.equal(address(page).get('run'), '1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  assert.equal(address(page).get('run'), '2');
});

for (const name of ['bad.html', 'matrix.html']) {
  for (const colorScheme of ['light', 'dark']) {
    on(name, `${name} can be read in ${colorScheme}`, { colorScheme, hash: '#verdict=fail' }, async (page) => {
      await page.locator('#grid tr.case:not([hidden])').first().click();
      assert.deepEqual(await faintTexts(page), []);
    });
  }
  on(name, `${name} fits a narrow screen`, { viewport: { width: 390, height: 800 } }, async (page) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(await overflow(), 0);
    await page.locator('#grid tr.case:not([hidden])').first().click();
    assert.equal(await overflow(), 0);
    assert.equal(await page.evaluate(() => document.getElementById('detail').scrollWidth), 390);
    await page.click('#detail .close');
    assert.equal(await detail(page).isVisible(), false);
  });
}

on('bad.html', 'changes its colors, and remembers', { colorScheme: 'light' }, async (page) => {
  await followsTheTheme(page);
  assert.match(await page.textContent('#theme'), /dark/);
});

on('bad.html', 'prints every failure', {}, async (page) => {
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#cases').isVisible(), false);
  const text = await page.locator('#failures').innerText();
  for (const id of failed) assert.ok(text.includes(id), id);
  assert.equal(await page.locator('#plain').isVisible(), false);
  assert.match(text, /expected[^]*actual[^]*curl[^]*known failing/);
  assert.ok((await page.pdf()).length > 10_000);
});

on('bad.html', 'can be read without its script', { javaScriptEnabled: false }, async (page) => {
  assert.equal(await page.locator('#tools').isVisible(), false);
  const text = await page.locator('#plain').innerText();
  assert.match(text, /upstash core NOT CONFORMANT/);
  for (const id of failed) assert.ok(text.includes(`FAIL  ${id}\n`), id);
  assert.match(text, /expected[^]*actual[^]*curl[^]*known failing/);
});

const HOSTILE = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">\u2028\u202eab\u0007{{data}}';
test('what a client sends does nothing', async () => {
  const stream = events('drop-zone.ndjson');
  stream[0].client.name = HOSTILE;
  for (const event of stream.filter(({ verdict }) => verdict === 'fail')) {
    Object.assign(event, { title: HOSTILE, rationale: HOSTILE, wire: [HOSTILE], curl: [HOSTILE], reason: HOSTILE,
      exchanges: [{ ...event.exchanges[0], request: { method: 'GET', target: HOSTILE, headers: [[HOSTILE, HOSTILE]] },
        response: { status: 200, headers: [], body: { size: 9, text: HOSTILE } } }] });
    event.assertions.forEach((check) => Object.assign(check, { actual: HOSTILE, expected: HOSTILE }));
    Object.assign(event.requirements[0], { text: HOSTILE, url: 'javascript:window.hacked=1' });
  }
  stream.splice(-1, 0, { type: 'bench', rows: [{ client: HOSTILE, load: HOSTILE, calls_per_second: 7 }] });
  save('hostile.ndjson', stream);
  await render('hostile.html', 'hostile.ndjson');
  await render('hostile-matrix.html', 'hostile.ndjson', 'good.ndjson');
  for (const name of ['hostile.html', 'hostile-matrix.html']) {
    const { page, seen, close } = await open(browser, path(name), { hash: '#verdict=fail' });
    await page.locator('#grid tr.case:not([hidden])').first().click();
    await page.locator('#bench summary').click();
    await page.locator('#detail summary', { hasText: 'Headers and bodies' }).click();
    await page.locator('#detail details details summary').click();
    assert.match(await page.locator('#detail pre').last().innerText(), /^200\n\n<\/script>/);
    assert.match(await detail(page).innerText(), /<\/script><script>window\.hacked=1<\/script>.*U\+2028.*U\+202E/i);
    assert.equal(await page.locator('#detail a[href^="javascript"], main img, main script').count(), 0);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.deepEqual(seen, []);
    await close();
  }
});

test('shows how fast clients were, when that was measured', async () => {
  const stream = events('good.ndjson');
  stream.splice(-1, 0, { type: 'bench', rows: [
    { client: 'ours', load: '8 in flight', calls_per_second: 1000, p50_ms: 1.5, p99_ms: 4, spread: 0.031 },
    { client: 'ceiling', load: '8 in flight', calls_per_second: 4000, p50_ms: 0.5, p99_ms: 2, spread: 0.01 }], noisy: ['others had 12 % of the machine'] });
  save('bench.ndjson', stream);
  await render('bench.html', 'bench.ndjson');
  const { page, seen, close } = await open(browser, path('bench.html'));
  await page.locator('#bench summary').click();
  const widths = await page.$$eval('#bench rect', (bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
  assert.equal(widths[1] / widths[0], 4);
  assert.match(await page.locator('#bench .figures').innerText(), /ours\s+8 in flight\s+1,000\s+1\.5\s+4\s+3\.1 %/);
  assert.match(await page.locator('#bench .note').innerText(), /others had 12 %/);
  assert.deepEqual(seen, []);
  await close();
});
