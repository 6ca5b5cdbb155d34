// Neon's own client, unmodified, behind the adapter protocol: npm install @neondatabase/api-client
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
// NODE_PATH, node_modules beside this file, or the packages of mockmeter's own tests.
const places = ['.', '../../../tests/end_to_end/clients'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
const load = (name) => require(require.resolve(name, { paths: places }));
const { createApiClient } = load('@neondatabase/api-client');

const METHODS = {
  'neon.account_consumption': 'getConsumptionHistoryPerAccount',
  'neon.project_consumption': 'getConsumptionHistoryPerProject',
};
const HELLO = {
  type: 'hello', operations: Object.keys(METHODS), model: 'raw', time_resolution: 'ns', features: ['timeout', 'tls_ca'], parallel: 16,
  client: {
    name: '@neondatabase/api-client', version: load('@neondatabase/api-client/package.json').version,
    language: 'JavaScript', source: 'https://neon.com/docs/reference/typescript-sdk',
  },
};

async function outcome({ operation, base_url: baseURL, credential, arguments: given, options = {} }) {
  if (!(operation in METHODS)) return { unsupported: 'no method of the client calls this operation' };
  const httpsAgent = options.ca_file && new Agent({ ca: readFileSync(options.ca_file) });
  const client = createApiClient({ apiKey: credential.token, baseURL, timeout: options.timeout_ms, httpsAgent });
  try {
    return { result: (await client[METHODS[operation]](given)).data };
  } catch (error) { // an AxiosError
    const { status, data, headers } = error.response ?? {};
    const wait = Number.parseInt(headers?.['retry-after'] ?? '', 10);
    return { error: {
      status, code: error.code, class: error.name, message: data?.message ?? error.message,
      retry_after_ms: wait >= 0 ? wait * 1000 : undefined,
    } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === 'hello') console.log(JSON.stringify(HELLO));
  else outcome(message).then((answer) => console.log(JSON.stringify({ id: message.id, ...answer })));
}
