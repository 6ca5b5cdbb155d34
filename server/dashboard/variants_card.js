// Variants: where sources contradict each other, which one the mock follows.
import { call } from './api.js';
import { outcome } from './action.js';
import { byId, code, make, visible } from './dom.js';
import { plural } from './format.js';
import { mock } from './mock.js';

const { place: status, act } = outcome();
const groups = make('div');
let shown = '';
let radios = new Map();

function choiceOf(variant, { value, source }) {
  const radio = make('input', { type: 'radio', name: variant.id, value });
  radio.addEventListener('change', async () => {
    if (!await act(() => call('PUT', '/variants', { [variant.id]: value }), `${variant.id} is ${value}.`)) {
      radios.get(`${variant.id} ${variant.chosen}`).checked = true;
    }
  });
  radios.set(`${variant.id} ${value}`, radio);
  return make('label', { class: 'choice' }, radio, make('span', {}, code(value),
    value === variant.default ? ' (default)' : '', make('span', { class: 'meta' }, ' ', visible(source))));
}

const variantOf = (variant) => make('fieldset', { class: 'variant', 'data-id': variant.id },
  make('legend', {}, visible(variant.question), ' ', code(variant.id)), variant.values.map((value) => choiceOf(variant, value)));

const providerOf = ({ id }) => id.split('.')[0];

function groupOf(name, variants) {
  const title = mock.catalogue?.providers.find((provider) => provider.name === name)?.title ?? name;
  return make('details', { 'data-provider': name }, make('summary', {}, visible(title), ` (${plural(variants.length, 'variant')})`),
    variants.map(variantOf));
}

/** Says how many variants of each provider differ from their defaults. */
function showChanges(variants) {
  for (const group of groups.children) {
    const changed = variants.filter((variant) => providerOf(variant) === group.dataset.provider && variant.chosen !== variant.default).length;
    group.classList.toggle('changed', changed > 0);
    group.dataset.changed = `${changed} changed`;
  }
}

/** Takes the variants of /fidelity. */
export function showVariants(variants) {
  const names = variants.map(({ id }) => id).join();
  if (names !== shown) {
    shown = names;
    radios = new Map();
    const providers = [...new Set(variants.map(providerOf))];
    groups.replaceChildren(...providers.map((name) => groupOf(name, variants.filter((variant) => providerOf(variant) === name))));
  }
  for (const { id, chosen } of variants) {
    const radio = radios.get(`${id} ${chosen}`);
    if (radio) radio.checked = true;
  }
  showChanges(variants);
}

export function buildVariants() {
  byId('variants-card').append(make('h3', { id: 'variants-title' }, 'Variants'),
    make('p', { class: 'meta' }, 'Where the sources of an API contradict each other, a variant chooses which one the mock follows.'),
    status, groups);
}
