// The journal as far as the page has read it: entries, and gaps where it read too slowly.
import { call } from './api.js';
import { mock, publish } from './mock.js';

export const ALL = 10_000;
const kMaxRows = 20_000;

// The epoch grows with every change that is no new entry at the end and no old one that is dropped.
export const journal = { rows: [], next: 0, epoch: 0 };

const isKept = (first) => (row) => row.isGap ? row.before > first : row.number >= first;

/** Drops the rows that the mock no longer keeps. */
function dropBefore(first) {
  const { rows } = journal;
  if (rows.length === 0) return;
  if (first === 0) {
    journal.rows = [];
    ++journal.epoch;
  } else if (!isKept(first)(rows[0])) {
    journal.rows = rows.filter(isKept(first));
  } else if (rows.length <= kMaxRows) {
    return;
  }
  if (journal.rows.length > kMaxRows) journal.rows = journal.rows.slice(-kMaxRows);
}

/** Takes a response of /live. */
export function appendEntries({ requests, next, first, omitted }) {
  const before = journal.next;
  if (omitted > 0) {
    const after = Math.max(before, first - 1);
    journal.rows.push({ isGap: true, after, before: requests[0]?.number ?? next + 1, count: omitted });
  }
  for (const entry of requests) journal.rows.push(entry);
  journal.next = next;
  dropBefore(first);
  publish('journal');
}

/** Forgets everything: the mock was restarted. */
export function forgetEntries() {
  Object.assign(journal, { rows: [], next: 0 });
  ++journal.epoch;
  publish('journal');
}

/** Removes the entries from the mock and from the page. */
export async function clearJournal() {
  await call('DELETE', '/requests');
  journal.rows = [];
  ++journal.epoch;
  publish('journal');
}

/** Reads the entries of a gap that the mock still keeps. */
export async function fillGap(gap) {
  const { requests, instance } = await call('GET', `/live?after=${gap.after}&limit=${ALL}`);
  const index = journal.rows.indexOf(gap);
  if (index < 0 || instance !== mock.instance) return;
  const found = requests.filter(({ number }) => number < gap.before);
  journal.rows = [...journal.rows.slice(0, index), ...found, ...journal.rows.slice(index + 1)];
  ++journal.epoch;
  publish('journal');
}
