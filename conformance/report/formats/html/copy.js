/** A line to be copied: a command, say. */
const copyLine = (text, what) => make('div', { class: 'copyline' }, code(text),
  make('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}`, click: () => copy(text) },
    'Copy'));
