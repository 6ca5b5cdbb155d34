// The clock: its mode, its time, and the dates of the lifecycle.
import { call } from './api.js';
import { outcome } from './action.js';
import { button, byId, code, field, make, option, table, visible } from './dom.js';
import { dateTime, distance, instant } from './format.js';
import { mock, mockNow, subscribe } from './mock.js';

const MODES = [['frozen', 'Frozen'], ['ticking', 'Ticking'], ['now', 'The time of this machine']];
const STEPS = [['PT1H', '+1 hour'], ['P1D', '+1 day'], ['P30D', '+30 days']];
const { place: status, act } = outcome();
const now = make('p', { class: 'now' });
const marks = make('div');
let mode = null;
let time = null;
let dates = [];

const advance = (by) => act(() => call('POST', '/clock/advance', { by }), `The clock was advanced by ${by}.`);

function setClock() {
  const body = mode.value === 'now' ? { mode: 'now' } : { mode: mode.value, now: time.value.trim() };
  return act(() => call('PUT', '/clock', body), 'The clock was set.');
}

const goToDate = (at) => act(() => call('PUT', '/clock', { mode: mock.clock?.mode === 'ticking' ? 'ticking' : 'frozen', now: at }),
  `The clock was set to ${at}.`);

/** Returns the dates of the lifecycle, in order. */
function datesOf(operations) {
  return operations.flatMap(({ id, deprecated, removed }) => [
    ...(deprecated ? [{ at: deprecated, id, event: 'deprecated' }] : []),
    ...(removed ? [{ at: removed, id, event: 'removed' }] : []),
  ]).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function timelineOf(here) {
  const times = [here, ...dates.map(({ at }) => Date.parse(at))];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const mark = (at, kind) => {
    const element = make('i', { class: kind });
    element.style.left = `${100 * (at - first) / Math.max(1, last - first)}%`;
    return element;
  };
  return make('div', { class: 'timeline', 'aria-hidden': 'true' },
    dates.map(({ at, event }) => mark(Date.parse(at), event)), mark(here, 'is-now'));
}

function showDates() {
  const here = mockNow();
  if (dates.length === 0) {
    marks.replaceChildren(make('p', { class: 'meta' }, 'The lifecycle of this world has no dates.'));
    return;
  }
  const rows = dates.map(({ at, id, event }) => [
    [make('time', { datetime: at }, dateTime(Date.parse(at)).replace(' 00:00:00', '')), make('div', { class: 'meta' }, distance(here, Date.parse(at)))],
    [code(id), make('div', { class: 'meta' }, `is ${event}`)],
    button('Go there', () => goToDate(at), { 'aria-label': `Set the clock to ${at}, when ${id} is ${event}` })]);
  marks.replaceChildren(timelineOf(here), table('Dates of the lifecycle', ['Date', 'Operation', 'Clock'], rows, { class: 'dates' }));
}

function showNow() {
  if (!mock.clock) return;
  now.textContent = dateTime(Math.floor(mockNow() / 1000) * 1000);
}

function showClock() {
  if (!mock.clock) return;
  showNow();
  if (document.activeElement !== mode) mode.value = mock.clock.mode;
  if (document.activeElement !== time) time.value = instant(Math.floor(mockNow() / 1000) * 1000);
  time.disabled = mode.value === 'now';
}

/** Takes the operations of /fidelity. */
export function showLifecycle(operations) {
  dates = datesOf(operations);
  showDates();
}

export function buildClock() {
  mode = make('select', { change: () => { time.disabled = mode.value === 'now'; } }, MODES.map(([value, label]) => option(value, label)));
  time = make('input', { type: 'text', size: '22', spellcheck: 'false', autocomplete: 'off' });
  const by = make('input', { type: 'text', size: '8', value: 'PT15M', spellcheck: 'false', autocomplete: 'off' });
  byId('clock-card').append(
    make('h3', { id: 'clock-title' }, 'Clock'), now,
    make('div', { class: 'bar', role: 'group', 'aria-label': 'Advance the clock' },
      STEPS.map(([step, label]) => button(label, () => advance(step), { 'data-step': step }))),
    make('form', { class: 'fields', submit: (event) => { event.preventDefault(); advance(by.value.trim()); } },
      field('Advance by an ISO 8601 duration', by), make('button', { class: 'button' }, 'Advance')),
    make('form', { class: 'fields', submit: (event) => { event.preventDefault(); setClock(); } },
      field('Mode', mode), field('Time (RFC 3339)', time), make('button', { class: 'button' }, 'Set the clock')),
    status, make('h4', {}, 'Dates of the lifecycle'), marks);
  subscribe('clock', () => { showClock(); if (dates.length) showDates(); });
  setInterval(() => { if (mock.clock && mock.clock.mode !== 'frozen') showNow(); }, 1000);
}
