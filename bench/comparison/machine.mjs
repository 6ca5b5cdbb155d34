// The facts of the machine that figures depend on.
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { spawnSync } from 'node:child_process';
import { firstLine } from './servers/find.mjs';

const osName = () =>
  /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown';

const wrkVersion = () =>
  /^wrk (?:debian\/)?(\S+)/.exec(spawnSync('wrk', ['--version'], { encoding: 'utf8' }).stdout)?.[1];

const javaVersion = () =>
  /"(.*)"/.exec(spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '')?.[1];

/** [name, value] rows for people. */
export function machineFacts() {
  const processors = cpus();
  return [
    ['date', new Date().toISOString().slice(0, 10)],
    ['commit', firstLine('git', 'describe', '--always', '--dirty')],
    ['processor', `${processors.length} x ${processors[0].model.trim()}`],
    ['memory', `${(totalmem() / 2 ** 30).toFixed(0)} GiB`],
    ['system', `${osName()}, Linux ${release()}`],
    ['load', `wrk ${wrkVersion() ?? 'unknown'}, a thread per processor, on the same processors`],
    ['run-times', `Node.js ${process.versions.node}, Java ${javaVersion() ?? 'none'}`],
  ];
}
