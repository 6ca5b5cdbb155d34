// The clipboard, and the message that says what became of it. The page has an element `toast`.
import { INVISIBLE, byId, make } from './elements.js';

let toastTimer = 0;
export function toast(text) {
  byId('toast').textContent = text;
  byId('toast').classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => byId('toast').classList.remove('shown'), 2000);
}

/** Copies without the clipboard interface, which pages of files and of plain HTTP may lack. */
function copyBySelection(text) {
  const area = make('textarea', { class: 'away', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}

// What is invisible is not meant, but the lines of a body are. Whatever is in quotes cannot run.
const copyable = (text) => text.split(INVISIBLE).map((part) =>
  INVISIBLE.test(part) && !'\t\n'.includes(part) ? '?' : part).join('');

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(copyable(text));
    toast('Copied.');
  } catch {
    toast(copyBySelection(copyable(text)) ? 'Copied.' : 'The browser does not let this page copy.');
  }
}
