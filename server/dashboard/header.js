// The header: what the mock is, its clock, and whether it answers.
import { giveToken, isSendable, kWrongToken } from './api.js';
import { button, byId, make, visible } from './dom.js';
import { dateTime, instant } from './format.js';
import { mock, mockNow, setConnection, subscribe } from './mock.js';

const WORDS = {
  connecting: 'Connecting',
  live: 'Live',
  silent: 'The mock does not answer; trying again',
  token: 'Token needed',
  refused: 'The mock refuses this page',
};

function showConnection() {
  const { connection, reason } = mock;
  byId('connection').className = connection;
  byId('connection').textContent = WORDS[connection];
  byId('token').hidden = connection !== 'token';
  byId('token-error').textContent = connection === 'token' ? reason : '';
  if (connection === 'token') byId('token-value').focus();
  if (connection === 'refused') showNotice('refusal', `The mock refuses this page: ${reason}`);
  else if (connection !== 'live' || byId('notice').dataset.kind === 'refusal') showNotice('', '');
}

/** Shows a message above the page, until it is closed or no longer true. */
function showNotice(kind, text) {
  const notice = byId('notice');
  notice.dataset.kind = kind;
  notice.hidden = text === '';
  notice.replaceChildren(make('span', {}, visible(text)), button('Close', () => showNotice('', '')));
}

function showClock() {
  if (!mock.clock) return;
  const now = instant(Math.floor(mockNow() / 1000) * 1000);
  byId('clock').dateTime = now;
  byId('clock').textContent = dateTime(Date.parse(now));
  byId('clock-mode').textContent = mock.clock.mode === 'now' ? 'the time of this machine' : mock.clock.mode;
}

function showCatalogue() {
  const { version, url, world, seed } = mock.catalogue;
  byId('version').textContent = version;
  byId('address').replaceChildren(...visible(url));
  byId('world').replaceChildren(...visible(`${world}, seed ${seed}`));
}

function takeToken(event) {
  event.preventDefault();
  const value = byId('token-value').value;
  byId('token-value').value = '';
  if (value === '') return;
  if (!isSendable(value)) {
    setConnection('token', kWrongToken);
    return;
  }
  setConnection('connecting');
  giveToken(value);
}

export function startHeader() {
  subscribe('connection', showConnection);
  subscribe('clock', showClock);
  subscribe('catalogue', showCatalogue);
  subscribe('restart', () => showNotice('restart', 'The mock was restarted. Its journal began anew, and everything was read again.'));
  byId('token').addEventListener('submit', takeToken);
  setInterval(() => { if (mock.clock && mock.clock.mode !== 'frozen') showClock(); }, 1000);
}
