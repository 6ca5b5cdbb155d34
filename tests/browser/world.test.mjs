// What Chromium recorded of a page that asks an API is a world that serves the same.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { launch } from './browser.mjs';
import { BINARY, bearer, run, startMock } from '../end_to_end/mock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mockmeter-browser-world-'));
after(() => rmSync(folder, { recursive: true }));

const HISTORY = '/api/v2/consumption_history';
const DAYS = '?from=2026-05-10T00:00:00Z&to=2026-05-21T00:00:00Z&granularity=daily&include_v1_metrics=true';
const HOURS = '?from=2026-05-19T00:00:00Z&to=2026-05-20T13:00:00Z&granularity=hourly&limit=100';
const TARGETS = [`${HISTORY}/account${DAYS}`, `${HISTORY}/projects${DAYS}&limit=100`, `${HISTORY}/projects${HOURS}`];

for (const name of ['plain', 'with-cookie']) {
  test(`a HAR of Chromium, ${name}`, async () => {
    const mock = await startMock('--seed', '77');
    const har = join(folder, `${name}.har`);
    const browser = await launch();
    let recorded;
    try {
      const context = await browser.newContext({ recordHar: { path: har, content: 'embed' },
        ...name === 'with-cookie' ? { extraHTTPHeaders: { Cookie: 'session=c00kie-of-a-session' } } : {} });
      const page = await context.newPage();
      await page.goto(`${mock.url}/__admin/health`);
      recorded = await page.evaluate(async (targets) => {
        const all = [];
        for (const target of targets) {
          all.push(await (await fetch(target, { headers: { Authorization: 'Bearer napi_scale' } })).json());
        }
        return all;
      }, TARGETS);
      await context.close();
    } finally {
      await browser.close();
      await mock.stop();
    }
    assert.ok(readFileSync(har, 'utf8').includes('napi_scale'), 'Chromium keeps the secret');
    const path = join(folder, `${name}.json`);
    const { code, stderr } = await run(BINARY, ['world', '--from', har, '--output', path]);
    assert.equal(code, 0, stderr);
    const text = readFileSync(path, 'utf8');
    assert.ok(!text.includes('napi_scale') && !text.includes('c00kie'));
    const other = await startMock('--seed', '5', '--world', path);
    try {
      for (const [index, target] of TARGETS.entries()) {
        const served = await (await other.get(target, bearer('napi_recorded'))).json();
        const bucketsOf = (body) => (body.projects ?? [body]).map(({ periods }) => periods.map(({ consumption }) => consumption));
        assert.deepEqual(bucketsOf(served), bucketsOf(recorded[index]), target);
      }
    } finally {
      await other.stop();
    }
  });
}
