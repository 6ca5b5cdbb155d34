// What the tests of OpenAI's clients share: the types that its own client declares, which are
// generated from its OpenAPI file and so an independent validator, and a way to ask without a client.
import { readFileSync } from 'node:fs';
import { bearer } from './mock.mjs';

const TYPES = new URL('./clients/node_modules/openai/resources/admin/organization/usage.d.ts',
  import.meta.url);

/** The fields of every kind of row: name of the kind -> name of the field -> its types. */
export const DECLARED = {};
const text = readFileSync(TYPES, 'utf8').replace(/\/\*[^]*?\*\//g, '');
for (const [, body] of text.matchAll(/interface Organization\w+Result \{([^}]*)\}/g)) {
  const fields = {};
  for (const [, name, types] of body.matchAll(/(\w+)\??: ([^;]+);/g)) {
    fields[name] = types.replace(/^\w+\.\w+$/, 'object').split(' | ');
  }
  DECLARED[fields.object[0].slice(1, -1)] = fields;
}

const KINDS = { file_search_calls: 'file_searches', web_search_calls: 'web_searches' };

/** The routes of usage: the client's method, the path, and what a row counts and is grouped by. */
export const ROUTES = ['completions', 'embeddings', 'moderations', 'images', 'audio_speeches',
  'audio_transcriptions', 'vector_stores', 'code_interpreter_sessions', 'file_search_calls',
  'web_search_calls'].map((endpoint) => {
  const kind = `organization.usage.${KINDS[endpoint] ?? endpoint}.result`;
  const fields = Object.entries(DECLARED[kind]);
  return {
    endpoint, kind, path: `usage/${endpoint}`,
    method: endpoint.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    measures: fields.filter(([, types]) => types.includes('number')).map(([name]) => name),
    dimensions: fields.filter(([, types]) => types.includes('null')).map(([name]) => name),
  };
});

export const ADMIN = 'sk-admin-test-main';
export const NO_SCOPE = 'sk-admin-test-restricted';
export const PROJECT_KEY = 'sk-proj-test-web';

export const DAY = 86400;
export const seconds = (date) => Date.parse(`${date}T00:00:00Z`) / 1000;
export const rows = (buckets) => buckets.flatMap(({ results }) => results);

/** What fetch alone gets for a question; a list is sent as a repeated name. */
export async function ask(mock, path, query) {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, `${one}`]));
  const answer = await mock.get(`/v1/organization/${path}?${new URLSearchParams(parameters)}`,
    bearer(ADMIN));
  return { status: answer.status, body: await answer.json() };
}
