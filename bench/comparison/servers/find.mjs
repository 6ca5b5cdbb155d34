// Where the programs of the peers are.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const isProgram = (path) => {
  try { accessSync(path, constants.X_OK); return true; } catch { return false; }
};

/** A program of the PATH, else the first of `places` that there is, else undefined. */
export function findProgram(name, places = []) {
  const folders = (process.env.PATH ?? '').split(':');
  return [...folders.map((folder) => join(folder, name)), ...places].find(isProgram);
}

export const PACKAGES = 'bench/comparison/peers/node_modules';

/** The version of an npm package that is installed, else undefined. */
export function packageVersion(name) {
  const path = `${PACKAGES}/${name}/package.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
}

/** Why a peer from npm cannot run: undefined when it can. */
export function packageMissing(name, ...programs) {
  if (!packageVersion(name)) return `the npm package ${name} is not installed`;
  const program = programs.find((needed) => !findProgram(needed));
  return program && `${program} is not installed`;
}

/** The whole first line of what a program says about its version. */
export function firstLine(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8' }).split('\n')[0];
  } catch {
    return 'unknown';
  }
}
