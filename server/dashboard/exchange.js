// One exchange in full.
import { Refusal, call, reasonOf } from './api.js';
import { addressOf } from './address.js';
import { copyLine } from './copy.js';
import { curlOf } from './curl.js';
import { badge, button, code, linkTo, make, note, visible, visibleLines } from './dom.js';
import { expectForm } from './expect.js';
import { explain, explainSeries, reasonNote } from './explain.js';
import { bytes, dateTime, seconds } from './format.js';
import { servedNow } from './lookup.js';
import { mock } from './mock.js';
import { toneOf } from './traffic_list.js';

const part = (title, ...content) => make('section', {}, make('h3', {}, title), content);

const headersOf = (headers) => make('dl', { class: 'pairs' }, Object.entries(headers ?? {}).map(([name, value]) =>
  [make('dt', {}, visible(name)), make('dd', {}, visible(Array.isArray(value) ? value.join(', ') : value))]));

function prettyOf(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
}
export const bodyText = (text, label) => make('pre', { tabindex: '0', 'aria-label': label }, visibleLines(text));

function requestPart({ request }) {
  return part('Request',
    make('p', { class: 'line' }, code(`${request.method} ${request.url}`)),
    headersOf(request.headers),
    request.body ? bodyText(prettyOf(request.body), 'Body of the request') : make('p', { class: 'meta' }, 'No body.'));
}

/** Reads the response that the request would get now, and shows it. */
async function showBody({ request, credential }, place) {
  try {
    const served = await servedNow(request.url, credential);
    place.replaceChildren(
      ...explainSeries(served).map(reasonNote),
      make('p', {}, badge(toneOf(served.status), `${served.status} now`), ' ',
        make('span', { class: 'meta' }, 'Faults, delays and limits do not apply here, and nothing is journaled.')),
      bodyText(JSON.stringify(served.body, null, 2), 'Body as it is served now'));
  } catch (error) {
    place.replaceChildren(note('warn', visible(error instanceof Refusal ? error.message : reasonOf(error))));
  }
}

function responsePart(entry) {
  const { status, headers, bodySize } = entry.response;
  const place = make('div', { 'aria-live': 'polite' });
  const canShow = entry.wasMatched && entry.request.method === 'GET';
  return part('Response',
    make('p', { class: 'line' }, badge(toneOf(status), status === 0 ? 'no HTTP response' : String(status)), ' ', bytes(bodySize)),
    headersOf(headers),
    make('p', { class: 'meta' }, 'The journal keeps the size of a body, not the body itself.'),
    canShow ? make('p', {}, button('Show the body as it is served now', () => showBody(entry, place))) : [],
    place);
}

function operationPart({ operation: id, request, credential, number }) {
  const operation = mock.operations.get(id);
  if (!operation) return id ? [part('Operation', code(id))] : [];
  const { source = '' } = operation;
  return [part('Operation', make('p', {}, code(id), ' ', badge('none', operation.evidence ?? '')),
    make('p', {}, visible(operation.summary ?? '')),
    /^https:\/\//.test(source)
      ? make('p', {}, linkTo(source, visible(source), { target: '_blank', rel: 'noopener noreferrer' })) : make('p', {}, visible(source)),
    request.method === 'GET' && operation.series?.length ? make('p', {}, linkTo(addressOf('usage', '',
      { operation: id, credential, from: number }), 'Show these series in Usage')) : [])];
}

const findingNote = ({ name, message, count: times }) => note('warn', make('h4', {}, code(name), times > 1 ? ` ${times} times` : ''),
  make('p', {}, visible(message)));

function head(entry, close) {
  const { number, request, response, operation, credential, elapsedNanoseconds } = entry;
  return make('header', {},
    button('Close', close, { class: 'button close' }),
    make('p', { class: 'meta' }, `Request ${number}`),
    make('h2', { tabindex: '-1', id: 'exchange-title' }, visible(`${request.method} ${request.url}`)),
    make('p', { class: 'badges' },
      badge(toneOf(response.status), response.status === 0 ? 'no response' : String(response.status)),
      badge(operation ? 'none' : 'bad', operation ?? 'unmatched'),
      credential ? badge('none', credential) : []),
    make('p', { class: 'meta' }, `${dateTime(request.loggedDate)} on the clock of the mock; `
      + `${seconds(elapsedNanoseconds / 1e6)} after the journal began`));
}

function partsOf(entry, findings, close) {
  // The near misses say more than this finding does.
  const others = findings.filter(({ name }) => name !== 'unmatched-request' || entry.wasMatched);
  const reasons = [...explain(entry).map(reasonNote), ...others.map(findingNote)];
  return [head(entry, close), ...(reasons.length ? [part('What stands out', reasons)] : []),
    requestPart(entry), responsePart(entry), ...operationPart(entry),
    part('Send it again', copyLine(curlOf(entry), 'the curl command')),
    part('Expect this', expectForm(entry.request))];
}

let wanted = '';
/** Shows an exchange in `place`. `close` leads back to the list. */
export async function showExchange(place, number, close) {
  wanted = number;
  place.hidden = false;
  try {
    const [entry, { findings }] = await Promise.all([call('GET', `/requests/${number}`), call('GET', '/findings')]);
    if (wanted !== number) return;
    place.replaceChildren(...partsOf(entry, findings.filter((finding) => String(finding.number) === number), close));
  } catch (error) {
    if (wanted !== number) return;
    const isGone = error instanceof Refusal && error.status === 404;
    place.replaceChildren(make('header', {}, button('Close', close, { class: 'button close' }), make('h2', {}, `Request ${number}`)),
      note('warn', isGone ? 'The journal does not have this request any more. It was cleared, dropped or lost with a restart.' : visible(reasonOf(error))));
  }
  place.scrollTop = 0;
}
