// The view is in the fragment of the address, so that it can be linked to.
export const TABS = ['traffic', 'usage', 'controls', 'findings'];

/** Returns { tab, item, query } of the address. */
export function readAddress() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [tab, item = ''] = path.split('/');
  return { tab: TABS.includes(tab) ? tab : TABS[0], item, query: new URLSearchParams(query) };
}

/** Returns a fragment. Empty values are left out of the query. */
export function addressOf(tab, item = '', query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== '' && value !== undefined && value !== false);
  const text = new URLSearchParams(pairs).toString();
  return `#/${tab}${item === '' ? '' : `/${encodeURIComponent(item)}`}${text ? `?${text}` : ''}`;
}

/** Changes the address without a new step in the history and without an event. */
export function replaceAddress(address) {
  if (location.hash !== address) history.replaceState(null, '', address);
}

/** Goes to an address, as a link does. */
export function goTo(address) {
  location.hash = address;
}
