// Faults: a form for each kind, what is pending and what fired.
import { call } from './api.js';
import { addressOf } from './address.js';
import { outcome } from './action.js';
import { confirmed } from './confirm.js';
import { badge, button, byId, code, field, linkTo, make, option, setOptions, table, visible } from './dom.js';
import { count, plural } from './format.js';
import { mock, subscribe } from './mock.js';

const { place: status, act } = outcome();
const pending = make('div');
const kMaxFired = 20;
let form = null;

const kindOf = (name) => mock.catalogue?.faultKinds.find((kind) => kind.name === name);

/** Returns the fault of the form in the grammar of the mock. */
function faultText() {
  const { kind, value, times, skip, p, op, key } = form;
  const takes = kindOf(kind.value)?.takes !== 'nothing';
  const options = Object.entries({ times, skip, p, op, key })
    .filter(([, control]) => control.value.trim() !== '').map(([name, control]) => `${name}=${control.value.trim()}`);
  return [takes && value.value.trim() !== '' ? `${kind.value}=${value.value.trim()}` : kind.value, ...options].join(',');
}

const showText = () => form.text.replaceChildren(...visible(faultText()));

/** Fits the form to the chosen kind. */
function showKind() {
  const kind = kindOf(form.kind.value);
  if (!kind) return;
  form.valueField.hidden = kind.takes === 'nothing';
  form.value.required = kind.takes === 'value';
  form.value.value = kind.takes === 'value' ? kind.sample : '';
  form.value.placeholder = kind.sample;
  form.hint.replaceChildren(...visible(kind.takes === 'nothing' ? '' : kind.expects || ''));
  form.summary.replaceChildren(...visible(kind.summary),
    kind.operations.length < mock.operations.size ? [` It acts on ${plural(kind.operations.length, 'operation')}, those with ${kind.needs}.`] : '');
  setOptions(form.op, [option('', 'Every operation'), ...kind.operations.map((id) => option(id))]);
  showText();
}

function showChoices() {
  setOptions(form.kind, mock.catalogue.faultKinds.map(({ name }) => option(name)));
  setOptions(form.key, [option('', 'Every credential'), ...mock.catalogue.providers.flatMap(({ title, credentials }) =>
    credentials.length ? [make('optgroup', { label: title }, credentials.map(({ name }) => option(name)))] : [])]);
  if (form.isFilled !== mock.instance) showKind();
  form.isFilled = mock.instance;
}

const pendingRow = ({ fault, from, seen, fired, left }) => [code(fault), visible(from),
  count(seen), count(fired), left === undefined || left === null ? 'no end' : count(left)];

const firedRow = ({ fault, operation, credential, at, acted }) => [code(fault),
  [operation ? code(operation) : 'unmatched', make('div', { class: 'meta' }, visible(credential ?? ''))],
  visible(at.replace('T', ' ').replace('Z', '')), acted === false ? 'no change' : 'yes'];

/** Takes a response of /faults. */
export function showFaults({ faults, fired, firedTotal, breaks }) {
  form.remove.disabled = faults.length === 0;
  const newest = fired.slice(-kMaxFired).reverse();
  pending.replaceChildren(
    make('h4', {}, 'Pending'),
    faults.length ? scrolled('Pending faults', table('Pending faults', ['Fault', 'Added by', 'Seen', 'Fired', 'Left'], faults.map(pendingRow)))
      : make('p', { class: 'meta' }, 'No fault is pending: every response is as it should be.'),
    breaks.length ? make('details', {}, make('summary', {}, `Breaks ${plural(breaks.length, 'requirement')} of the APIs`),
      make('p', {}, breaks.map((id, index) => [index ? ', ' : '', code(id)]))) : '',
    make('h4', {}, 'Fired ', badge('none', count(firedTotal))),
    newest.length ? scrolled('Fired faults', table('Fired faults', ['Fault', 'Operation', 'Time of the mock', 'Acted'], newest.map(firedRow))) : make('p', { class: 'meta' }, 'No fault has fired.'),
    newest.length ? make('p', {}, linkTo(addressOf('traffic', '', { faulty: 'yes' }), 'Show the requests that met a fault')) : '');
}

const scrolled = (label, element) => make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, element);

async function add(event) {
  event.preventDefault();
  const fault = faultText();
  if (await act(() => call('POST', '/faults', { fault }), `Added: ${fault}`)) await readFaults();
}

/** Reads the faults at once; a failure is shown by the state of the connection. */
const readFaults = () => call('GET', '/faults').then(showFaults, () => {});

async function removeAll() {
  if (!await confirmed('Remove all faults?', 'Every pending fault is removed, also those that another client has added.', 'Remove all')) return;
  if (!await act(() => call('DELETE', '/faults'), 'All faults were removed.')) return;
  await readFaults();
  byId('faults-title').focus();
}

export function buildFaults() {
  const number = (attributes) => make('input', { type: 'number', min: '0', size: '6', ...attributes });
  form = {
    kind: make('select', { id: 'fault-kind' }), value: make('input', { type: 'text', id: 'fault-value', size: '12', autocomplete: 'off' }),
    times: number({ id: 'fault-times', min: '1', placeholder: 'no end' }), skip: number({ placeholder: '0' }),
    p: make('input', { type: 'number', min: '0', max: '1', step: 'any', placeholder: '1' }),
    op: make('select', { id: 'fault-op' }), key: make('select', { id: 'fault-key' }),
    hint: make('small', { id: 'fault-value-hint' }), summary: make('p', { class: 'meta' }), text: make('code', { id: 'fault-text' }),
    remove: button('Remove all', removeAll, { id: 'remove-faults', disabled: '' }), isFilled: null,
  };
  form.valueField = field('Value', form.value);
  form.value.setAttribute('aria-describedby', 'fault-value-hint');
  form.valueField.append(form.hint);
  form.kind.addEventListener('change', showKind);
  const element = make('form', { class: 'column', id: 'fault-form', submit: add, input: showText },
    make('div', { class: 'fields' }, field('Kind', form.kind), form.valueField),
    form.summary,
    make('div', { class: 'fields' }, field('Operation', form.op), field('Credential', form.key)),
    make('div', { class: 'fields' }, field('Times', form.times), field('Skip the first', form.skip), field('Chance (0 to 1)', form.p)),
    make('div', { class: 'bar' }, make('button', { class: 'button primary' }, 'Add the fault'), form.remove, form.text));
  byId('faults-card').append(make('h3', { id: 'faults-title', tabindex: '-1' }, 'Faults'), element, status, pending);
  subscribe('catalogue', showChoices);
}
