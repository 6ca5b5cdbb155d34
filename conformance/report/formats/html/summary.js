// The summary of each run, and its failures for paper.
const ENDINGS = {
  0: { tone: 'good', icon: '\u2713', words: 'Conformant' },
  1: { tone: 'bad', icon: '\u2717', words: 'Not conformant' },
  3: { tone: 'warn', icon: '\u25cb', words: 'Incomplete' },
  70: { tone: 'warn', icon: '\u203c', words: 'Undecided, by a fault of mockmeter' },
  130: { tone: 'warn', icon: '\u25cb', words: 'Interrupted' },
};
function endingOf({ header, footer }) {
  if (footer.exit === 0 && !footer.counts.pass) return { tone: 'none', icon: '\u2013', words: 'Nothing judged' };
  if (footer.exit === 0 && !header.is_complete) return { tone: 'info', icon: '\u25d1', words: 'Good, in part of the suite' };
  return ENDINGS[footer.exit];
}

/** "525 passed, 5 failed, 3 unsupported". */
const countsOf = ({ result_line: passedAndFailed, counts }) => [passedAndFailed, ...Object.entries(counts)
  .filter(([verdict, count]) => count > 0 && !['pass', 'fail'].includes(verdict))
  .map(([verdict, count]) => `${count} ${verdict}`)].join(', ');
const secondsOf = ({ duration_ms: duration }) => `${(duration / 1000).toFixed(1)} s`;

const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
function profileCell({ profiles }, provider, profile) {
  const found = profiles.find((each) => each.provider === provider && each.profile === profile);
  if (!found) return make('td', {}, make('small', {}, 'not run'));
  return make('td', { 'data-label': profile },
    badgeOf({ ...found, words: capitalized(found.name || 'not declared') }),
    make('small', {}, visible(found.counts)));
}

const headOf = (...names) => make('thead', {}, make('tr', {}, names.map((name) =>
  name ? make('th', { scope: 'col' }, visible(name)) : make('td'))));
/** What a member of the profiles says, each once, in their order. */
const distinctOf = (columns, member) =>
  [...new Set(columns.flatMap(({ profiles }) => profiles.map((each) => each[member])))];

function profilesTable(column) {
  const profiles = distinctOf([column], 'profile');
  return make('table', { class: 'standings' }, headOf('', ...profiles),
    make('tbody', {}, distinctOf([column], 'provider').map((provider) => make('tr', {},
      make('th', { scope: 'row' }, visible(provider)),
      profiles.map((profile) => profileCell(column, provider, profile))))));
}

function clientRow(column, providers) {
  const { label, header, footer } = column;
  const facts = [header.client.language, header.date, secondsOf(footer), `seed ${header.seed}`];
  return make('tr', {},
    make('th', { scope: 'row' }, visible(label), make('small', {}, visible(facts.filter(Boolean).join(', ')))),
    make('td', {}, badgeOf(endingOf(column)), make('small', {}, countsOf(footer))),
    providers.map((provider) => profileCell(column, provider, header.profile)));
}

function clientsTable() {
  const providers = distinctOf(data.columns, 'provider');
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Clients' },
    make('table', { class: 'standings clients' }, headOf('client', 'in all', ...providers),
      make('tbody', {}, data.columns.map((column) => clientRow(column, providers)))));
}

const notesOf = ({ footer }) => [['problems', 'bad', 'Problem'], ['warnings', 'warn', 'Warning']]
  .flatMap(([member, tone, name]) => footer[member].map((note) =>
    make('p', { class: `note ${tone}` }, make('b', {}, name), ' ', visible(note))));

const factsOf = (facts) => make('dl', { class: 'facts' }, Object.entries(facts)
  .filter(([, value]) => value !== '')
  .map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, visible(value)))));

const pageHead = (name, rest, ...more) => make('header', { class: 'run' },
  make('p', { class: 'eyebrow' }, 'mockmeter conform'),
  make('h1', {}, visible(name), ' ', make('span', {}, visible(rest))), more);

function runSummary(column) {
  const { header, footer } = column;
  return [
    pageHead(header.client.name, header.client.version, make('p', { class: 'outcome' },
      badgeOf(endingOf(column)), ' ', make('span', {}, countsOf(footer)))),
    ...notesOf(column), profilesTable(column), factsOf({
      Language: header.client.language, Cases: header.cases, Profile: header.profile,
      'Binding level': header.level, Date: header.date, Duration: secondsOf(footer), Seed: header.seed,
      mockmeter: header.mockmeter, Suite: header.suite })];
}

function matrixSummary() {
  const [{ header }] = data.columns;
  const notes = data.columns.map((column) => [column.label, notesOf(column)]).filter(([, all]) => all.length)
    .flatMap(([label, all]) => [make('h3', {}, visible(label)), ...all]);
  return [pageHead(`${data.columns.length} runs`, 'side by side'), clientsTable(), ...notes,
    factsOf({ mockmeter: header.mockmeter, Suite: header.suite })];
}

const failureOf = ({ verdict, title, id, rationale, lines }) => make('article', { class: 'failure' },
  make('h3', {}, badge(verdict), ' ', visible(title)), make('p', {}, code(id)),
  make('p', {}, visible(rationale)),
  make('dl', {}, lines.map(([label, text]) => [make('dt', {}, label), make('dd', {}, visible(text))])));

function failuresOf({ label, cases: all }) {
  const missed = all.filter(({ lines }) => lines).map(failureOf);
  const whose = isMatrix ? [': ', visible(label)] : [];
  return missed.length ? [make('h2', {}, 'What was missed', whose), ...missed] : [];
}

function buildSummary() {
  byId('summary').replaceChildren(...(isMatrix ? matrixSummary() : runSummary(data.columns[0])));
  const failures = data.columns.flatMap(failuresOf);
  byId('failures').replaceChildren(...(failures.length ? failures : [make('p', {}, 'Nothing was missed.')]));
  document.title = isMatrix ? `${data.columns.length} clients, judged by mockmeter`
    : `${data.columns[0].label}: ${endingOf(data.columns[0]).words}`;
}
