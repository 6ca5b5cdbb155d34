// docs/pytest.md: its commands install the program and run its tests with pytest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands, makeDist, programs, project, pythonWith, shell } from './pages.mjs';

test('the commands of the page run the example', async () => {
  const cwd = project('pytest');
  const HOME = project();
  const path = [`${HOME}/.local/bin`, programs({ python3: await pythonWith('pytest', 'python3-pytest') })];
  const env = { MOCKMETER_DIST: makeDist(), HOME, PYTHONDONTWRITEBYTECODE: '1' };
  const outputs = [];
  for (const command of commands('pytest.md')) outputs.push(await shell(command, { cwd, env, path }));
  assert.match(outputs.at(-1), /2 passed/);
});
