// Prism: as a proxy, an independent validator of requests and answers by an OpenAPI file; and as a mock
// made from such a file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bench/comparison/process.mjs';

const clients = fileURLToPath(new URL('./clients/', import.meta.url));
const READY_WITHIN_MS = 60000;

/**
 * Starts Prism between the caller and `upstream` and waits until it listens. `spec` is a file, from
 * the folder clients/ or absolute. What breaks the file, on either side, becomes a 500 of Prism's.
 */
export const startPrism = (spec, upstream) => start(['proxy', spec, upstream, '--errors']);

/** Starts Prism as a mock that answers with the examples of `spec`. */
export const startPrismMock = (spec) => start(['mock', spec]);

async function start(command) {
  const port = await freePort();
  const child = spawn(process.execPath, ['node_modules/@stoplight/prism-cli/dist/index.js',
    ...command, '-h', '127.0.0.1', '-p', `${port}`], { cwd: clients });
  let said = '';
  let patience;
  try {
    await new Promise((resolve, reject) => {
      patience = setTimeout(() => reject(new Error(`Prism is not ready: ${said}`)), READY_WITHIN_MS);
      child.on('exit', () => reject(new Error(`Prism ended: ${said}`)));
      child.stderr.on('data', (data) => { said += data; });
      child.stdout.on('data', (data) => {
        if (said.includes('Prism is listening')) return;  // from here on it logs every request
        said += data;
        if (said.includes('Prism is listening')) resolve();
      });
    });
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(patience);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}
