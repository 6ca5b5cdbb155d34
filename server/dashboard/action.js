// A change of the mock, and what became of it in words.
import { reasonOf } from './api.js';
import { make, visible } from './dom.js';

/** Disables the buttons of a card while a request is under way. Returns a function that enables them again. */
function occupy(card) {
  const focused = document.activeElement;
  const buttons = [...card?.querySelectorAll('button:not(:disabled)') ?? []];
  card?.setAttribute('aria-busy', 'true');
  for (const each of buttons) each.disabled = true;
  return () => {
    card?.removeAttribute('aria-busy');
    for (const each of buttons) each.disabled = false;
    if (buttons.includes(focused) && [null, document.body, focused].includes(document.activeElement)) focused.focus();
  };
}

/** Returns a place for the outcome of changes, and a function that makes one and tells. */
export function outcome() {
  const place = make('p', { role: 'status' });
  /** Resolves to true when the change was made. */
  async function act(change, done) {
    const free = occupy(place.closest('.card'));
    try {
      await change();
      place.className = 'meta';
      place.replaceChildren(...visible(done));
      return true;
    } catch (error) {
      place.className = 'error';
      place.replaceChildren(...visible(reasonOf(error)));
      place.closest('.card')?.addEventListener('input', () => {
        if (place.className === 'error') place.replaceChildren();
      }, { once: true });
      return false;
    } finally {
      free();
    }
  }
  return { place, act };
}

/** Returns a checkbox that changes the mock, disabled until its state is known. It falls back when the mock refuses. */
export function toggle(label, change) {
  const box = make('input', { type: 'checkbox', disabled: '' });
  box.addEventListener('change', async () => {
    const wanted = box.checked;
    if (!await change(wanted)) box.checked = !wanted;
  });
  return { box, label: make('label', { class: 'check' }, box, label) };
}
