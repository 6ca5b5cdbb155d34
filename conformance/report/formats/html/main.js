function showDetail() {
  const { open, column } = state;
  const detail = byId('detail');
  detail.hidden = !open;
  document.documentElement.classList.toggle('opened', Boolean(open));
  for (const { tr } of cases) tr.classList.toggle('open', tr === open?.tr);
  if (!open) return;
  detail.replaceChildren(...detailOf(open, column));
  detail.scrollTop = 0;
}

function openCase(subject, column = tellingColumn(subject), { keepsFocus = false } = {}) {
  const isStep = !state.open;
  Object.assign(state, { open: subject, column });
  setCurrent(subject, column);
  writeAddress({ isStep });
  showDetail();
  if (!keepsFocus) byId('detail-title').focus();
  subject.tr.scrollIntoView({ block: 'nearest' });
}

function closeCase() {
  if (!state.open) return;
  state.open = null;
  writeAddress();
  showDetail();
  setCurrent(current.subject, current.column, { focuses: true });
}

/** Changes filters, and all that follows from them. */
function choose(changes) {
  Object.assign(state, changes);
  writeAddress();
  showFilters();
  filterGrid();
}

function toggleVerdict(verdict) {
  const verdicts = new Set(state.verdicts);
  if (!verdicts.delete(verdict)) verdicts.add(verdict);
  choose({ verdicts });
}

function buildFilters() {
  const present = data.verdicts.filter(({ name }) => countOf(name) > 0);
  byId('verdicts').append(
    make('button', { type: 'button', class: 'chip', 'data-verdict': '', click: () => choose({ verdicts: new Set() }) },
      `All ${cases.length}`),
    ...present.map(({ name, tone, icon }) => make('button', {
      type: 'button', class: `chip ${tone}`, 'data-verdict': name, click: () => toggleVerdict(name),
    }, make('span', { class: 'icon', 'aria-hidden': 'true' }, icon), ` ${name} ${countOf(name)}`)));
  const options = (id, values, textOf = (value) => value) => byId(id).append(
    ...values.map((value) => make('option', { value }, textOf(value))));
  const distinct = (member) => [...new Set(cases.map((subject) => subject[member]))];
  options('provider', distinct('provider').sort());
  options('topic', distinct('topic').filter(Boolean).sort((one, other) => rankOf(one) - rankOf(other)),
    (topic) => `${topic} ${titleOf(topic)}`);
  options('level', LEVELS.filter((level) => distinct('level').includes(level)));
  byId('differ-label').hidden = !isMatrix;
}

function showFilters() {
  for (const name of ['q', 'provider', 'topic', 'level']) {
    if (byId(name).value !== state[name]) byId(name).value = state[name];
  }
  byId('differ').checked = state.differ;
  for (const chip of byId('verdicts').children) {
    const { verdict } = chip.dataset;
    chip.setAttribute('aria-pressed', String(verdict ? state.verdicts.has(verdict) : !state.verdicts.size));
  }
  byId('clear').hidden = !isFiltered();
}

function listen() {
  byId('q').addEventListener('input', ({ target }) => choose({ q: target.value }));
  for (const name of ['provider', 'topic', 'level']) {
    byId(name).addEventListener('change', ({ target }) => choose({ [name]: target.value }));
  }
  byId('differ').addEventListener('change', ({ target }) => choose({ differ: target.checked }));
  byId('clear').addEventListener('click', () => choose(nothingChosen()));
  byId('ask').addEventListener('click', () => byId('help').showModal());
  byId('theme').addEventListener('click', nextTheme);
  document.addEventListener('keydown', onKey);
  addEventListener('popstate', showAddress);
  // What sticks below the tools has to know how high they are.
  new ResizeObserver(() => document.documentElement.style.setProperty(
    '--tools', `${byId('tools').offsetHeight}px`)).observe(byId('tools'));
}

const THEMES = ['', 'light', 'dark'];
const remembered = { get: () => '', set: () => {} };
try {
  // Some browsers keep it from pages of files.
  const storage = window.localStorage;
  remembered.get = () => storage.getItem('mockmeter-theme') ?? '';
  remembered.set = (theme) => storage.setItem('mockmeter-theme', theme);
} catch { /* the theme is forgotten, then */ }

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId('theme').textContent = `Theme: ${theme || 'system'}`;
}

function nextTheme() {
  const now = document.documentElement.dataset.theme ?? '';
  const theme = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  setTheme(theme);
  remembered.set(theme);
}

function showAddress() {
  readAddress();
  showFilters();
  filterGrid();
  showDetail();
  if (state.open) setCurrent(state.open, state.column);
}

function begin() {
  setTheme(THEMES.includes(remembered.get()) ? remembered.get() : '');
  buildSummary();
  buildDrift();
  buildBench();
  buildGrid();
  buildFilters();
  listen();
  showAddress();
  byId('cases').hidden = false;
  state.open?.tr.scrollIntoView({ block: 'center' });
}

document.documentElement.classList.add('js');
try {
  begin();
} catch (error) {
  // What was missed can be read without us, then.
  document.documentElement.classList.remove('js');
  throw error;
}
