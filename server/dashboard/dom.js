// Elements that the dashboard is made of.
import { make, visible } from './elements.js';

export { byId, code, make, visible, visibleLines } from './elements.js';

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
