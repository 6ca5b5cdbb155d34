// The cases, grouped; one cell per client. Built once: filters hide rows.
const current = { subject: null, column: 0 };

function cellOf(subject, column) {
  const result = subject.results[column];
  if (!result) return make('td', { role: 'gridcell' });
  const { icon, tone } = lookOf(result.verdict);
  const words = isMatrix
    ? make('span', { class: 'away' }, `${result.verdict}, ${data.columns[column].label}`)
    : result.verdict;
  const button = make('button', {
    type: 'button', class: `verdict ${tone}`, tabindex: '-1', title: isMatrix ? result.verdict : false,
    click: (event) => { event.stopPropagation(); openCase(subject, column); },
  }, make('span', { class: 'icon', 'aria-hidden': 'true' }, icon), words);
  subject.buttons[column] = button;
  return make('td', { role: 'gridcell', class: 'cell' }, button);
}

function rowOf(subject) {
  subject.buttons = [];
  const cells = data.columns.map((_, column) => cellOf(subject, column));
  const title = make('th', { role: 'rowheader', scope: 'row' },
    make('span', { class: 'title' }, visible(subject.title)),
    subject.row ? make('span', { class: 'row' }, visible(subject.row)) : [],
    make('span', { class: 'id' }, visible(subject.id)));
  const level = make('td', { role: 'gridcell', class: 'level' }, subject.level);
  subject.tr = make('tr', { role: 'row', class: 'case', click: () => openCase(subject) },
    isMatrix ? [title, cells] : [cells, title, level]);
  return subject.tr;
}

/** "37/40": how many of the cases that a client declares it passed. */
function tallyOf(subjects, column) {
  const judged = subjects.filter(({ verdicts }) =>
    verdicts[column] && !['unsupported', 'not run'].includes(verdicts[column]));
  const passed = judged.filter(({ verdicts }) => verdicts[column] === 'pass').length;
  const tone = passed === judged.length ? '' : 'short';
  return make('span', { class: `tally ${tone}` }, judged.length ? `${passed}/${judged.length}` : '\u2013');
}

function groupRow(subjects) {
  const [{ provider, operation }] = subjects;
  const tallies = data.columns.map((_, column) => tallyOf(subjects, column));
  const title = make('th', { scope: 'rowgroup', colspan: isMatrix ? 1 : 2 },
    make('span', { class: 'provider' }, `${provider} `), visible(operation));
  const cells = tallies.map((tally) => make('td', { role: 'gridcell' }, tally));
  return make('tr', { role: 'row', class: 'group' }, title, cells);
}

const topicRow = (topic) => make('tr', { role: 'row', class: 'topic' },
  make('th', { scope: 'rowgroup', colspan: isMatrix ? 1 : 3 }, visible(titleOf(topic))),
  isMatrix ? make('td', { colspan: data.columns.length, role: 'gridcell' }) : []);

/** Runs of neighbours for which `keyOf` is the same. */
function runsOf(subjects, keyOf) {
  const runs = [];
  for (const subject of subjects) {
    if (runs.length && keyOf(runs.at(-1)[0]) === keyOf(subject)) runs.at(-1).push(subject);
    else runs.push([subject]);
  }
  return runs;
}

const groups = [];  // {rows that stand above others, and the cases that are behind them}
function groupOf(subjects) {
  const head = groupRow(subjects);
  groups.push({ tr: head, subjects });
  const parts = runsOf(subjects, ({ topic }) => topic).map((some) => {
    const tr = topicRow(some[0].topic);
    groups.push({ tr, subjects: some });
    return [tr, some.map(rowOf)];
  });
  return make('tbody', {}, head, parts.flat(2));
}

const columnHeads = () => make('thead', {}, make('tr', { role: 'row' },
  make('th', { scope: 'col', class: 'corner' }, 'Case'),
  data.columns.map(({ label }) => make('th', { scope: 'col', title: label }, make('span', {}, visible(label))))));

function buildGrid() {
  const grid = byId('grid');
  if (isMatrix) {
    grid.append(columnHeads());
    document.documentElement.classList.add('matrix');
  }
  grid.append(...runsOf(cases, ({ provider, operation }) => `${provider}/${operation}`).map(groupOf));
}

let shown = [];
function filterGrid() {
  shown = cases.filter(isShown);
  const isIn = new Set(shown);
  for (const subject of cases) subject.tr.hidden = !isIn.has(subject);
  for (const { tr, subjects } of groups) tr.hidden = !subjects.some((subject) => isIn.has(subject));
  shown.forEach((subject, index) => {
    const before = shown[index - 1];
    const isAgain = before && before.title === subject.title && before.topic === subject.topic
      && before.operation === subject.operation;
    subject.tr.classList.toggle('again', Boolean(isAgain));
  });
  byId('nothing').hidden = shown.length > 0;
  byId('count').textContent = shown.length === cases.length ? counted(cases.length, 'case')
    : `${shown.length} of ${counted(cases.length, 'case')}`;
  if (!isIn.has(current.subject)) setCurrent(shown[0] ?? null, current.column);
}

/** The cell that Tab leads to and that keys move from. */
function setCurrent(subject, column, { focuses = false } = {}) {
  current.subject?.buttons[current.column]?.setAttribute('tabindex', '-1');
  current.subject?.tr.classList.remove('current');
  Object.assign(current, { subject, column });
  if (!subject) return;
  subject.tr.classList.add('current');
  if (!subject.buttons[column]) current.column = tellingColumn(subject);
  const button = subject.buttons[current.column];
  button?.setAttribute('tabindex', '0');
  if (focuses) button?.focus();
}

/** `steps` cases on, among those that are shown. */
function moveBy(steps) {
  const at = shown.indexOf(current.subject);
  const next = shown[Math.min(shown.length - 1, Math.max(0, at + steps))];
  if (next) moveTo(next, current.column);
}

function moveTo(subject, column) {
  setCurrent(subject, column, { focuses: true });
  if (state.open) openCase(subject, current.column, { keepsFocus: true });
}

function moveAside(steps) {
  const { subject } = current;
  if (!subject) return;
  for (let column = current.column + steps; column in data.columns; column += steps) {
    if (subject.buttons[column]) return moveTo(subject, column);
  }
}
