// Texts to be copied, and the message that says so.
import { button, byId, code, make } from './dom.js';

let timer = 0;
export function toast(text) {
  byId('toast').textContent = text;
  byId('toast').classList.add('shown');
  clearTimeout(timer);
  timer = setTimeout(() => byId('toast').classList.remove('shown'), 2000);
}

/** Copies without the clipboard interface, which pages of plain HTTP have on local addresses only. */
function copyBySelection(text) {
  const area = make('textarea', { class: 'away', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}

// A line feed would run what is pasted into a terminal, and nobody intends an invisible character.
const copyable = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e]/g, '?');

async function copy(text) {
  try {
    await navigator.clipboard.writeText(copyable(text));
    toast('Copied.');
  } catch {
    toast(copyBySelection(copyable(text)) ? 'Copied.' : 'The browser does not let this page copy.');
  }
}

/** Returns a text with a copy button. */
export const copyLine = (text, what) => make('div', { class: 'copyline' }, code(text),
  button('Copy', () => copy(text), { 'aria-label': `Copy ${what}` }));

export const copyButton = (textOf, what) =>
  button('Copy', () => copy(textOf()), { 'aria-label': `Copy ${what}` });
