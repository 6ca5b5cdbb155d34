// A command that sends a request again. Credentials are variables, never secrets.
import { code, make } from './dom.js';
import { shellQuoted } from './format.js';
import { mock, providerOf } from './mock.js';

const OF_THE_CONNECTION = ['host', 'authorization', 'user-agent', 'content-length', 'connection', 'accept-encoding',
  'transfer-encoding', 'cookie', 'proxy-authorization', 'expect', 'accept', 'accept-language', 'sec-fetch-mode'];

const urlOf = () => mock.catalogue?.url ?? location.origin;
const isOpen = (operation) => mock.operations.get(operation)?.needsCredential === false;

/** Returns the curl line of a journal entry. */
export function curlOf({ request, operation }) {
  const words = ['curl', '-i'];
  if (request.method !== 'GET') words.push('-X', /^[A-Z]+$/.test(request.method) ? request.method : shellQuoted(request.method));
  const provider = providerOf(operation);
  if (provider && !isOpen(operation)) words.push(provider.curlOption);
  for (const [name, value] of Object.entries(request.headers)) {
    if (!OF_THE_CONNECTION.includes(name.toLowerCase())) words.push('-H', shellQuoted(`${name}: ${value}`));
  }
  if (request.body) words.push('--data-raw', shellQuoted(request.body));
  words.push(shellQuoted(urlOf() + request.url));
  return words.join(' ');
}

/** Returns the curl line of an operation's example. */
export function curlOfExample(operation) {
  const provider = providerOf(operation.id);
  const option = provider && operation.needsCredential !== false ? `${provider.curlOption} ` : '';
  return `curl -i ${option}${shellQuoted(urlOf() + operation.example)}`;
}

/** Returns the line that points a client of a provider at this mock. */
export const exportLineOf = ({ baseVariable, basePath }) => `export ${baseVariable}=${urlOf()}${basePath}`;

/** Returns where the secrets of the named credentials are. */
export const secretsNote = () => make('p', { class: 'meta' },
  'These are names of the world, not secrets. The secrets are in the file of the world; ', code('mockmeter run'),
  ' sets them as variables of your program, and ', code('mockmeter serve'), ' shows them when it starts in a terminal.');
