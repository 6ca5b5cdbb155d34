// The fields of a usage request: made from the OpenAPI document, filled from a target.
import { code, field, make, option, visible } from './dom.js';
import { mock, providerOf } from './mock.js';

const isPlain = (name) => !name.endsWith('[]');

/** Returns the operations of the served providers whose responses have series. */
export function meteredOperations() {
  const served = new Set(mock.catalogue.providers.map(({ name }) => name));
  return [...mock.operations.values()]
    .filter(({ method, series, provider }) => method === 'GET' && series?.length && served.has(provider));
}

/** Returns the parameters of an operation in the OpenAPI document. */
export function parametersOf(document, id) {
  for (const methods of Object.values(document.paths)) {
    if (methods.get?.operationId === id) return methods.get.parameters ?? [];
  }
  return [];
}

/** Splits a target into the parameters of its path and query: a list of [place, name, value]. */
export function readTarget(template, target) {
  const [path, query = ''] = target.split(/\?(.*)/s);
  const parts = path.split('/');
  const inPath = template.split('/').flatMap((part, index) => {
    const name = part.match(/^\{(.*)\}$/)?.[1];
    if (!name) return [];
    try { return [['path', name, decodeURIComponent(parts[index] ?? '')]]; } catch { return [['path', name, parts[index]]]; }
  });
  return [...inPath, ...[...new URLSearchParams(query)].map(([name, value]) => ['query', name, value])];
}

const choicesOf = ({ type, enum: choices }) => choices ?? (type === 'boolean' ? ['true', 'false'] : null);

function controlOf({ schema = {}, required }, value) {
  const choices = choicesOf(schema);
  if (!choices) return make('input', { type: 'text', value, autocomplete: 'off', spellcheck: 'false' });
  const select = make('select', {}, required ? [] : option('', schema.default === undefined ? 'Not sent' : `Not sent (${schema.default})`),
    choices.map((choice) => option(String(choice))));
  if (value && !choices.map(String).includes(value)) select.append(option(value));
  select.value = value;
  return select;
}

const hintOf = ({ schema = {}, description }) => description
  ?? (schema.type === 'array' ? ['Values with commas between', schema.items?.enum?.join(', ')].filter(Boolean).join(': ') : undefined);

/** Returns { fields, targetOf } for an operation, filled from a target. */
export function parameterFields(document, operation, target) {
  const values = readTarget(operation.path, target);
  const valueOf = (place, name) => values.filter((value) => value[0] === place && value[1] === name).map((value) => value[2]).join(',');
  const shown = parametersOf(document, operation.id)
    .filter(({ in: place, name }) => place !== 'header' && (isPlain(name) || valueOf(place, name) !== ''));
  const controls = shown.map((parameter) => ({ parameter, control: controlOf(parameter, valueOf(parameter.in, parameter.name)) }));
  const fields = controls.map(({ parameter, control }) => field([code(parameter.name), parameter.required ? ' (required)' : ''],
    control, hintOf(parameter)));
  return { fields, targetOf: () => targetFrom(operation.path, controls) };
}

function targetFrom(template, controls) {
  let path = template;
  const query = new URLSearchParams();
  for (const { parameter, control } of controls) {
    const value = control.value.trim();
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value === '') continue;
    else if (parameter.schema?.type !== 'array') query.append(parameter.name, value);
    else value.split(',').forEach((one) => query.append(parameter.name, one.trim()));
  }
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return path + (text ? `?${text}` : '');
}

/** Returns the select element for the credentials of an operation's provider. */
export function credentialSelect(operation, chosen) {
  const credentials = providerOf(operation.id)?.credentials ?? [];
  const select = make('select', { id: 'usage-credential' },
    credentials.map(({ name, account }) => make('option', { value: name }, visible(account ? `${name} (${account})` : name))),
    option('', 'None'));
  if (chosen && !credentials.some(({ name }) => name === chosen)) select.append(option(chosen, `${chosen} (not in this world)`));
  select.value = chosen || (credentials[0]?.name ?? '');
  return select;
}
