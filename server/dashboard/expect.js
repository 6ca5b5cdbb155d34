// "Expect this": a body for POST /verify, made from a request.
import { Refusal, call, reasonOf } from './api.js';
import { addressOf } from './address.js';
import { copyButton } from './copy.js';
import { button, code, field, linkTo, make, note, visible, visibleLines } from './dom.js';
import { plural } from './format.js';

const pathOf = (url) => url.split('?')[0];

/** Returns the parameters of a journal entry that have one value. */
const parametersOf = (request) => Object.values(request.queryParams ?? {})
  .filter(({ values }) => values.length === 1).map(({ key, values }) => [key, values[0]]);

function bodyOf(request, boxes, least, most) {
  const body = { method: request.method, urlPath: pathOf(request.url) };
  const chosen = boxes.filter(({ box }) => box.checked);
  if (chosen.length) body.queryParameters = Object.fromEntries(chosen.map(({ name, value }) => [name, { equalTo: value }]));
  if (least.value !== '') body.atLeast = Number(least.value);
  if (most.value !== '') body.atMost = Number(most.value);
  return body;
}

function resultOf(response) {
  if (response.verified) return note('good', make('p', {}, `Verified: ${plural(response.count, 'request')} matched.`));
  const { closest, differences = [], detail, inconclusive } = response;
  return note('bad', make('p', {}, 'Not verified: ', visible(detail ?? ''), '.'),
    inconclusive ? make('p', {}, 'The journal no longer keeps every entry, so the result is inconclusive.') : [],
    differences.length ? make('ul', {}, differences.map((difference) => make('li', {}, visible(difference)))) : [],
    closest ? make('p', {}, 'Closest: ', linkTo(addressOf('traffic', closest.number), `request ${closest.number}`)) : []);
}

async function verify(body, place) {
  try {
    place.replaceChildren(resultOf(await call('POST', '/verify', body)));
  } catch (error) {
    const isVerdict = error instanceof Refusal && error.status === 406;
    place.replaceChildren(isVerdict ? resultOf(error.problem) : note('bad', visible(reasonOf(error))));
  }
}

/** Returns the form for a request. */
export function expectForm(request) {
  const boxes = parametersOf(request).map(([name, value]) =>
    ({ name, value, box: make('input', { type: 'checkbox', checked: '', change: () => show() }) }));
  const number = (value) => make('input', { type: 'number', min: '0', value, input: () => show() });
  const least = number('1');
  const most = number('');
  const preview = make('pre', { tabindex: '0', 'aria-label': 'Body for POST /verify' });
  const result = make('div', { role: 'status' });
  const body = () => bodyOf(request, boxes, least, most);
  const show = () => preview.replaceChildren(...visibleLines(JSON.stringify(body(), null, 2)));
  show();
  return make('div', {},
    boxes.length ? make('fieldset', {}, make('legend', {}, 'Query parameters'),
      boxes.map(({ name, value, box }) => make('label', { class: 'check' }, box, code(`${name}=${value}`)))) : [],
    make('div', { class: 'fields' }, field('At least', least), field('At most', most)),
    preview,
    make('div', { class: 'bar' }, button('Verify', () => verify(body(), result), { class: 'button primary' }),
      copyButton(() => JSON.stringify(body()), 'the body for POST /verify'),
      make('span', { class: 'meta' }, 'The body for ', code('POST /__admin/verify'))),
    result);
}
