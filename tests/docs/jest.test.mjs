// docs/jest.md: its commands install the npm packages and run its tests with Jest.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands, makeDist, project, root, shell } from './pages.mjs';

test('the commands of the page run the example', async () => {
  const modules = join(root, 'docs/examples/jest/node_modules');
  assert.ok(existsSync(modules), 'Jest is missing: `npm ci --ignore-scripts` in docs/examples/jest, as ./dev test does');
  const cwd = project('jest');
  cpSync(modules, join(cwd, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  const env = { MOCKMETER_DIST: makeDist('npm'), npm_config_offline: 'true' };
  const outputs = [];
  for (const command of commands('jest.md')) outputs.push(await shell(`${command} 2>&1`.replace('\n 2>&1', ' 2>&1'), { cwd, env }));
  assert.match(outputs.at(-1), /Tests: +2 passed, 2 total/);
  const { devDependencies } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  assert.deepEqual(Object.keys(devDependencies), ['jest', 'mockmeter', 'mockmeter-linux-x64']);
});
