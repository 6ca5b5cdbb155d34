// The journal as far as the page has read it: entries, and gaps where it read too slowly.
import { call } from './api.js';
import { mock, publish } from './mock.js';

export const ALL = 10_000;
const kMaxRows = 20_000;

// The epoch grows with every change that is no new entry at the end and no old one that is dropped.
export const journal = { rows: [], next: 0, epoch: 0, maxRows: kMaxRows };

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
  } else if (rows.length <= journal.maxRows) {
    return;
  }
  const [oldest] = journal.rows;
  if (oldest?.isGap) oldest.count = Math.min(oldest.count, oldest.before - first);
  cutRows();
}

/** Leaves a gap where the page would keep too many rows. */
function cutRows() {
  const { rows } = journal;
  if (rows.length <= journal.maxRows) return;
  const kept = rows.slice(1 - journal.maxRows);
  const dropped = rows.slice(0, 1 - journal.maxRows);
  const [oldest] = dropped;
  journal.rows = [{
    isGap: true, after: oldest.isGap ? oldest.after : oldest.number - 1, before: kept[0].isGap ? kept[0].after + 1 : kept[0].number,
    count: dropped.reduce((sum, row) => sum + (row.isGap ? row.count : 1), 0),
  }, ...kept];
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
  Object.assign(journal, { rows: [], next: 0, maxRows: kMaxRows });
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

/** Reads the newest entries of a gap that the mock still keeps. A gap stays for the entries before them. */
export async function fillGap(gap) {
  journal.maxRows = Math.max(journal.maxRows, journal.rows.length + ALL + kMaxRows);
  const { requests, instance, omitted, first } = await call('GET', `/live?after=${gap.after}&before=${gap.before}&limit=${ALL}`);
  const index = journal.rows.indexOf(gap);
  if (index < 0 || instance !== mock.instance) return;
  const rest = { isGap: true, after: Math.max(gap.after, first - 1), before: requests[0]?.number ?? gap.before, count: omitted };
  const isProgress = requests.length > 0 || omitted === 0;
  journal.rows = [...journal.rows.slice(0, index), ...(omitted > 0 && isProgress ? [rest] : []), ...requests, ...journal.rows.slice(index + 1)];
  ++journal.epoch;
  publish('journal');
}

/** Reads everything that the mock keeps, one gap after the other. */
export async function fillGaps() {
  for (;;) {
    const gap = journal.rows.findLast(({ isGap }) => isGap);
    if (!gap) return;
    await fillGap(gap);
    if (journal.rows.includes(gap)) return;
  }
}
