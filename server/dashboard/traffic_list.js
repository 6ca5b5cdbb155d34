// The rows of the traffic: which ones, in which order, and how one looks.
import { toast } from './clipboard.js';
import { byId, make } from './dom.js';
import { matches } from './filter.js';
import { bytes, plural, seconds } from './format.js';
import { fillGap, journal } from './journal.js';
import { reasonOf } from './api.js';
import { VirtualList } from './virtual_list.js';

const COLUMNS = ['Number', 'Since start', 'Method', 'Status', 'URL', 'Operation', 'Credential', 'Size'];
const classOf = (name) => name === 'Since start' ? 'elapsed' : name.toLowerCase();
let view = [];          // the rows that the filter lets through, the oldest first
let seen = { epoch: -1, next: 0 };
let list = null;
let current = null;     // the number of the current row
export const order = { isNewestFirst: true, isPaused: false };

const rowAt = (index) => view[order.isNewestFirst ? view.length - 1 - index : index];
const keyOf = (row) => row?.isGap ? `gap-${row.after}` : row?.number;
const indexOf = (key) => {
  const index = view.findIndex((row) => keyOf(row) === key);
  return index < 0 ? -1 : order.isNewestFirst ? view.length - 1 - index : index;
};

/** Returns the class that colors a status. */
export const toneOf = (status) => status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'warn'
  : status >= 300 ? 'info' : 'good';

function makeRow() {
  const row = make('div', { class: 'row', role: 'row' });
  row.cells = COLUMNS.map((name) => make('span', { class: `cell ${classOf(name)}`, role: 'gridcell' }));
  row.append(...row.cells);
  return row;
}

function setCell(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
}

function textsOf(row) {
  if (row.isGap) {
    return ['', '', '', '', `${plural(row.count, 'request')} left out: they came faster than the page reads, or the list grew too long. `
      + 'Press Enter to read those that the journal keeps.', '', '', ''];
  }
  const operation = row.operation ?? 'unmatched';
  const marks = [row.faults?.length ? 'fault' : '', row.looksLive ? 'real key?' : ''].filter(Boolean);
  return [String(row.number), seconds(row.elapsed), row.method, row.status === 0 ? 'none' : String(row.status), row.url,
    [...marks, operation].join(' \u00b7 '), row.credential ?? '', bytes(row.size)];
}

function fillRow(element, index) {
  const row = rowAt(index);
  const key = keyOf(row);
  element.dataset.key = key;
  element.id = `row-${key}`;
  element.setAttribute('aria-rowindex', index + 2);
  element.setAttribute('aria-selected', String(key === current));
  element.className = `row${row.isGap ? ' gap' : ` ${toneOf(row.status)}`}${row.isGap || row.operation ? '' : ' unmatched'}`
    + `${row.faults?.length ? ' faulty' : ''}${key === current ? ' current' : ''}`;
  textsOf(row).forEach((text, column) => setCell(element.cells[column], text));
}

function setCurrent(key) {
  current = key;
  byId('list').setAttribute('aria-activedescendant', `row-${key}`);
  list.refresh();
}

/** Makes a request the current one, whether it is listed or not. */
export function selectNumber(number) {
  setCurrent(number);
  const index = indexOf(number);
  if (index >= 0) list.scrollTo(index);
}

/** Moves the current row and returns its number; null when it is a gap or there is none. */
export function moveBy(step) {
  if (view.length === 0) return null;
  const index = Math.min(view.length - 1, Math.max(0, indexOf(current) + step));
  const row = rowAt(index);
  setCurrent(keyOf(row));
  list.scrollTo(index);
  return row.isGap ? null : row.number;
}

export const pageSize = () => list.pageSize();

/** Opens the row of this key: an exchange, or the requests of a gap. */
export function openKey(key, openExchange) {
  const row = view.find((candidate) => String(keyOf(candidate)) === String(key));
  if (!row) return;
  setCurrent(keyOf(row));
  if (row.isGap) fillGap(row).catch((error) => toast(reasonOf(error)));
  else openExchange(row.number);
}

export const openCurrent = (openExchange) => openKey(current, openExchange);

const lastNumber = (row) => row.isGap ? row.before - 1 : row.number;

/** Lists the rows of the journal that the filter lets through. */
export function updateRows() {
  const follows = !order.isNewestFirst && list.isAtEnd();
  const isNew = (row) => lastNumber(row) > seen.next;
  view = journal.rows.filter(matches);
  let added = 0;
  if (order.isNewestFirst && seen.epoch === journal.epoch) {
    while (added < view.length && isNew(view[view.length - 1 - added])) ++added;
  }
  seen = { epoch: journal.epoch, next: journal.next };
  byId('list').setAttribute('aria-rowcount', view.length + 1);
  list.setTotal(view.length, added);
  if (follows) list.toEnd();
}

/** Returns whether only new entries came since the rows were listed. */
export const isOnlyGrown = () => seen.epoch === journal.epoch;
export const unseenEntries = () => journal.next - seen.next;
export const listedRows = () => view.length;

export function turnOrder() {
  order.isNewestFirst = !order.isNewestFirst;
  list.refresh();
  if (order.isNewestFirst) byId('list').scrollTop = 0;
  else list.toEnd();
}

export function buildList(openExchange) {
  const head = make('div', { class: 'head', role: 'rowgroup' },
    make('div', { class: 'row', role: 'row', 'aria-rowindex': '1' },
      COLUMNS.map((name) => make('span', { class: `cell ${classOf(name)}`, role: 'columnheader' }, name))));
  list = new VirtualList(byId('list'), head, makeRow, fillRow);
  byId('list').addEventListener('click', ({ target }) => {
    const row = target.closest('[data-key]');
    if (row) openKey(row.dataset.key, openExchange);
  });
}
