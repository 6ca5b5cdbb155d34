#!/usr/bin/env node
// Runs the program of the package for this platform, which npm installs beside this one.
'use strict';
const { spawn } = require('node:child_process');
const { closeSync, openSync, readSync } = require('node:fs');
const { constants } = require('node:os');

const PACKAGES = Object.keys(require('./package.json').optionalDependencies);
// The field e_machine of a program, by the names of Node.js.
const MACHINES = { x64: 62, arm64: 183 };
const PLATFORM = `${process.platform}-${process.arch}`;

function fail(sentence) {
  process.stderr.write(`mockmeter: ${sentence}\n`);
  process.exit(2);
}

/** The path of the program in a package, or nothing when the package is not installed. */
function resolveProgram(name) {
  try {
    return require.resolve(`${name}/bin/mockmeter`);
  } catch {
    return undefined;
  }
}

function findProgram() {
  const name = `mockmeter-${PLATFORM}`;
  const platformOf = (packageName) => packageName.replace('mockmeter-', '');
  if (!PACKAGES.includes(name)) {
    fail(`there is no program for ${PLATFORM}, only for ${PACKAGES.map(platformOf).join(', ')}; build it from its source there`);
  }
  const program = resolveProgram(name);
  if (program) return program;
  const other = PACKAGES.find(resolveProgram);
  if (other) fail(`the packages were installed for ${platformOf(other)}, and this is ${PLATFORM}; install them again here`);
  return fail(`the package ${name} is missing; install it together with this one, and without --omit=optional`);
}

/** A program for another processor must not be started: it would be run as a script of the shell. */
function checkProcessor(path) {
  const header = Buffer.alloc(20);
  const file = openSync(path, 'r');
  readSync(file, header, 0, header.length, 0);
  closeSync(file);
  if (header.readUInt16LE(18) !== MACHINES[process.arch]) {
    fail(`${path} is not a program for ${PLATFORM}; install its package again, from a file for this platform`);
  }
}

const program = findProgram();
checkProcessor(program);
const child = spawn(program, process.argv.slice(2), { stdio: 'inherit' });
child.on('error', (error) => fail(`the program cannot be started (${error.message}); install its package again`));

// A terminal sends these to both programs; others send them to this one alone.
const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTERM']) {
  process.on(signal, () => {
    if (signal === 'SIGTERM' || !fromTerminal) child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
