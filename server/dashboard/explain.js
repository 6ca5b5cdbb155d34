// Why a response may not be what the client expects, in words and with the next step.
import { addressOf } from './address.js';
import { secretsNote } from './curl.js';
import { code, linkTo, make, visible } from './dom.js';
import { compact } from './format.js';
import { isNamed, limitOf, refusalOf } from './lookup.js';
import { mock, providerOf } from './mock.js';

const reason = (tone, title, ...content) => ({ tone, title, content });

/** Returns the value of a header, whatever the case of its name. */
export const headerOf = (headers, wanted) =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];

const namesOf = (provider) => provider.credentials.map(({ name }, index) => [index ? ', ' : '', code(name)]);

function unauthorized({ credential, operation, request }) {
  const provider = providerOf(operation);
  const known = provider
    ? [make('p', {}, `Credentials of ${provider.title} in this world: `, namesOf(provider), '.'), secretsNote()] : [];
  if (!headerOf(request.headers, 'authorization')) {
    return reason('warn', 'The request has no credential', make('p', {}, 'Send one in the ', code('Authorization'), ' header',
      provider ? [', as in ', code(provider.curlOption)] : [], '.'), known);
  }
  if (!isNamed(credential)) return reason('warn', 'The credential is not one of this world', known);
  return reason('warn', 'The credential was not accepted', make('p', {}, code(credential),
    ' is known here, but it may be expired, revoked or sent in another form than documented.'), known);
}

const nearMissOf = ({ stubMapping, differences }) => make('li', {},
  code(`${stubMapping.request.method} ${stubMapping.request.urlPathTemplate}`), ' ', make('span', { class: 'meta' }, visible(stubMapping.name)),
  make('ul', {}, differences.map((difference) => make('li', {}, visible(difference)))));

const isRemoved = ({ differences }) => differences.some((difference) => difference.startsWith('it is removed'));

const unmatched = ({ nearMisses = [] }) => reason('bad', 'No operation fits this request',
  nearMisses.length ? [make('p', {}, 'The nearest operations, and what differs:'), make('ol', { class: 'misses' }, nearMisses.map(nearMissOf))]
    : make('p', {}, 'No operation of the served providers is near.'),
  nearMisses.some(isRemoved) ? make('p', {}, 'To have a removed operation again, set the clock to an earlier time or switch the lifecycle off in ',
    linkTo(addressOf('controls'), 'Controls'), '.') : []);

/** Splits the faults of an entry into those that changed the response and those that found nothing in it to change. */
function splitFaults({ faults = [] }, hint) {
  const isIdle = (fault) => hint.includes(`fault ${fault} found nothing to act on`);
  return { acted: faults.filter((fault) => !isIdle(fault)), idle: faults.filter(isIdle) };
}

function ofStatus(entry) {
  const { status } = entry.response;
  if (status === 0) return [];
  if (status === 401) return [unauthorized(entry)];
  if (status === 429) {
    return [reason('warn', 'A rate limit was reached', limitOf(entry), make('p', {}, 'See all limits, or switch them off, in ',
      linkTo(addressOf('controls'), 'Controls'), '.'))];
  }
  if (status < 400) return [];
  return [reason('warn', `The operation refused the request with ${status}`, entry.request.method === 'GET' ? refusalOf(entry)
    : make('p', {}, 'The response said why. The journal keeps the size of a body, not the body itself.'))];
}

const faultsReason = (tone, title, faults) => reason(tone, title,
  make('p', {}, faults.map((fault, index) => [index ? ', ' : '', code(fault)]), '. ', linkTo(addressOf('controls'), 'See the faults')));

/** Returns the hint of the mock when it says more than that a fault changed nothing. */
function hintReasons(hint, idle) {
  const known = idle.map((fault) => `fault ${fault} found nothing to act on in this response`).join(', ');
  if (!hint || hint === known) return [];
  return [reason('warn', 'Hint of the mock', make('p', {}, visible(hint)),
    hint.includes('clock stands at') ? make('p', {}, linkTo(addressOf('controls'), 'Set the clock')) : [])];
}

/** Returns what stands out in a journal entry, the most telling first. */
export function explain(entry) {
  const reasons = [];
  const hint = String(headerOf(entry.response.headers, 'x-mockmeter-hint') ?? '');
  const { acted, idle } = splitFaults(entry, hint);
  if (!entry.wasMatched) reasons.push(unmatched(entry));
  if (entry.wasMatched) reasons.push(...hintReasons(hint, idle));
  if (acted.length) reasons.push(faultsReason('info', acted.length > 1 ? 'Faults fired' : 'A fault fired', acted));
  const { error } = entry.response;
  if (error) reasons.push(reason('bad', 'The connection failed', make('p', {}, 'A browser would say ', code(error), '.')));
  if (entry.wasMatched && acted.length === 0) reasons.push(...ofStatus(entry));
  if (idle.length) reasons.push(faultsReason('none', `${idle.length > 1 ? 'Faults were' : 'A fault was'} pending, but changed nothing`, idle));
  if (entry.looksLive) {
    reasons.push(reason('bad', 'The credential looks like a real key', make('p', {}, 'Do not send real keys to a mock. Replace it where it was read from.')));
  }
  return reasons;
}

/** Returns what the response of a metered operation says about missing data; nothing when it has numbers. */
export function explainSeries({ operation, status, series }) {
  if (status >= 400 || !mock.operations.get(operation)?.series?.length) return [];
  const values = series.flatMap(({ metrics }) => Object.values(metrics).flat());
  const buckets = series.reduce((sum, { times }) => sum + times.length, 0);
  const steps = make('p', {}, 'Try another range or credential in ', linkTo(addressOf('usage'), 'Usage'),
    ', or move the clock in ', linkTo(addressOf('controls'), 'Controls'), '.');
  if (buckets === 0) {
    return [reason('warn', series.length ? 'Every series is empty' : 'The response has no series', make('p', {}, 'This account has no bucket in this range at this time of the clock.'), steps)];
  }
  if (values.length && values.every((value) => value === null)) {
    return [reason('warn', 'Every value is null', make('p', {}, `The series have ${compact(buckets)} buckets, and no number in them.`), steps)];
  }
  if (values.length && values.every((value) => !value)) {
    return [reason('warn', 'Every value is 0', make('p', {}, 'The account had no usage in this range.'), steps)];
  }
  return [];
}

export const reasonNote = ({ tone, title, content }) => make('div', { class: `note ${tone}` }, make('h4', {}, title), content);
