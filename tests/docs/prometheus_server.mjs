// docs/prometheus.md with Prometheus itself: promtool accepts its files, and a server that runs with them
// scrapes the mock and answers the queries of the page. PROMETHEUS_DIR has both programs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../bench/comparison/process.mjs';
import { commands, makeDist, project, readYaml, shell } from './pages.mjs';
import { requestOf, startAsPageSays } from './prometheus.mjs';

const programs = process.env.PROMETHEUS_DIR ?? 'build/packages/usr/bin';
for (const name of ['prometheus', 'promtool']) {
  if (!existsSync(join(programs, name))) throw new Error(`${programs}/${name} is missing: ./dev prometheus unpacks Debian's package`);
}
const path = [resolve(programs)];

test('promtool accepts the files', async () => {
  const output = await shell(commands('prometheus.md')[2], { cwd: project('prometheus'), path });
  assert.match(output, /SUCCESS: 3 rules found/);
});

test('Prometheus scrapes the mock, and its rules have values', async () => {
  const { url } = await startAsPageSays(makeDist());
  const cwd = project('prometheus');
  const config = join(cwd, 'prometheus.yml');
  writeFileSync(config, readFileSync(config, 'utf8').replace('127.0.0.1:8080', new URL(url).host)
    .replace('scrape_interval: 5s', 'scrape_interval: 1s\n  evaluation_interval: 1s'));
  const port = await freePort();
  const server = spawn(join(path.at(-1), 'prometheus'), [`--config.file=${config}`, `--storage.tsdb.path=${join(cwd, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore', cwd });
  after(async () => {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await shell(`curl -sX POST ${url}/__admin/shutdown`, {});
  });
  const { groups: [{ rules }] } = await readYaml(join(cwd, 'rules.yml'));
  const missing = new Set(rules.map(({ record }) => record));
  for (let i = 0; i < 60 && missing.size > 0; i += 1) {
    await requestOf(url);
    await sleep(1000);
    for (const record of missing) {
      const query = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(`${record} > 0`)}`;
      const { data } = await fetch(query).then((response) => response.json(), () => ({ data: { result: [] } }));
      if (data.result.length > 0) missing.delete(record);
    }
  }
  assert.deepEqual([...missing], []);
});
