// Elements and texts. Data enters the document as text nodes only.
export const byId = (id) => document.getElementById(id);

// Control characters, marks of direction and characters without width: they are shown by name.
const INVISIBLE =
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff])/;
const nameOf = (character) =>
  `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Returns a text as nodes that show every character in it. */
export function visible(text) {
  return String(text).split(INVISIBLE).filter((part) => part !== '').map((part) =>
    INVISIBLE.test(part) ? make('span', { class: 'invisible' }, nameOf(part)) : part);
}

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
export const button = (label, click, attributes = {}) =>
  make('button', { type: 'button', class: 'button', click, ...attributes }, label);
export const linkTo = (address, label, attributes = {}) => make('a', { href: address, ...attributes }, label);
export const option = (value, label = value) => make('option', { value }, visible(label));
export const note = (tone, ...content) => make('div', { class: `note ${tone}` }, content);

/** Returns a badge: a colored word with a shape, so that color is never the only mark. */
export const badge = (tone, text) => make('span', { class: `badge ${tone}` }, visible(text));

let fields = 0;
/** Returns a labeled field. The control keeps its own id or gets one. */
export function field(label, control, hint) {
  control.id ||= `field-${++fields}`;
  const described = hint ? make('small', { id: `${control.id}-hint` }, visible(hint)) : [];
  if (hint) control.setAttribute('aria-describedby', `${control.id}-hint`);
  return make('div', { class: 'field' }, make('label', { for: control.id }, label), control, described);
}

/** Replaces the options of a select element and keeps the chosen one when it still exists. */
export function setOptions(select, options) {
  const chosen = select.value;
  select.replaceChildren(...options);
  if ([...select.options].some(({ value }) => value === chosen)) select.value = chosen;
}

/** Returns a table: heads are texts, rows are lists of cells. */
export function table(caption, heads, rows, attributes = {}) {
  return make('table', attributes,
    make('caption', { class: 'away' }, caption),
    make('thead', {}, make('tr', {}, heads.map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, rows.map((cells) => make('tr', {}, cells.map((cell) => make('td', {}, cell))))));
}
