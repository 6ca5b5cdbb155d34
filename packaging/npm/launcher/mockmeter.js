#!/usr/bin/env node
// Runs the program of the package for this platform, which npm installs beside this one.
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const PACKAGES = { 'linux-x64': 'mockmeter-linux-x64' };

function fail(sentence) {
  process.stderr.write(`mockmeter: ${sentence}\n`);
  process.exit(2);
}

function findProgram() {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (!name) {
    fail(`there is no program for ${platform}, only for ${Object.keys(PACKAGES).join(', ')}; build it from its source there`);
  }
  try {
    return require.resolve(`${name}/bin/mockmeter`);
  } catch {
    return fail(`the package ${name} is missing; install it together with this one, and without --omit=optional`);
  }
}

const child = spawn(findProgram(), process.argv.slice(2), { stdio: 'inherit' });
child.on('error', (error) => fail(`the program cannot be started (${error.message}); install its package again`));

// A terminal sends these to both programs; others send them to this one alone.
const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTERM']) {
  process.on(signal, () => {
    if (signal === 'SIGTERM' || !fromTerminal) child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
