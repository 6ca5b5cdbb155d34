// Elements and texts of both pages, the report and the dashboard. Data enters a document as text
// nodes only.
export const byId = (id) => document.getElementById(id);

// Controls, marks of direction and characters without width. html_report.cpp has those that are in
// a report without scripts.
export const INVISIBLE =
  /([\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff])/;
const nameOf = (character) =>
  `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Returns a text as nodes that show every character in it: what is invisible, by its name. */
export function visible(text) {
  return String(text).split(INVISIBLE).filter((part) => part !== '').map((part) =>
    INVISIBLE.test(part) ? make('span', { class: 'invisible' }, nameOf(part)) : part);
}

/** Returns the same for a `pre`, which shows line feeds and tabs as they are. */
export const visibleLines = (text) =>
  String(text).split(/([\t\n]+)/).flatMap((part, index) => index % 2 ? [part] : visible(part));

/** Returns an element. Attributes that are functions listen; false and undefined ones are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity));
  return element;
}

export const code = (text, attributes = {}) => make('code', attributes, visible(text));
