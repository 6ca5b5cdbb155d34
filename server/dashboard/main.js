// Starts the page and shows the tab of the address.
import { TABS, readAddress } from './address.js';
import { follow } from './connection.js';
import { startControls } from './controls.js';
import { byId } from './dom.js';
import { startFindings } from './findings.js';
import { startHeader } from './header.js';
import { startKeys } from './keys.js';
import { tabOpened } from './refresh.js';
import { startTheme } from './theme.js';
import { showTraffic, startTraffic } from './traffic.js';
import { showUsage, startUsage } from './usage.js';

const titleOf = (tab) => tab[0].toUpperCase() + tab.slice(1);

function showTab() {
  const address = readAddress();
  for (const tab of TABS) byId(tab).hidden = tab !== address.tab;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.tab === address.tab) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${titleOf(address.tab)} - mockmeter`;
  document.documentElement.dataset.tab = address.tab;
  if (address.tab === 'traffic') showTraffic(address);
  if (address.tab === 'usage') showUsage(address);
  tabOpened(address.tab);
}

startTheme();
startHeader();
startTraffic();
startUsage();
startControls();
startFindings();
startKeys();
addEventListener('hashchange', showTab);
showTab();
follow();
