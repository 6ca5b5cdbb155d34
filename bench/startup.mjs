// Start to first answer, and idle memory. Usage: node bench/startup.mjs BINARY [STARTS]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';

const [binary, starts = '15'] = process.argv.slice(2);
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

const answer = (url) => new Promise((resolve, reject) => {
  get(url, (response) => response.resume().on('end', () => resolve(response.statusCode)))
    .on('error', reject);
});

const times = [];
const megabytes = [];
for (let i = 0; i < Number(starts); i += 1) {
  const begin = process.hrtime.bigint();
  const child = spawn(binary, ['serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const status = await answer(`${JSON.parse(line).url}/v2/qstash/ipv4`);
  times.push(Number(process.hrtime.bigint() - begin) / 1e6);
  if (status !== 200) throw new Error(`status ${status}`);
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  megabytes.push(Number(kilobytes) / 1024);
  child.kill('SIGTERM');
  await once(child, 'exit');
}
console.log(`start to first answer: median ${median(times).toFixed(1)} ms`
  + ` (${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)}, ${starts} starts)`);
console.log(`memory after it: median ${median(megabytes).toFixed(1)} MB`);
