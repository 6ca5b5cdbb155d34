// Mistakes of the client that the journal shows.
import { call, reasonOf } from './api.js';
import { addressOf } from './address.js';
import { badge, byId, code, linkTo, make, note, visible } from './dom.js';
import { plural } from './format.js';
import { mock } from './mock.js';
import { whileShown } from './refresh.js';

const meaningOf = (name) => mock.catalogue?.findings.find((finding) => finding.name === name)?.summary ?? '';

const itemOf = ({ name, message, request, number, count, operation }) => make('li', { class: 'card finding' },
  make('div', { class: 'title' }, make('h3', {}, code(name)), badge('warn', count === 1 ? 'once' : `${count} times`)),
  make('p', {}, visible(message)),
  make('p', { class: 'meta' }, visible(meaningOf(name))),
  make('p', { class: 'line' }, 'First shown by ',
    linkTo(addressOf('traffic', number), [`request ${number}: `, code(request)]), operation ? [' ', badge('none', operation)] : []));

const tableOfRules = () => make('details', { class: 'card' }, make('summary', {}, 'What counts as a finding'),
  make('dl', { class: 'pairs' }, (mock.catalogue?.findings ?? []).map(({ name, summary }) =>
    [make('dt', {}, code(name)), make('dd', {}, visible(summary))])));

function partsOf({ findings, requests, inconclusive, droppedRequests }) {
  const parts = [];
  if (inconclusive) {
    parts.push(note('info', make('p', {}, `The journal has dropped ${droppedRequests ? plural(droppedRequests, 'request') : 'requests'}, so findings may be missing. `
      + 'A larger --journal-size keeps more.')));
  }
  if (findings.length) {
    parts.push(make('p', { class: 'meta' }, `${plural(findings.length, 'finding')} in ${plural(requests, 'request')}`),
      make('ul', { class: 'plain' }, findings.map(itemOf)));
  } else {
    parts.push(make('div', { class: 'empty' }, make('h3', {}, requests ? 'No finding' : 'No request has come yet'),
      make('p', {}, requests ? `The journal has ${plural(requests, 'request')}, and none of them shows a mistake.`
        : 'Findings are client mistakes that the journal shows. Send requests first: ', requests ? [] : linkTo(addressOf('traffic'), 'Traffic says how'))));
  }
  return [...parts, tableOfRules()];
}

let shown = '';
async function showFindings() {
  if (!mock.catalogue) return;
  try {
    const response = await call('GET', '/findings');
    const text = JSON.stringify([response, mock.catalogue?.findings.length]);
    if (text === shown) return;
    shown = text;
    byId('finding-list').replaceChildren(...partsOf(response));
  } catch (error) {
    if (shown === '') byId('finding-list').replaceChildren(note('warn', visible(reasonOf(error))));
  }
}

export const startFindings = () => whileShown('findings', ['journal', 'change', 'catalogue'], showFindings);
