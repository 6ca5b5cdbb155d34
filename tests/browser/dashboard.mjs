// A mock, and its dashboard in Chromium: a page that complains or asks elsewhere fails its test.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';

export const STATS = '/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a';
export const ACCOUNT = '/api/v2/consumption_history/account';
export const PAST = `${ACCOUNT}?from=2026-05-01T00:00:00Z&to=2026-05-08T00:00:00Z&granularity=daily`;
export const AHEAD = `${ACCOUNT}?from=2029-05-20T00:00:00Z&to=2029-05-21T00:00:00Z&granularity=daily`;
export const bearer = (token) => ({ Authorization: `Bearer ${token}` });
export const UPSTASH = { Authorization: `Basic ${btoa('dev@example.com:upstash-test-key')}` };

/** Starts `mockmeter serve` on a port; 0 is any free one. */
export async function serve(port = 0, ...options) {
  const child = spawn(process.env.MOCKMETER_BIN, ['serve', '--port', String(port), ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, 'line'),
    once(child, 'exit').then(([code]) => { throw new Error(`mockmeter ended with ${code}`); })]);
  const { url } = JSON.parse(line);
  const admin = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}/__admin${path}`, { method, headers, body: body && JSON.stringify(body) });
    return response.json();
  };
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return {
    url, port: Number(new URL(url).port), admin, stop,
    get: async (path, headers = {}) => (await fetch(url + path, { headers })).text(),
  };
}

/** Opens the dashboard of a mock. `seen` has what a page must not do. */
export async function openPage(browser, { url }, { hash = '', allowed = () => false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const seen = [];
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    const text = `${message.type()}: ${message.text()}`;
    if (!allowed(text)) seen.push(text);
  });
  page.on('pageerror', (error) => seen.push(error.stack));
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(`${url}/__admin/`) && !/^(data|blob):/.test(asked)) seen.push(`asked for ${asked}`);
  });
  await page.goto(`${url}/__admin/ui${hash}`);
  return { page, context, seen };
}

export const isLive = (page) => page.locator('#connection.live').waitFor();
export const rows = (page) => page.locator('#list .canvas .row:not([hidden])');
export const exchange = (page) => page.locator('#exchange');
export const goTo = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);

/** Waits until a function of the page is true. */
export const until = (page, condition, argument) => page.waitForFunction(condition, argument);

/** Returns a function that declares tests with one browser, and a mock and a page for each. */
export function suite(...options) {
  let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });
  return (what, check, pageOptions = {}) => test(what, async () => {
    const mock = await serve(0, ...options);
    try {
      await pageOptions.prepare?.(mock);
      const { prepare, ...others } = pageOptions;
      const opened = await openPage(browser, mock, others);
      try {
        await check(opened.page, mock, opened);
        assert.deepEqual(opened.seen, []);
      } finally {
        await opened.context.close();
      }
    } finally {
      await mock.stop();
    }
  });
}
