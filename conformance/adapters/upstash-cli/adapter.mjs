// Upstash's own command line, unmodified, behind the adapter protocol: npm install @upstash/cli
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
// NODE_PATH, node_modules beside this file, or the packages of mockmeter's own tests.
const manifest = require.resolve('@upstash/cli/package.json', { paths: [here('.'), here('../../../tests/end_to_end/clients')] });

const COMMANDS = {
  'upstash.list_qstash_users': () => ['list'],
  'upstash.get_qstash_stats': ({ id, period }) => ['stats', `--qstash-id=${id}`, ...(period ? [`--period=${period}`] : [])],
  'upstash.get_qstash_user': ({ id }) => ['get', `--qstash-id=${id}`],
  'upstash.list_qstash_ipv4': () => ['ipv4'],
};
const HELLO = {
  type: 'hello', operations: Object.keys(COMMANDS), model: 'raw', time_resolution: 'ns', features: ['tls_ca'], parallel: 2,
  client: {
    name: '@upstash/cli', version: require(manifest).version,
    language: 'JavaScript', issues: 'https://github.com/upstash/cli/issues',
  },
};

async function outcome({ operation, base_url: base, credential, arguments: given = {}, options = {} }) {
  if (!(operation in COMMANDS)) return { unsupported: 'no command of the client calls this operation' };
  const program = manifest.replace('package.json', 'dist/cli.js');
  const child = spawn(process.execPath, ['--require', here('base.cjs'), program, 'qstash', ...COMMANDS[operation](given)], {
    env: {
      ...process.env, NODE_NO_WARNINGS: '1', UPSTASH_API_BASE: base,
      UPSTASH_EMAIL: credential.username, UPSTASH_API_KEY: credential.password,
      ...(options.ca_file && { NODE_EXTRA_CA_CERTS: options.ca_file }),
    },
  });
  const said = { stdout: '', stderr: '' };
  for (const name of Object.keys(said)) child[name].setEncoding('utf8').on('data', (text) => { said[name] += text; });
  const code = await new Promise((resolve) => { child.on('close', resolve); });
  return code === 0 ? { result_text: said.stdout } : { error: { class: `exit ${code}`, message: said.stderr.trim() } };
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'hello') console.log(JSON.stringify(HELLO));
  else outcome(message).then((answer) => console.log(JSON.stringify({ id: message.id, ...answer })));
}
