// The dashboard beside a mock that stops, restarts, changes or asks for a token; secrets and hostile entries.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { PAST, STATS, UPSTASH, bearer, exchange, goTo, isLive, openPage, rows, serve, suite, until } from './dashboard.mjs';

const on = suite();
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const isRefused = (text) => text.includes('ERR_');
const isUnauthorized = (text) => text.includes('401');

test('goes on by itself when the mock stops and starts again', async () => {
  const first = await serve();
  const { page, context, seen } = await openPage(browser, first, { allowed: isRefused });
  await isLive(page);
  await first.get('/v2/qstash/userz');
  await rows(page).first().waitFor();
  await first.stop();
  await page.locator('#connection.silent').waitFor();
  assert.match(await page.textContent('#connection'), /does not answer; trying again/);
  const second = await serve(first.port, '--seed', '7');
  await page.locator('#notice', { hasText: 'The mock was restarted' }).waitFor();
  await page.locator('#world', { hasText: 'seed 7' }).waitFor();
  await page.locator('#no-rows').waitFor();
  await second.get('/v2/qstash/ipv4');
  await rows(page).filter({ hasText: 'ipv4' }).waitFor();
  assert.equal(await page.locator('#notice').isVisible(), true, 'it stays until it is closed');
  await page.locator('#notice button').click();
  await page.locator('#notice').waitFor({ state: 'hidden' });
  assert.deepEqual(seen, []);
  await context.close();
  await second.stop();
});

test('asks for the token, keeps it for this tab, and never shows it', async () => {
  const token = 'a-planted-admin-token';
  const mock = await serve(0, '--admin-token', token);
  const { page, context, seen } = await openPage(browser, mock, { allowed: isUnauthorized });
  await page.locator('#token').waitFor();
  assert.equal(await page.getAttribute('#token-value', 'type'), 'password');
  await page.fill('#token-value', 'wrong');
  await page.keyboard.press('Enter');
  await page.getByText('The mock did not accept this token.').waitFor();
  await page.fill('#token-value', token);
  await page.keyboard.press('Enter');
  await isLive(page);
  assert.equal(await page.locator('#token').isVisible(), false);
  assert.equal(await page.inputValue('#token-value'), '');
  await page.reload();
  await isLive(page);
  assert.equal((await page.content()).includes(token), false);
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)).then((text) => text.includes(token)), false);
  const [download] = await Promise.all([page.waitForEvent('download'), mock.get('/v2/qstash/ipv4').then(async () => {
    await rows(page).first().waitFor();
    await page.click('#har');
  })]);
  assert.ok(await download.path());
  assert.deepEqual(seen, []);
  await context.close();
  await mock.stop();
});

test('refuses a token that a header cannot carry', async () => {
  const token = 'a-planted-admin-token';
  const mock = await serve(0, '--admin-token', token);
  const { page, context, seen } = await openPage(browser, mock, { allowed: isUnauthorized });
  await page.locator('#token').waitFor();
  await page.fill('#token-value', 'a\u201dplanted\u20actoken');
  await page.keyboard.press('Enter');
  await page.getByText('The mock did not accept this token.').waitFor();
  await page.evaluate(() => sessionStorage.setItem('mockmeter-admin-token', '\u201dstored\u20ac'));
  await page.reload();
  await page.locator('#token').waitFor();
  await page.fill('#token-value', token);
  await page.keyboard.press('Enter');
  await isLive(page);
  assert.deepEqual(seen, []);
  await context.close();
  await mock.stop();
});

test('asks when a token is needed from now on', async () => {
  const first = await serve();
  const { page, context } = await openPage(browser, first);
  await isLive(page);
  await first.stop();
  const second = await serve(first.port, '--admin-token', 'another-token');
  await page.locator('#token').waitFor();
  await page.fill('#token-value', 'another-token');
  await page.keyboard.press('Enter');
  await isLive(page);
  await context.close();
  await second.stop();
});

on('reads everything again when world and clock change', async (page, mock) => {
  await isLive(page);
  await mock.admin('PUT', '/world', { name: 'another' });
  await page.locator('#world', { hasText: 'another' }).waitFor();
  await mock.admin('POST', '/reset');
  await page.locator('#world', { hasText: 'default' }).waitFor();
});

/** Sends bytes that no HTTP client would send. */
const sendRaw = (port, text) => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1', () => socket.end(text));
  socket.on('data', () => {});
  socket.on('close', resolve);
  socket.on('error', reject);
});

const HOSTILE = '<script>window.hacked=1</script><img/src=x/onerror=window.hacked=1>';
on('does nothing that a request says', async (page, mock) => {
  await isLive(page);
  const body = `</pre>${HOSTILE}\u202e`;
  await sendRaw(mock.port, `POST /v2/${HOSTILE}?x=${HOSTILE} HTTP/1.1\r\nHost: 127.0.0.1:${mock.port}\r\nX-Evil: ${HOSTILE}\r\n`
    + `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
  await rows(page).first().click();
  await page.locator('#exchange-title').waitFor();
  const text = await exchange(page).innerText();
  assert.ok(text.includes(`x-evil`) || text.includes('X-Evil'));
  assert.ok(text.includes(`</pre>${HOSTILE}`));
  assert.match(text, /U\+202E/);
  await goTo(page, '#/findings');
  await page.locator('.finding').first().waitFor();
  await goTo(page, `#/traffic?q=${encodeURIComponent(HOSTILE)}&operation=${encodeURIComponent(HOSTILE)}`);
  await page.locator('#no-rows').waitFor();
  assert.equal(await page.locator('main script, main img, [onerror]').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

on('shows no secret anywhere', async (page, mock) => {
  const secrets = ['planted-bearer-secret-4711', 'planted-query-secret-4712', 'upstash-test-key', 'zk_test_professional', 'sk-admin-test-main'];
  await mock.get(`${PAST}&api_key=${secrets[1]}`, bearer(secrets[0]));
  await mock.get(`${STATS}?period=1h`, UPSTASH);
  await mock.get('/v1/developer/usage?timeframe=24h', bearer(secrets[3]));
  await mock.get('/v1/organization/costs?start_time=1778976000', bearer(secrets[4]));
  const look = async () => {
    const html = await page.content();
    for (const secret of [...secrets, btoa(`dev@example.com:${secrets[2]}`)]) assert.equal(html.includes(secret), false, secret);
  };
  for (const number of [1, 2, 3, 4]) {
    await goTo(page, `#/traffic/${number}`);
    await until(page, (wanted) => document.querySelector('#exchange .meta')?.textContent === `Request ${wanted}`, number);
    const now = exchange(page).getByRole('button', { name: 'Show the body as it is served now' });
    await now.click();
    await exchange(page).locator('[aria-live] > *').first().waitFor();
    await look();
  }
  for (const tab of ['usage', 'controls', 'findings']) {
    await goTo(page, `#/${tab}`);
    await page.locator(`#${tab}`).waitFor();
    if (tab === 'usage') await page.locator('#usage-result > *').first().waitFor();
    if (tab === 'controls') {
      await until(page, () => document.getElementById('world-name').options.length > 1);
      await page.selectOption('#world-name', 'states');
      await page.getByRole('button', { name: 'Use this world' }).click();
      await page.getByText('The world is states.').waitFor();
    }
    await look();
  }
}, { allowed: (text) => /40[0-9]|422/.test(text) });

test('closes an exchange and forgets choices of the filter with a restart', async () => {
  const first = await serve();
  const { page, context } = await openPage(browser, first, { allowed: isRefused });
  await isLive(page);
  await first.get('/v2/qstash/ipv4');
  await rows(page).first().click();
  await page.locator('#exchange-title').waitFor();
  await page.fill('#status', 'abc');
  await page.locator('#shown', { hasText: 'a class such as 4xx' }).waitFor();
  await page.fill('#status', '');
  await first.stop();
  const second = await serve(first.port);
  await exchange(page).waitFor({ state: 'hidden' });
  await until(page, () => document.getElementById('operation').options.length === 1);
  await context.close();
  await second.stop();
});
