// Which requests are listed. All of it is in the address.
import { byId, option, setOptions } from './dom.js';
import { journal } from './journal.js';

const TEXTS = ['q', 'operation', 'status', 'credential'];
const FLAGS = ['unmatched', 'faulty'];
export const filter = { q: '', operation: '', status: '', credential: '', unmatched: false, faulty: false };

export const isFiltered = () => [...TEXTS, ...FLAGS].some((name) => filter[name]);

/** Returns the filter as members of a query. */
export const filterQuery = () => Object.fromEntries([
  ...TEXTS.map((name) => [name, filter[name]]), ...FLAGS.map((name) => [name, filter[name] ? 'yes' : ''])]);

export function readFilter(query) {
  for (const name of TEXTS) filter[name] = query.get(name) ?? '';
  for (const name of FLAGS) filter[name] = query.get(name) === 'yes';
}

/** Returns whether a status is meant by "4xx", "40" or "404". */
const meetsStatus = (status, wanted) => String(status).startsWith(wanted.toLowerCase().replace(/x+$/, ''));

/** Returns whether the status filter is a status, the beginning of one, or a class of them. */
export const isStatusFilter = () => /^\s*([0-5]?|[1-5](x{1,2}|\d(\d|x)?))\s*$/i.test(filter.status);

export function matches(row) {
  if (row.isGap) return true;
  return (!filter.q || row.url.toLowerCase().includes(filter.q.toLowerCase()))
    && (!filter.operation || row.operation === filter.operation)
    && (!filter.status || meetsStatus(row.status, filter.status.trim()))
    && (!filter.credential || row.credential === filter.credential)
    && (!filter.unmatched || !row.operation)
    && (!filter.faulty || Boolean(row.faults?.length));
}

/** Shows the filter in its fields. */
export function showFilter() {
  for (const name of ['operation', 'credential']) {
    const select = byId(name);
    if (filter[name] && ![...select.options].some(({ value }) => value === filter[name])) {
      select.append(option(filter[name]));
    }
  }
  for (const name of TEXTS) if (byId(name).value !== filter[name]) byId(name).value = filter[name];
  for (const name of FLAGS) byId(name).checked = filter[name];
  byId('status').setAttribute('aria-invalid', String(!isStatusFilter()));
  byId('no-filter').hidden = !isFiltered();
}

const known = { operation: new Set(), credential: new Set(), status: new Set() };
const textOfKnown = () => Object.values(known).map((values) => [...values].sort().join()).join(';');
let scanned = { epoch: -1, number: 0 };

/** Offers the operations, credentials and statuses that the journal has. */
export function offerChoices() {
  const before = textOfKnown();
  if (scanned.epoch !== journal.epoch) {
    scanned = { epoch: journal.epoch, number: 0 };
    for (const values of Object.values(known)) values.clear();
  }
  for (let index = journal.rows.length - 1; journal.rows[index]?.number > scanned.number || journal.rows[index]?.isGap; --index) {
    for (const [name, values] of Object.entries(known)) {
      if (journal.rows[index][name] !== undefined) values.add(journal.rows[index][name]);
    }
  }
  scanned.number = journal.next;
  if (before === textOfKnown() && byId('operation').options.length) return;
  const optionsOf = (name, all) => [option('', all), ...[...known[name]].sort().map((value) => option(value))];
  setOptions(byId('operation'), optionsOf('operation', 'Every operation'));
  setOptions(byId('credential'), optionsOf('credential', 'Every credential'));
  const classes = new Set([...known.status].filter((status) => status > 0).map((status) => `${String(status)[0]}xx`));
  byId('statuses').replaceChildren(...[...classes, ...known.status].map(String).sort().map((value) => option(value)));
  showFilter();
}

/** Calls `changed` whenever the user changes the filter. */
export function listenToFilter(changed) {
  for (const name of TEXTS) {
    byId(name).addEventListener('input', ({ target }) => { filter[name] = target.value; changed(); });
  }
  for (const name of FLAGS) {
    byId(name).addEventListener('change', ({ target }) => { filter[name] = target.checked; changed(); });
  }
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('no-filter').addEventListener('click', () => clearFilter(changed));
}

export function clearFilter(changed) {
  readFilter(new URLSearchParams());
  changed();
}
