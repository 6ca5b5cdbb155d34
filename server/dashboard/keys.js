// Keys that work anywhere on the page.
import { TABS, addressOf, goTo, readAddress } from './address.js';
import { byId } from './dom.js';
import { nextTheme } from './theme.js';
import { closeExchange, step, togglePause } from './traffic.js';

const inTraffic = (action) => () => { if (readAddress().tab === 'traffic') action(); };

/** Shows a tab and moves the focus to it. */
function showPart(tab) {
  if (readAddress().tab === tab) return byId(tab).focus();
  // The page listens to the address, too, and did so first: the tab is shown by then.
  addEventListener('hashchange', () => byId(tab).focus(), { once: true });
  goTo(addressOf(tab));
}

/** Moves in the list and gives it the focus, unless an exchange has it. */
function move(by) {
  step(by);
  if (!byId('exchange').contains(document.activeElement)) byId('list').focus();
}

const KEYS = {
  '/': () => {
    if (readAddress().tab !== 'traffic') goTo(addressOf('traffic'));
    requestAnimationFrame(() => byId('q').focus());
  },
  j: inTraffic(() => move(1)),
  k: inTraffic(() => move(-1)),
  p: inTraffic(togglePause),
  Escape: inTraffic(closeExchange),
  t: nextTheme,
  '?': () => byId('help').showModal(),
  ...Object.fromEntries(TABS.map((tab, index) => [String(index + 1), () => showPart(tab)])),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.target.matches?.('input:not([type=checkbox], [type=radio]), select, textarea')) return;
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
}

export function startKeys() {
  document.addEventListener('keydown', onKey);
  byId('ask').addEventListener('click', () => byId('help').showModal());
}
