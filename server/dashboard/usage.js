// The usage that an account is served now, read without a trace in the journal.
import { Refusal, call, reasonOf } from './api.js';
import { addressOf, goTo, readAddress, replaceAddress } from './address.js';
import { button, byId, field, make, note, option, visible } from './dom.js';
import { journal } from './journal.js';
import { isNamed, servedNow } from './lookup.js';
import { mock, subscribe } from './mock.js';
import { credentialSelect, meteredOperations, parameterFields } from './usage_form.js';
import { bandsOf, showResult, startResult } from './usage_result.js';

let openapi = null;      // the OpenAPI document
let isStale = true;      // the mock has changed since it was read
let form = null;         // { operation, credential, target() } as shown
let runs = 0;

const showNote = (tone, text) => byId('usage-result').replaceChildren(note(tone, visible(text)));

/** Returns the newest request of an operation in the journal. */
function newestOf(operation) {
  for (let index = journal.rows.length - 1; index >= 0; --index) {
    const row = journal.rows[index];
    if (row.operation === operation && row.method === 'GET') return row;
  }
  return null;
}

/** Returns what to show at first: the operation of the newest request with series, or the first one. */
function defaultOperation() {
  const metered = meteredOperations();
  const names = new Set(metered.map(({ id }) => id));
  for (let index = journal.rows.length - 1; index >= 0; --index) {
    if (names.has(journal.rows[index].operation)) return mock.operations.get(journal.rows[index].operation);
  }
  return metered[0];
}

/** Reads the buckets of the newest request; null when there is none to mark. */
async function readLast(operation) {
  const row = newestOf(operation);
  if (!row) return null;
  try {
    const response = await servedNow(row.url, row.credential);
    return response.series.length ? { number: row.number, bands: bandsOf(response.series) } : null;
  } catch {
    return null;
  }
}

async function run() {
  if (!form) return;
  const mine = ++runs;
  const [target, credential, operation] = [form.target(), form.credential.value, form.operation];
  replaceAddress(addressOf('usage', '', { operation: operation.id, credential, target }));
  try {
    const [response, last] = await Promise.all([servedNow(target, credential), readLast(operation.id)]);
    if (mine === runs) showResult({ ...response, target, credential }, last);
  } catch (error) {
    if (mine === runs) showNote('warn', error instanceof Refusal ? error.message : reasonOf(error));
  }
}

function choose(operation, credential, target) {
  goTo(addressOf('usage', '', { operation, credential, target }));
}

function asLastRequest() {
  const row = newestOf(form.operation.id);
  if (!row) return;
  choose(form.operation.id, isNamed(row.credential) ? row.credential : undefined, row.url);
}

function operationSelect(operation) {
  const select = make('select', { id: 'usage-operation', change: () => choose(select.value) },
    mock.catalogue.providers.map((provider) => make('optgroup', { label: provider.title },
      meteredOperations().filter((metered) => metered.provider === provider.name).map(({ id }) => option(id)))));
  select.value = operation.id;
  return select;
}

function buildForm(operation, credential, target) {
  const fill = target || operation.example || operation.path;
  const parameters = parameterFields(openapi, operation, fill);
  let isEdited = false;
  const preview = make('code', { id: 'usage-target' });
  form = { operation, credential: credentialSelect(operation, credential), target: () => isEdited ? parameters.targetOf() : fill };
  const show = () => preview.replaceChildren(...visible(`GET ${form.target()}`));
  const edited = make('div', { class: 'fields', input: () => { isEdited = true; show(); }, change: () => { isEdited = true; show(); run(); } },
    parameters.fields);
  form.credential.addEventListener('change', run);
  show();
  const last = button('As the last request asked', asLastRequest, { id: 'as-last' });
  last.disabled = !newestOf(operation.id);
  const operationField = field('Operation', operationSelect(operation));
  operationField.classList.add('wide');
  const credentialField = field('Credential', form.credential);
  credentialField.classList.add('credential');
  byId('usage-form').replaceChildren(make('div', { class: 'fields' }, operationField, credentialField),
    edited, make('div', { class: 'bar' }, make('button', { class: 'button primary' }, 'Read the usage'), last, preview));
}

/** Takes target and credential of a journal entry into the address. */
async function takeEntry(number, operation, credential) {
  const entry = await call('GET', `/requests/${number}`).catch(() => null);
  if (readAddress().tab !== 'usage') return;
  replaceAddress(addressOf('usage', '', { operation, credential, target: entry?.request.url }));
  await showUsage(readAddress());
}

/** Shows the operation, credential and target of the address. */
export async function showUsage({ query }) {
  if (!mock.catalogue) return;
  const text = (name) => query.get(name) ?? '';
  if (/^\d{1,15}$/.test(text('from'))) {
    await takeEntry(text('from'), text('operation'), text('credential'));
    return;
  }
  try {
    if (isStale || !openapi) openapi = await call('GET', '/openapi.json');
    isStale = false;
  } catch (error) {
    showNote('warn', reasonOf(error));
    return;
  }
  if (readAddress().tab !== 'usage') return;
  const metered = meteredOperations();
  const operation = metered.find(({ id }) => id === text('operation')) ?? defaultOperation();
  if (!operation) {
    showNote('info', 'No operation with series is served at this time of the clock.');
    return;
  }
  buildForm(operation, text('credential'), operation.id === text('operation') ? text('target') : '');
  await run();
}

export function startUsage() {
  startResult();
  byId('usage-form').addEventListener('submit', (event) => { event.preventDefault(); run(); });
  const showAgain = () => {
    isStale = true;
    if (readAddress().tab !== 'usage') return;
    // A form that somebody is filling in stays as it is.
    if (form && byId('usage-form').contains(document.activeElement)) run();
    else showUsage(readAddress());
  };
  subscribe('catalogue', showAgain);
  subscribe('journal', () => {
    const last = byId('as-last');
    if (last && form) last.disabled = !newestOf(form.operation.id);
  });
}
