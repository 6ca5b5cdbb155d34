// What the mock says now about a request of the journal: the body, the reason of a refusal, the limit.
import { call, reasonOf } from './api.js';
import { code, make, visible } from './dom.js';
import { count, plural } from './format.js';

/** Returns whether a credential of the journal has a name in the world. */
export const isNamed = (credential) => Boolean(credential) && !credential.startsWith('unknown-');

/** Reads the response that a request would get now. Nothing is journaled. */
export const servedNow = (target, credential) =>
  call('POST', '/usage', { target, ...(isNamed(credential) ? { credential } : {}) });

/** Returns the message in the body of an error, or the whole body when it has none. */
function messageOf(body) {
  if (typeof body === 'string') return body;
  const { message, error, detail, errors, title } = body ?? {};
  const texts = [message, error?.message, error, detail, errors?.[0]?.message, errors?.[0], title];
  return texts.find((text) => typeof text === 'string' && text !== '') ?? JSON.stringify(body);
}

/** Returns a paragraph that `fill` completes when the mock has answered. */
function later(fill) {
  const place = make('p', { 'aria-live': 'polite' }, 'Reading the reason.');
  fill().catch((error) => [reasonOf(error)]).then((content) => place.replaceChildren(...content.flat()));
  return place;
}

/** Returns the words in which the vendor refuses a request. */
export const refusalOf = ({ request, credential, response }) => later(async () => {
  const { status, body } = await servedNow(request.url, credential);
  if (status === response.status) return ['The vendor says: ', code(messageOf(body))];
  return [`The same request is served with ${status} now: the mock or its clock has changed since.`];
});

/** Returns the limit that a credential has reached, and when it opens. */
export const limitOf = ({ credential, operation }) => later(async () => {
  const { limits } = await call('GET', '/limits');
  const limit = limits.find((one) => one.credential === credential && operation?.startsWith(`${one.provider}.`));
  if (!limit) return ['The limits of this world do not name this credential.'];
  const { perMinute, perDay, remaining, resetsInSeconds } = limit;
  return [code(credential), visible(` may send ${plural(perMinute, 'request')} a minute${perDay ? `, ${count(perDay)} a day` : ''}. `
    + `Left now: ${count(remaining)}${resetsInSeconds && remaining < perMinute ? `, more in ${count(Math.ceil(resetsInSeconds))} s` : ''}.`)];
});
