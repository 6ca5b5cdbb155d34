// An adapter under test: a program that speaks the adapter protocol on its stdin and stdout.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts a command; a program that ends after one answer is started again for the next. */
export function startAdapter(command, env = {}) {
  const waiting = new Map();
  let child;
  let stderr = '';
  const start = () => {
    child = spawn(command[0], command.slice(1), { env: { ...process.env, TZ: 'Pacific/Auckland', ...env } });
    child.stderr.on('data', (data) => { stderr += data; });
    child.stdin.on('error', () => {}); // it has ended: `exit` says so
    child.running = true;
    createInterface({ input: child.stdout }).on('line', (line) => {
      // A number here is a double: what does not fit into one is kept as text.
      const message = JSON.parse(line.replace(/(?<=[^\\]": ?)\d{16,}(?=[,}\]])/g, '"$&"'));
      waiting.get(message.type ?? message.id)?.(message);
    });
    child.on('exit', (code) => { if (code !== 0) waiting.forEach((tell) => tell({ crashed: code })); });
    child.on('exit', function ended() { this.running = false; });
  };
  const ask = (key, message) => new Promise((resolve) => {
    if (!child?.running) start();
    waiting.set(key, (answer) => { waiting.delete(key); resolve(answer); });
    child.stdin.write(`${JSON.stringify(message)}\n`);
  });
  let calls = 0;
  return {
    hello: () => ask('hello', { mockmeter: 1, type: 'hello', operations: [] }),
    /** Resolves to the answer without its id; {silent: true} when there is none within `limit` ms. */
    async call(message, limit = 20_000) {
      const id = `call-${calls += 1}`;
      let timer;
      const silence = new Promise((resolve) => { timer = setTimeout(resolve, limit, { silent: true }); });
      const { id: _, ...answer } = await Promise.race([ask(id, { type: 'call', id, ...message }), silence]);
      clearTimeout(timer);
      return answer;
    },
    /** Waits for a one-shot program to be gone, so that the next call starts another. */
    settle: async () => { if (child?.running) await once(child, 'exit'); },
    /** Closes stdin; resolves to {code, took} at the end of the program. */
    async stop() {
      if (!child?.running) return { code: child?.exitCode ?? 0, took: 0 };
      const started = performance.now();
      child.stdin.end();
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      const [code] = await once(child, 'exit');
      clearTimeout(hard);
      return { code, took: performance.now() - started };
    },
    kill: () => child?.kill('SIGKILL'),
    stderr: () => stderr,
  };
}
