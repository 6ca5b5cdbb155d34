// The pages of docs/: what they show, the commands that they name, and the released files that those use.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from '../end_to_end/mock.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const VERSION = '0.1.0';
const NAME = `mockmeter-${VERSION}-linux-amd64`;

export const page = (name) => readFileSync(join(root, 'docs', name), 'utf8');

/** The blocks of a page that show no file: commands of a shell, one string a block. */
export const commands = (name) => [...page(name).matchAll(/^```sh\n([^]*?)^```/gm)].map(([, text]) => text);

/** A folder that is gone at the end, with the files of these examples in it. */
export function project(...examples) {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const example of examples) {
    cpSync(join(root, 'docs/examples', example), folder, {
      recursive: true, filter: (path) => !/node_modules|__pycache__/.test(path),
    });
  }
  return folder;
}

/** What `./dev release` makes, with the program under test; npm packages and image when they are asked for. */
export function makeDist(...parts) {
  const dist = project();
  const tree = project();
  const script = (name) => execFileSync('sh', [join(root, 'packaging', name), tree, dist],
    { env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' } });
  mkdirSync(join(tree, 'bin'));
  mkdirSync(join(tree, 'share/doc/mockmeter'), { recursive: true });
  copyFileSync(BINARY, join(tree, 'bin/mockmeter'));
  copyFileSync(BINARY, join(dist, NAME));
  copyFileSync(join(root, 'LICENSE'), join(tree, 'share/doc/mockmeter/LICENSE'));
  writeFileSync(join(tree, 'share/doc/mockmeter/THIRD-PARTY'), '');
  for (const part of parts) script(`${part}.sh`);
  mkdirSync(join(dist, 'action'));
  for (const file of ['packaging/action/action.yml', 'conformance/starters/get-mockmeter.sh']) {
    copyFileSync(join(root, file), join(dist, 'action', basename(file)));
  }
  writeFileSync(join(dist, 'action/start.sh'),
    readFileSync(join(root, 'packaging/action/start.sh'), 'utf8').replaceAll('@VERSION@', VERSION));
  writeFileSync(join(dist, 'SHA256SUMS'), execFileSync('sha256sum', [NAME], { cwd: dist }));
  return dist;
}

/** A folder with a link to each of these programs, for the PATH: {mockmeter: '/...'}. */
export function programs(links) {
  const folder = project();
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
  return folder;
}

/** Runs a command as the page's reader does; throws unless it ends with 0. */
export async function shell(command, { cwd, env, path = [] }) {
  const { code, stdout, stderr } = await run('sh', ['-ec', command],
    { cwd, env: { ...env, PATH: [...path, process.env.PATH].join(':') } });
  assert.equal(code, 0, `${command}\n${stdout}\n${stderr}`);
  return stdout;
}

/** A Python that has this module. */
export async function pythonWith(module, debianPackage) {
  for (const python of ['python3', '/usr/bin/python3']) {
    const { code, stdout } = await run(python, ['-c', `import ${module}, sys; print(sys.executable)`]);
    if (code === 0) return stdout.trim();
  }
  throw new Error(`no Python here has the module ${module}: install Debian's ${debianPackage}`);
}

/** What a YAML file says. */
export async function readYaml(file) {
  const python = await pythonWith('yaml', 'python3-yaml');
  const script = 'import json, sys, yaml; json.dump(yaml.load(sys.stdin, yaml.BaseLoader), sys.stdout)';
  const { code, stdout, stderr } = await run(python, ['-c', script], { input: readFileSync(file) });
  assert.equal(code, 0, `${file}: ${stderr}`);
  return JSON.parse(stdout);
}
