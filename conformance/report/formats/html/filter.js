// What is looked at: the filters and the open case. All of it is in the address.
const nothingChosen = () => ({
  q: '', verdicts: new Set(), provider: '', topic: '', level: '', differ: false,
});
const state = { ...nothingChosen(), open: null, column: 0 };
const failing = data.verdicts.filter(({ name, tone }) => tone === 'bad' && countOf(name) > 0)
  .map(({ name }) => name);

/** Without an address: what failed, where something did; in a matrix everything. */
function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const text = (name) => address.get(name) ?? '';
  const verdicts = text('verdict').split(',').filter((verdict) => looks.has(verdict));
  const isBare = location.hash.length <= 1 && !isMatrix;
  const open = caseOf.get(text('case')) ?? null;
  const column = Number.parseInt(text('run'), 10) - 1;
  Object.assign(state, {
    q: text('q'), verdicts: new Set(isBare ? failing : verdicts), provider: text('provider'),
    topic: text('topic'), level: text('level'), differ: isMatrix && address.has('differ'),
    open, column: column in data.columns ? column : open ? tellingColumn(open) : 0,
  });
}

function writeAddress({ isStep = false } = {}) {
  const address = new URLSearchParams();
  for (const name of ['q', 'provider', 'topic', 'level']) {
    if (state[name]) address.set(name, state[name]);
  }
  if (state.verdicts.size) address.set('verdict', [...state.verdicts].join(','));
  if (state.differ) address.set('differ', 'yes');
  if (state.open) address.set('case', state.open.id);
  if (state.open && isMatrix) address.set('run', state.column + 1);
  // An empty one would mean the view that the page begins with.
  const hash = `#${address.toString() || 'verdict=all'}`;
  if (hash === location.hash) return;
  history[isStep ? 'pushState' : 'replaceState'](null, '', hash);
}

/** Whether a case is shown. */
function isShown(subject) {
  const { provider, topic, level, verdicts } = state;
  return (!provider || subject.provider === provider)
    && (!topic || subject.topic === topic)
    && (!level || subject.level === level)
    && (!verdicts.size || subject.verdicts.some((verdict) => verdicts.has(verdict)))
    && (!state.differ || subject.differs)
    && state.q.toLowerCase().split(/\s+/).every((word) => subject.words.includes(word));
}

const isFiltered = () => state.q || state.provider || state.topic || state.level
  || state.verdicts.size > 0 || state.differ;
