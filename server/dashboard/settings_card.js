// Rate limits, the lifecycle and delays: the settings of the mock.
import { call } from './api.js';
import { outcome, toggle } from './action.js';
import { button, byId, field, make, option, table, visible } from './dom.js';
import { count } from './format.js';

const FIELDS = {
  fixed: [['milliseconds', 'Milliseconds']],
  uniform: [['lower', 'From (ms)'], ['upper', 'To (ms)']],
  lognormal: [['median', 'Median (ms)'], ['sigma', 'Sigma'], ['maxValue', 'At most (ms)']],
};
const limits = make('div');
const limitOutcome = outcome();
const delayOutcome = outcome();
let settings = null;
let parts = null;

/** Sends settings and keeps the others: a delay that is not named would end. */
function change(extended, delays = {}) {
  const { fixedDelay, delayDistribution } = settings ?? {};
  return call('PUT', '/settings', { fixedDelay: fixedDelay ?? null, delayDistribution: delayDistribution ?? null, ...delays,
    ...(extended ? { extended } : {}) });
}

function limitRow({ provider, credential, account, perMinute, perDay, remaining, resetsInSeconds, tokenBucket }) {
  return [[visible(credential), make('div', { class: 'meta' }, visible(account ? `${provider}, ${account}` : provider))],
    [`${count(perMinute)} a minute`, make('div', { class: 'meta' }, perDay ? `${count(perDay)} a day` : tokenBucket ? 'token bucket' : '')],
    [count(remaining), make('div', { class: 'meta' }, resetsInSeconds ? `more in ${count(Math.ceil(resetsInSeconds))} s` : '')]];
}

/** Takes a response of /limits. */
export function showLimits({ enforced, limits: rows }) {
  limits.replaceChildren(
    make('p', { class: 'meta' }, enforced ? 'Limits are enforced: what exceeds them is refused with 429.' : 'Limits are off: no request is refused for them.'),
    rows.length ? make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Limits by credential' },
      table('Limits by credential', ['Credential', 'Limit', 'Left'], rows.map(limitRow))) : []);
}

function delayFields(type, values = {}) {
  return (FIELDS[type] ?? []).map(([name, label]) => {
    const input = make('input', { type: 'number', min: '0', step: 'any', name, value: values[name] ?? '' });
    input.dataset.member = name;
    return field(label, input);
  });
}

function showDelayFields(type, values) {
  parts.distribution.value = type;
  parts.more.replaceChildren(...delayFields(type, values));
}

/** Takes a response of /settings. */
export function showSettings(response) {
  settings = response.settings;
  for (const name of ['rateLimits', 'lifecycle']) {
    parts[name].box.checked = settings.extended?.[name] === 'on';
    parts[name].box.disabled = false;
  }
  if (byId('delays-card').contains(document.activeElement)) return;
  parts.fixed.value = settings.fixedDelay ?? '';
  showDelayFields(settings.delayDistribution?.type ?? '', settings.delayDistribution ?? {});
}

function delaysOf() {
  const numbers = [...parts.more.querySelectorAll('input')].filter(({ value }) => value !== '')
    .map((input) => [input.dataset.member, Number(input.value)]);
  const type = parts.distribution.value;
  return {
    fixedDelay: parts.fixed.value === '' ? null : Number(parts.fixed.value),
    delayDistribution: type ? { type, ...Object.fromEntries(numbers) } : null,
  };
}

async function setDelays(event) {
  event.preventDefault();
  await delayOutcome.act(async () => { settings = (await change(null, delaysOf())).settings; }, 'The delays were set.');
}

function noDelays() {
  return delayOutcome.act(async () => {
    showDelayFields('', {});
    parts.fixed.value = '';
    settings = (await change(null, { fixedDelay: null, delayDistribution: null })).settings;
  }, 'There is no delay any more.');
}

export function buildSettings() {
  const { act } = limitOutcome;
  parts = {
    rateLimits: toggle('Enforce rate limits', (isOn) => act(() => change({ rateLimits: isOn ? 'on' : 'off' }), `Rate limits are ${isOn ? 'on' : 'off'}.`)),
    lifecycle: toggle('Follow the lifecycle (deprecate and remove operations by the clock)',
      (isOn) => act(() => change({ lifecycle: isOn ? 'on' : 'off' }), `The lifecycle is ${isOn ? 'on' : 'off'}.`)),
    fixed: make('input', { type: 'number', min: '0', max: '3600000' }),
    distribution: make('select', {}, option('', 'None'), option('fixed'), option('uniform'), option('lognormal')),
    more: make('div', { class: 'fields' }),
  };
  parts.distribution.addEventListener('change', () => showDelayFields(parts.distribution.value, {}));
  byId('limits-card').append(make('h3', { id: 'limits-title' }, 'Rate limits and lifecycle'),
    parts.rateLimits.label, parts.lifecycle.label, limitOutcome.place, limits);
  byId('delays-card').append(make('h3', { id: 'delays-title' }, 'Delays'),
    make('p', { class: 'meta' }, 'Every response of a mocked API is held back this long.'),
    make('form', { class: 'column', submit: setDelays },
      make('div', { class: 'fields' }, field('Fixed delay (ms)', parts.fixed), field('Random delay, added', parts.distribution)),
      parts.more,
      make('div', { class: 'bar' }, make('button', { class: 'button' }, 'Set the delays'), button('No delays', noDelays))),
    delayOutcome.place);
}
