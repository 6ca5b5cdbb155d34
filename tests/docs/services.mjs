// Runs a mock and the commands beside it as a container engine does, without one: the mock has the name
// of its service, which curl resolves to the address of the program.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { createInterface } from 'node:readline';
import { BINARY } from '../end_to_end/mock.mjs';
import { programs, project, shell } from './pages.mjs';

/** The configuration of the image in this archive. */
export function imageConfig(archive) {
  const folder = project();
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  const [{ Config, RepoTags }] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return { tags: RepoTags, ...JSON.parse(readFileSync(join(folder, Config), 'utf8')).config };
}

/**
 * Starts a service of the image with this command and environment. Returns the environment in which curl
 * finds it by its name, and a function that runs a health check inside of it.
 */
export async function startService(name, image, { command = image.Cmd, env = {} }) {
  const inside = { ...Object.fromEntries(image.Env.map((entry) => entry.split(/=(.*)/s))), ...env, MOCKMETER_HOST: '127.0.0.1', MOCKMETER_PORT: '0' };
  const child = spawn(BINARY, [...image.Entrypoint.slice(1), ...command], { env: inside, stdio: ['ignore', 'pipe', 'inherit'] });
  after(() => child.kill('SIGTERM'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const port = new URL(JSON.parse(line).url).port;
  const home = project();
  writeFileSync(join(home, '.curlrc'), `connect-to = "${name}:8080:127.0.0.1:${port}"\n`);
  const path = [programs({ mockmeter: BINARY })];
  return {
    curl: { CURL_HOME: home, NO_PROXY: '*' },
    check: (words) => shell(words.map((word) => word.replace('/usr/bin/mockmeter', 'mockmeter')).join(' '),
      { path, env: { ...inside, MOCKMETER_PORT: port } }),
  };
}

/**
 * A folder with a stand-in for `docker` that knows the commands of the pages: it loads an archive, and tags
 * and pushes what was loaded. Another command fails.
 */
export function dockerStandIn() {
  const folder = project();
  writeFileSync(join(folder, 'docker'), `#!/bin/sh
set -eu
known=${folder}/images
touch "$known"
case "$1 $2" in
  'load --input') tar -xOf "$3" manifest.json | sed 's/.*"RepoTags":\\["\\([^"]*\\)"\\].*/\\1/' | tee -a "$known" ;;
  "tag "*) grep -qx "$2" "$known" && echo "$3" >>"$known" ;;
  "push "*) grep -qx "$2" "$known" ;;
  *) echo "there is no stand-in for: docker $*" >&2; exit 1 ;;
esac
`, { mode: 0o755 });
  return folder;
}
