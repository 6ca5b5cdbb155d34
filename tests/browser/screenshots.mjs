// Takes the pictures of the dashboard that README.md shows, and with a folder as argument those of every
// part, light and dark, wide and narrow, of a mock that nobody has asked yet and of one in use.
// Usage: MOCKMETER_BIN=PROGRAM node screenshots.mjs [FOLDER]
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';
import { ACCOUNT, AHEAD, PAST, STATS, UPSTASH, bearer, isLive, openPage, serve } from './dashboard.mjs';

const kPort = 18200;
const kPartial = `${ACCOUNT}?from=2026-05-03T00:00:00Z&to=2026-05-06T00:00:00Z&granularity=daily`;
const kUsage = `#/usage?${new URLSearchParams({
  operation: 'neon.account_consumption', credential: 'napi_scale',
  target: `${ACCOUNT}?from=2026-05-01T00:00:00Z&to=2026-05-12T00:00:00Z&granularity=daily`,
})}`;

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));

async function useIt({ get, admin }) {
  for (const period of ['1h', '12h', '1d']) {
    await get(`${STATS}?period=${period}`, UPSTASH);
    await get(PAST, bearer('napi_scale'));
  }
  await get('/v2/qstash/userz', UPSTASH);
  await get(PAST);
  await get(AHEAD, bearer('napi_scale'));
  await admin('POST', '/faults', { faults: ['status=503,times=2,op=upstash.list_qstash_ipv4'] });
  await get('/v2/qstash/ipv4');
  await get(kPartial, bearer('napi_scale'));
}

// What each part shows last, when it is opened.
const kLast = {
  traffic: '#list .canvas .row:not([hidden]), #no-rows h3', usage: '#usage-form button', controls: '#variants-card summary', findings: '#finding-list *',
};

async function take(browser, mock, path, { width = 1400, height = 900, scheme = 'light', hash = '', prepare = () => {} } = {}) {
  const { page, context } = await openPage(browser, mock, { hash, viewport: { width, height }, colorScheme: scheme });
  await isLive(page);
  await page.locator(kLast[hash.match(/\w+/)?.[0] ?? 'traffic']).first().waitFor();
  await prepare(page);
  await page.screenshot({ path });
  await context.close();
}

const openAhead = async (page) => {
  await page.locator('#list .row', { hasText: '2029-05-20' }).click();
  await page.locator('#exchange').getByText('Hint of the mock').waitFor();
};

const showUsage = (page) => page.locator('#usage-result canvas').first().waitFor();

async function takeAll(browser, mock, folder, state) {
  for (const [width, height] of [[1400, 900], [390, 844]]) {
    for (const scheme of ['light', 'dark']) {
      for (const part of ['traffic', 'usage', 'controls', 'findings']) {
        await take(browser, mock, `${folder}/${part}-${state}-${width}-${scheme}.png`, { width, height, scheme, hash: `#/${part}` });
      }
    }
  }
}

const browser = await launch();
const mock = await serve(kPort);
const [folder] = process.argv.slice(2);
if (folder) {
  await mkdir(folder, { recursive: true });
  await takeAll(browser, mock, folder, 'empty');
}
await useIt(mock);
if (folder) await takeAll(browser, mock, folder, 'used');
await take(browser, mock, `${images}dashboard-traffic.png`, { prepare: openAhead });
await take(browser, mock, `${images}dashboard-usage.png`, { height: 910, scheme: 'dark', hash: kUsage, prepare: showUsage });
await mock.stop();
await browser.close();
