// Chromium, and pages in it that are watched: what they ask for, and what they complain of.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(EXECUTABLE)) {
  throw new Error(`there is no ${EXECUTABLE}: ./dev browser installs it, or name one in CHROMIUM`);
}

export const launch = () => chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });

/** Opens a file in a context of its own; `seen` has all that a page should not do. */
export async function open(browser, path, { hash = '', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const seen = [];
  const url = pathToFileURL(path).href;
  await context.route(({ protocol }) => !['file:', 'data:'].includes(protocol), (route) => {
    seen.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => seen.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => seen.push(error.stack));
  page.on('dialog', (dialog) => { seen.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    const asked = request.url();
    if (asked.split('#')[0] !== url && !asked.startsWith('data:')) seen.push(`asked for ${asked}`);
  });
  await page.goto(url + hash);
  return { page, context, seen, close: () => context.close() };
}

/** Checks that a page opened in light colors follows the theme of the system, and remembers another. */
export async function followsTheTheme(page) {
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await back();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await back();
  assert.notEqual(dark, light);
  await page.click('#theme');
  assert.equal(await back(), light);
  await page.reload();
  assert.equal(await back(), light);
  await page.keyboard.press('t');
  assert.equal(await back(), dark);
}

/** Texts that are hard to read: those with less contrast than WCAG 2.1 asks for at level AA. */
export const faintTexts = (page) => page.evaluate(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const bytesOf = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (bytes) => bytes.slice(0, 3).map((byte) => byte / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const backOf = (element) => {
    for (let up = element; up; up = up.parentElement) {
      const bytes = bytesOf(getComputedStyle(up).backgroundColor);
      if (bytes[3] === 255) return bytes;
    }
    return [255, 255, 255];
  };
  const hasText = (element) => [...element.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility() && hasText(element) && !element.matches('.away, #toast, :disabled'))
    .flatMap((element) => {
      const style = getComputedStyle(element);
      const [one, other] = [luminance(bytesOf(style.color)), luminance(backOf(element))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const isLarge = Number.parseFloat(style.fontSize) >= 24;
      return ratio < (isLarge ? 3 : 4.5)
        ? [`${element.tagName}.${element.className}: ${ratio.toFixed(2)}`] : [];
    });
});
