// What to do when there is nothing to show.
import { copyLine } from './copy.js';
import { button, code, make, visible } from './dom.js';
import { curlOfExample, exportLineOf, secretsNote } from './curl.js';
import { mock } from './mock.js';

/** Returns an operation of each provider that can be tried at once. */
function examples() {
  const found = new Map();
  for (const operation of mock.operations.values()) {
    if (operation.method === 'GET' && operation.example && !found.has(operation.provider)
      && (operation.series?.length || operation.relation === 'seed')) found.set(operation.provider, operation);
  }
  return mock.catalogue.providers.map((provider) => [provider, found.get(provider.name)]).filter(([, operation]) => operation);
}

const providerPart = ([provider, operation]) => make('section', {},
  make('h4', {}, visible(provider.title)),
  copyLine(exportLineOf(provider), `the variable of ${provider.title}`),
  copyLine(curlOfExample(operation), `a request to ${provider.title}`),
  make('p', { class: 'meta' }, 'Names of the credentials: ',
    provider.credentials.map(({ name }, index) => [index ? ', ' : '', code(name)])));

function invitation() {
  if (mock.journalDisabled) {
    return [make('h3', {}, 'The journal is off'),
      make('p', {}, 'The mock was started without a journal. Start it with ', code('--journal-size 10000'), ' to see requests here.')];
  }
  return [make('h3', {}, 'No request has come yet'),
    make('p', {}, 'Point your client at this mock, or send the first request yourself. It appears here at once.'),
    mock.catalogue ? make('div', { class: 'invitation' }, examples().map(providerPart)) : [],
    mock.catalogue ? secretsNote() : []];
}

let shown = '';
/** Fills `place` with what to do; `clear` removes the filters. */
export function emptyTraffic(place, isFiltered, clear) {
  const state = [isFiltered, mock.journalDisabled, mock.catalogue?.url, mock.catalogue?.world, mock.restarts].join();
  if (state === shown) return;
  shown = state;
  place.replaceChildren(...isFiltered
    ? [make('h3', {}, 'No request passes the filters'), button('Clear the filters', clear)] : invitation());
}
