// docs/cmake.md: its commands install the package and run the example's test; FetchContent gives the same target.
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { BINARY } from '../end_to_end/mock.mjs';
import { commands, project, root, shell } from './pages.mjs';

const [build, install, findPackage, fetchContent] = commands('cmake.md');

test('a project finds the installed package, and its test passes', async () => {
  assert.equal(build, './dev build\n'); // whose work is here already
  assert.match(install, /cmake --install build\/release /);
  const HOME = project();
  await shell(install.replace('build/release', dirname(BINARY)), { env: { HOME } });
  const output = await shell(findPackage, { cwd: project('cmake'), env: { HOME } });
  assert.match(output, /100% tests passed, 0 tests failed out of 1/);
});

test('a project takes the sources instead, with the same target', async () => {
  const [configure, compile] = fetchContent.trim().split('\n');
  const cwd = project('cmake');
  await shell(configure, { cwd, env: { MOCKMETER_SOURCE: root } });
  // To compile it all takes minutes and is what `./dev build` does; here Ninja says what it would run.
  const plan = await shell(`${compile} -- -t commands usage_test`, { cwd });
  assert.match(plan, /-c \S*usage_test\.cpp$/m);
  assert.match(plan.trim().split('\n').at(-1), / -o usage_test /);
});
