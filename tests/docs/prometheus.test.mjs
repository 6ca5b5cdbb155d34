// docs/prometheus.md: its command starts a mock whose metrics are where prometheus.yml reads them. That
// Prometheus itself accepts the files is shown by prometheus_server.mjs, which needs it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeDist, project, readYaml, shell } from './pages.mjs';
import { requestOf, startAsPageSays } from './prometheus.mjs';

test('a scrape as in prometheus.yml has every series of the rules', async () => {
  const cwd = project('prometheus');
  const { url } = await startAsPageSays(makeDist());
  after(() => shell(`curl -sX POST ${url}/__admin/shutdown`, {}));
  await requestOf(url);
  const [{ metrics_path: path, static_configs: [{ targets }] }] =
    (await readYaml(join(cwd, 'prometheus.yml'))).scrape_configs;
  assert.deepEqual(targets, ['127.0.0.1:8080']);
  const metrics = await (await fetch(url + path)).text();
  const { groups: [{ rules }] } = await readYaml(join(cwd, 'rules.yml'));
  const series = rules.map(({ expr }) => /mockmeter_\w+/.exec(expr)[0]);
  assert.equal(series.length, 3);
  for (const name of series) assert.match(metrics, new RegExp(`^${name}\\{`, 'm'));
});

test('the mock serves the present, and operations that are removed by now', async () => {
  const { url } = await startAsPageSays(makeDist());
  after(() => shell(`curl -sX POST ${url}/__admin/shutdown`, {}));
  const { now } = await (await fetch(`${url}/__admin/clock`)).json();
  assert.ok(Math.abs(Date.parse(now) - Date.now()) < 60_000, now);
  const day = (offset) => new Date(Math.floor(Date.now() / 86_400_000 + offset) * 86_400_000).toISOString();
  const response = await fetch(
    `${url}/api/v2/consumption_history/account?from=${day(-1)}&to=${day(0)}&granularity=daily`,
    { headers: { Authorization: 'Bearer napi_scale' } });
  assert.equal(response.status, 200);
});
