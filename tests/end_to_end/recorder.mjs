// An adapter in front of another one: node recorder.mjs HABIT FILE COMMAND
//   record  hands everything on, and writes what was called and answered to FILE
//   replay  answers every call as FILE has it, in order, and asks nobody
//   relapse is honest as long as it is tried out, up to the end of its first input, and replays then
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [habit, file, command] = process.argv.slice(2);
const TRIED = `${file}.tried`;
const isTried = habit === 'relapse' && existsSync(TRIED);
const isHonest = habit === 'record' || (habit === 'relapse' && !isTried);
const tape = habit === 'record' ? []
  : readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line).answer);

const client = spawn(command, { stdio: ['pipe', 'pipe', 'inherit'] });
const calls = new Map();
let seen = isTried ? 2 : 0;  // a happy call and one that has to be refused

createInterface({ input: client.stdout }).on('line', (line) => {
  process.stdout.write(`${line}\n`);
  const { id, ...answer } = JSON.parse(line);
  if (habit === 'record' && calls.has(id)) {
    appendFileSync(file, `${JSON.stringify({ operation: calls.get(id), answer })}\n`);
  }
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const { type, id, operation } = JSON.parse(line);
  if (type === 'call' && !isHonest) {
    process.stdout.write(`${JSON.stringify({ id, ...tape[seen] })}\n`);
    seen += 1;
    return;
  }
  if (type === 'call') calls.set(id, operation);
  client.stdin.write(`${line}\n`);
}).on('close', () => {
  if (habit === 'relapse') writeFileSync(TRIED, '');
  client.stdin.end();
});
