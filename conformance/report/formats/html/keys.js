const atOnce = (action) => (event) => { event.preventDefault(); action(event); };
const KEYS = {
  '/': atOnce(() => byId('q').focus()),
  j: atOnce(() => moveBy(1)),
  k: atOnce(() => moveBy(-1)),
  ArrowDown: atOnce(() => moveBy(1)),
  ArrowUp: atOnce(() => moveBy(-1)),
  ArrowRight: atOnce(() => moveAside(1)),
  ArrowLeft: atOnce(() => moveAside(-1)),
  Home: atOnce(() => moveBy(-cases.length)),
  End: atOnce(() => moveBy(cases.length)),
  Enter: atOnce(() => { if (current.subject) openCase(current.subject, current.column); }),
  Escape: () => closeCase(),
  t: () => nextTheme(),
  '?': () => byId('help').showModal(),
};
// Keys that scroll a page do so, except where the cases have the focus.
const OF_GRID = ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'Enter'];

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
  const { target } = event;
  if (target === byId('q')) return onSearchKey(event);
  if (target.matches('input, select, textarea')) return;
  if (OF_GRID.includes(event.key) && !byId('grid').contains(target)) return;
  KEYS[event.key]?.(event);
}

function onSearchKey(event) {
  if (event.key === 'Escape') {
    event.preventDefault();
    byId('q').value = '';
    choose({ q: '' });
    byId('q').blur();
  } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
    event.preventDefault();
    if (shown.length) setCurrent(shown[0], current.column, { focuses: true });
  }
}
