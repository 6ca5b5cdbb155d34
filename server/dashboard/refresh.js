// Reads again what a tab shows, at most once a second and only while it is shown.
import { readAddress } from './address.js';
import { subscribe } from './mock.js';

const kPause = 1000;
const readers = new Map();

/** Calls `read` at each of these events while the tab is shown, and whenever it is opened. */
export function whileShown(tab, events, read) {
  let timer = 0;
  let last = 0;
  let isStale = true;
  const run = () => {
    timer = 0;
    last = Date.now();
    isStale = false;
    read();
  };
  const refresh = () => {
    if (readAddress().tab !== tab) isStale = true;
    else if (!timer) timer = setTimeout(run, Math.max(0, last + kPause - Date.now()));
  };
  for (const event of events) subscribe(event, refresh);
  const opened = () => { if (isStale) refresh(); };
  readers.set(tab, [...(readers.get(tab) ?? []), opened]);
}

export const tabOpened = (tab) => readers.get(tab)?.forEach((opened) => opened());
