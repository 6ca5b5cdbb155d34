// The traffic: the list of the journal, its filters, and the open exchange.
import { reasonOf, readText, saveAs } from './api.js';
import { addressOf, goTo, replaceAddress } from './address.js';
import { confirmed } from './confirm.js';
import { toast } from './clipboard.js';
import { byId } from './dom.js';
import { emptyTraffic } from './empty.js';
import { showExchange } from './exchange.js';
import { clearFilter, filterQuery, isFiltered, isStatusFilter, listenToFilter, offerChoices, readFilter, showFilter } from './filter.js';
import { count, plural } from './format.js';
import { clearJournal, fillGaps, journal } from './journal.js';
import { mock, subscribe } from './mock.js';
import { buildList, isOnlyGrown, listedRows, moveBy, openCurrent, order, pageSize, selectNumber, turnOrder, unseenEntries, updateRows } from './traffic_list.js';

let open = '';   // the number of the open exchange, as in the address

const addressNow = (item = open) => addressOf('traffic', item, filterQuery());
const openExchange = (number) => goTo(addressNow(number));

function showCount() {
  const gaps = journal.rows.filter(({ isGap }) => isGap);
  const omitted = gaps.reduce((sum, gap) => sum + gap.count, 0);
  const entries = journal.rows.length - gaps.length;
  const waiting = order.isPaused ? unseenEntries() : 0;
  byId('shown').textContent = (isFiltered() ? `${count(listedRows() - gaps.length)} of ${plural(entries, 'request')}${omitted ? ' that the page has read' : ''}` : plural(entries, 'request'))
    + (omitted ? `, ${count(omitted)} left out` : '')
    + (isStatusFilter() ? '' : '; the status filter takes a number such as 404 or a class such as 4xx')
    + (order.isPaused ? `, paused${waiting ? `; ${count(waiting)} new` : ''}` : '');
  byId('read-all').hidden = omitted === 0;
  const isEmpty = listedRows() === 0;
  byId('list').hidden = isEmpty;
  byId('no-rows').hidden = !isEmpty;
  if (isEmpty) emptyTraffic(byId('no-rows'), isFiltered(), () => clearFilter(filterChanged));
  byId('clear').disabled = byId('har').disabled = entries === 0;
}

function showRows() {
  updateRows();
  showCount();
}

function filterChanged() {
  replaceAddress(addressNow());
  showFilter();
  showRows();
}

function setPaused(isPaused) {
  order.isPaused = isPaused;
  byId('pause').textContent = isPaused ? 'Follow' : 'Pause';
  byId('pause').setAttribute('aria-pressed', String(isPaused));
  showRows();
}

function close() {
  goTo(addressNow(''));
  byId('list').focus();
}

async function showOpen() {
  document.documentElement.classList.toggle('opened', open !== '');
  if (open === '') {
    byId('exchange').hidden = true;
    return;
  }
  if (!mock.catalogue) return;
  selectNumber(Number(open));
  await showExchange(byId('exchange'), open, close);
}

/** Shows the address: the filters and the open exchange. */
export function showTraffic({ item, query }) {
  readFilter(query);
  showFilter();
  showRows();
  const number = /^\d{1,15}$/.test(item) ? item : '';
  if (number === open && number !== '' && !byId('exchange').hidden) return;
  open = number;
  showOpen();
}

async function downloadHar() {
  try {
    saveAs('mockmeter.har', 'application/json', await readText('/requests.har'));
  } catch (error) {
    toast(reasonOf(error));
  }
}

async function readAll() {
  byId('read-all').disabled = true;
  await fillGaps().catch((error) => toast(reasonOf(error)));
  byId('read-all').disabled = false;
}

async function clearAll() {
  if (!await confirmed('Clear the journal?', 'Every entry is removed from the mock. Numbers go on.', 'Clear the journal')) return;
  try {
    await clearJournal();
  } catch (error) {
    toast(reasonOf(error));
  }
}

/** Moves in the list; while an exchange is open, the next one is opened. */
export function step(by) {
  const number = moveBy(by);
  if (open !== '' && number !== null) replaceAndShow(number);
}

function replaceAndShow(number) {
  open = String(number);
  replaceAddress(addressNow());
  showOpen();
}

const LIST_KEYS = {
  ArrowDown: () => step(1), ArrowUp: () => step(-1), PageDown: () => step(pageSize()), PageUp: () => step(-pageSize()),
  Home: () => step(-journal.rows.length), End: () => step(journal.rows.length), Enter: () => openCurrent(openExchange),
};

function onListKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !LIST_KEYS[event.key]) return;
  event.preventDefault();
  LIST_KEYS[event.key]();
}

function onFilterKey(event) {
  if (event.key === 'Escape') {
    clearFilter(filterChanged);
    byId('list').focus();
  } else if (event.key === 'Enter' || (event.key === 'ArrowDown' && event.target.id === 'q')) {
    byId('list').focus();
    if (listedRows()) step(1);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

export const togglePause = () => setPaused(!order.isPaused);
export const closeExchange = () => { if (open !== '') close(); };

export function startTraffic() {
  buildList(openExchange);
  listenToFilter(filterChanged);
  byId('filters').addEventListener('keydown', onFilterKey);
  byId('list').addEventListener('keydown', onListKey);
  byId('pause').addEventListener('click', togglePause);
  byId('order').addEventListener('click', () => {
    turnOrder();
    byId('order').textContent = order.isNewestFirst ? 'Newest first' : 'Newest last';
  });
  byId('read-all').addEventListener('click', readAll);
  byId('har').addEventListener('click', downloadHar);
  byId('clear').addEventListener('click', clearAll);
  subscribe('journal', () => {
    offerChoices();
    if (!order.isPaused || !isOnlyGrown()) showRows();
    else showCount();
  });
  subscribe('catalogue', () => {
    showCount();
    if (open !== '' && byId('exchange').hidden) showOpen();
  });
  subscribe('restart', () => {
    if (!byId('traffic').hidden) closeExchange();
    else open = '';
  });
}
