// Why a response may not be what the client expects, in words and with the next step.
import { addressOf } from './address.js';
import { code, linkTo, make, visible } from './dom.js';
import { compact } from './format.js';
import { mock, providerOf } from './mock.js';

const reason = (tone, title, ...content) => ({ tone, title, content });

/** Returns the value of a header, whatever the case of its name. */
export const headerOf = (headers, wanted) =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];

const namesOf = (provider) => provider.credentials.map(({ name }, index) => [index ? ', ' : '', code(name)]);

function unauthorized({ credential, operation, request }) {
  const provider = providerOf(operation);
  const known = provider ? [make('p', {}, `Credentials of ${provider.title} in this world: `, namesOf(provider), '.')] : [];
  if (!headerOf(request.headers, 'authorization')) {
    return reason('warn', 'The request has no credential', make('p', {}, 'Send one in the ', code('Authorization'), ' header',
      provider ? [', as in ', code(provider.curlOption)] : [], '.'), known);
  }
  if (!credential || credential.startsWith('unknown-')) {
    return reason('warn', 'The credential is not one of this world', known,
      make('p', {}, 'Another world may know it: ', linkTo(addressOf('controls'), 'choose a world'), '.'));
  }
  return reason('warn', 'The credential was not accepted', make('p', {}, code(credential),
    ' is known here, but it may be expired, revoked or sent in another form than documented.'), known);
}

const nearMissOf = ({ stubMapping, differences }) => make('li', {},
  code(`${stubMapping.request.method} ${stubMapping.request.urlPathTemplate}`), ' ', make('span', { class: 'meta' }, visible(stubMapping.name)),
  make('ul', {}, differences.map((difference) => make('li', {}, visible(difference)))));

const unmatched = ({ nearMisses = [] }) => reason('bad', 'No operation fits this request',
  nearMisses.length ? [make('p', {}, 'The nearest operations, and what differs:'), make('ol', { class: 'misses' }, nearMisses.map(nearMissOf))]
    : make('p', {}, 'No operation of the served providers is near.'));

function ofStatus(entry) {
  const { status } = entry.response;
  if (entry.faults?.length || status === 0) return [];
  if (status === 401) return [unauthorized(entry)];
  if (status === 429) {
    return [reason('warn', 'A rate limit was reached', make('p', {}, 'See what is left, or switch the limits off, in ',
      linkTo(addressOf('controls'), 'Controls'), '.'))];
  }
  if (status === 410 || (status === 404 && entry.wasMatched)) {
    return [reason('warn', `The operation responded with ${status}`, make('p', {}, 'The id may not exist in this world, or the operation is removed '
      + 'at this time of the clock. Its own words are in the body: choose "Show the body" below.'))];
  }
  if (status >= 400 && entry.wasMatched) {
    return [reason('warn', `The operation refused the request with ${status}`, make('p', {},
      'The reason of the vendor is in the body: choose "Show the body" below.'))];
  }
  return [];
}

/** Returns what stands out in a journal entry, the most telling first. */
export function explain(entry) {
  const reasons = [];
  const hint = headerOf(entry.response.headers, 'x-mockmeter-hint');
  if (!entry.wasMatched) reasons.push(unmatched(entry));
  if (hint && entry.wasMatched) {
    reasons.push(reason('warn', 'Hint of the mock', make('p', {}, visible(hint)),
      make('p', {}, linkTo(addressOf('controls'), 'Set the clock'))));
  }
  if (entry.faults?.length) {
    reasons.push(reason('info', entry.faults.length > 1 ? 'Faults fired' : 'A fault fired',
      make('p', {}, entry.faults.map((fault, index) => [index ? ', ' : '', code(fault)]), '. ',
        linkTo(addressOf('controls'), 'See the faults'))));
  }
  const { error } = entry.response;
  if (error) reasons.push(reason('bad', 'The connection failed', make('p', {}, 'A browser would say ', code(error), '.')));
  if (entry.wasMatched) reasons.push(...ofStatus(entry));
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
