let toastTimer = 0;
function toast(text) {
  byId('toast').textContent = text;
  byId('toast').classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => byId('toast').classList.remove('shown'), 1600);
}

/** For browsers that keep the clipboard from pages of files. */
function copyBySelection(text) {
  const field = make('textarea', { class: 'away', 'aria-hidden': 'true' });
  field.value = text;
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  if (!isDone) throw new Error('refused');
}

// A line feed would run what is pasted into a terminal, and what is not seen is not meant.
const copyable = (text) => text.replace(new RegExp(UNSEEN.source, 'g'), '?');

async function copy(text) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(copyable(text));
    else copyBySelection(copyable(text));
    toast('Copied');
  } catch {
    try {
      copyBySelection(copyable(text));
      toast('Copied');
    } catch {
      toast('The browser does not let this page copy');
    }
  }
}

/** A line to be copied: a command, say. */
const copyLine = (text, what) => make('div', { class: 'copyline' }, code(text),
  make('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}`, click: () => copy(text) },
    'Copy'));
