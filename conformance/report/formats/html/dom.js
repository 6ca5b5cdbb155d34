const byId = (id) => document.getElementById(id);

// Controls, marks of direction, and what has no width: html_report.cpp has the same ones.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const nameOf = (character) =>
  `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A text as nodes that show everything that is in it. */
function visible(text) {
  return String(text).split(new RegExp(`(${UNSEEN.source})`))
    .filter((part) => part !== '')
    .map((part) => UNSEEN.test(part) ? make('span', { class: 'unseen' }, nameOf(part)) : part);
}

/** An element; attributes that are functions listen, those that are false are left out. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity));
  return element;
}

const code = (text, attributes = {}) => make('code', attributes, visible(text));
