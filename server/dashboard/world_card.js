// The world and the way back to the start. A world has secrets: it is passed on and never shown.
import { call, readText } from './api.js';
import { outcome } from './action.js';
import { confirmed } from './confirm.js';
import { button, byId, field, make, option, setOptions, visible } from './dom.js';
import { mock, subscribe } from './mock.js';

const { place: status, act } = outcome();
let select = null;
const facts = make('p', { class: 'meta' });

function use(event) {
  event.preventDefault();
  const name = select.value;
  return act(async () => call('PUT', '/world', await readText(`/worlds/${encodeURIComponent(name)}`)), `The world is ${name}.`);
}

async function reset() {
  if (!await confirmed('Reset the mock?', 'World, clock, variants, settings, faults and journal become as they were at the start.', 'Reset')) return;
  await act(() => call('POST', '/reset'), 'The mock is as it was at the start.');
}

function showWorlds() {
  const { worlds, world, seed } = mock.catalogue;
  setOptions(select, worlds.map((name) => option(name)));
  if (document.activeElement !== select && worlds.includes(world)) select.value = world;
  facts.replaceChildren(...visible(`Served now: ${world}, seed ${seed}.`));
}

export function buildWorld() {
  select = make('select', { id: 'world-name' });
  byId('world-card').append(make('h3', { id: 'world-title' }, 'World'), facts,
    make('form', { class: 'fields', submit: use }, field('Built-in world', select), make('button', { class: 'button' }, 'Use this world')),
    make('div', { class: 'bar' }, button('Reset the mock', reset, { class: 'button danger', id: 'reset' })), status);
  subscribe('catalogue', showWorlds);
}
