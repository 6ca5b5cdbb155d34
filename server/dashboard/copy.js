// Texts with a button that copies them.
import { copy } from './clipboard.js';
import { button, code, make } from './dom.js';

/** Returns a text with a copy button. */
export const copyLine = (text, what) => make('div', { class: 'copyline' }, code(text),
  button('Copy', () => copy(text), { 'aria-label': `Copy ${what}` }));

export const copyButton = (textOf, what) =>
  button('Copy', () => copy(textOf()), { 'aria-label': `Copy ${what}` });
