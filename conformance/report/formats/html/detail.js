// One case of one client, in full.
const badgeOf = ({ tone, icon, words }) => make('span', { class: `badge ${tone}` },
  make('span', { class: 'icon', 'aria-hidden': 'true' }, icon), ` ${words}`);
const badge = (verdict) => badgeOf({ ...lookOf(verdict), words: verdict });

const part = (title, ...content) => make('section', {}, make('h3', {}, title), content);

function sourceOf({ document: name, url }) {
  if (!/^https?:\/\//.test(url)) return make('span', {}, visible(`${name} ${url}`));
  return make('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, visible(name));
}

const requirementOf = (requirement) => make('div', { class: 'requirement' },
  make('p', { class: 'meta' }, make('b', {}, visible(requirement.id)), ` ${requirement.level}, `,
    visible(requirement.evidence)),
  make('blockquote', {}, visible(requirement.text)),
  make('p', { class: 'meta' }, sourceOf(requirement)));

const wordsOf = (text) => text.split(/([A-Za-z0-9_.]+)/).filter(Boolean);

/** A text with what is not in the other one marked. */
function marked(text, other) {
  const [own, others] = [wordsOf(text), wordsOf(other)];
  const most = Math.min(own.length, others.length);
  let before = 0;
  while (before < most && own[before] === others[before]) ++before;
  let behind = 0;
  while (behind < most - before && own.at(-1 - behind) === others.at(-1 - behind)) ++behind;
  const middle = own.slice(before, own.length - behind).join('');
  if (before + behind === 0 || middle === '') return visible(text);
  return [...visible(own.slice(0, before).join('')), make('mark', {}, visible(middle)),
    ...visible(own.slice(own.length - behind).join(''))];
}

const checkOf = ({ name, passed, expected, actual, difference }) =>
  make('div', { class: `check ${passed ? 'good' : 'bad'}` },
    make('p', { class: 'name' },
      make('span', { class: 'icon', 'aria-hidden': 'true' }, passed ? '\u2713' : '\u2717'),
      make('span', { class: 'away' }, passed ? 'passed: ' : 'missed: '), code(name)),
    make('dl', {},
      make('dt', {}, 'expected'),
      make('dd', {}, passed ? visible(expected) : marked(expected, actual)),
      make('dt', {}, 'actual'),
      make('dd', {}, passed ? visible(actual) : marked(actual, expected)),
      difference ? [make('dt', {}, 'difference'), make('dd', {}, visible(difference))] : []));

const folded = (title, content) => make('details', {}, make('summary', {}, title), content);
const counted = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`;

function checkParts(checks) {
  const missed = checks.filter(({ passed }) => !passed).map(checkOf);
  const passed = checks.filter(({ passed: isGood }) => isGood).map(checkOf);
  const content = [...missed];
  if (passed.length) content.push(folded(`${counted(passed.length, 'check')} passed`, passed));
  return content.length ? [part(missed.length ? 'What was missed' : 'Checks', content)] : [];
}

function requirementParts(requirements) {
  const shown = requirements.map(requirementOf);
  const [first, ...more] = shown;
  const rest = more.length ? [folded(`${more.length} more`, more)] : [];
  return first ? [part(shown.length === 1 ? 'Requirement' : 'Requirements', first, rest)] : [];
}

const bodyOf = ({ text, base64, size = 0, cut } = {}) =>
  (text ?? (base64 ? `base64: ${base64}` : '')) + (cut ? `\n... cut, of ${size} bytes` : '');
const rawOf = (first, { headers = [], body }) =>
  [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', bodyOf(body)].join('\n').trimEnd();
const rawText = (text) => make('pre', {}, visibleLines(text));

const exchangeOf = ({ server, at_ms: at, request, response }) => folded(
  visible(`${request.method} ${request.target} \u2192 ${response.status}${server === 'second' ? ', second server' : ''}`),
  [Number.isFinite(at) ? make('p', { class: 'meta' }, `${at} ms after the server started`) : [],
    rawText(rawOf(`${request.method} ${request.target}`, request)), rawText(rawOf(String(response.status), response))]);

const callsPart = (lines) => lines.length === 0 ? [] : [part(lines.length === 1 ? 'The call' : 'The calls',
  make('ol', { class: 'wire' }, lines.map((line) => make('li', {}, code(line)))))];

const wirePart = (result) => {
  if (!result.wire.length && !result.assertions.length) return [];
  const lines = (result.wire.length ? result.wire : ['no request came']).map((line) => make('li', {}, code(line)));
  const exchanges = (result.exchanges ?? []).map(exchangeOf);
  return [part('On the wire', make('ol', { class: 'wire' }, lines),
    exchanges.length ? folded('Headers and bodies', exchanges) : [],
    result.exchanges_left_out ? make('p', { class: 'meta' }, `${counted(result.exchanges_left_out, 'request')} more`) : [])];
};

const curlPart = (lines) => lines.length === 0 ? [] : [part('Show it again',
  lines.map((line) => copyLine(line, 'this curl command')),
  make('p', { class: 'meta' }, 'URL=http://127.0.0.1:8080 beside ', code('mockmeter serve')))];

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const runPart = (subject, column) => [part('This case alone',
  copyLine(`mockmeter conform --client COMMAND --run ${quoted(subject.id)} --seed ${column.seed}`,
    'the command'),
  copyLine(`mockmeter explain ${quoted(subject.id)}`, 'the command'))];

const causePart = (mutant) => mutant ? [part('Likely cause', make('p', {}, visible(mutant)))] : [];
const baselinePart = (line) => line ? [part('Let it fail for now',
  copyLine(line, 'the line'),
  make('p', { class: 'meta' }, 'a line of the file of ', code('--known-failing')))] : [];
const modelPart = (places) => places.length === 0 ? [] : [part('Not reported by the client',
  make('p', {}, places.map((place) => [code(place), ' '])))];

/** In a matrix: how every client did, to step from one to the next. */
const clientsOf = (subject, column) => isMatrix ? [make('div', { class: 'switch', role: 'group', 'aria-label': 'Clients' },
  data.columns.map(({ label }, index) => make('button', {
    type: 'button', class: 'client', 'aria-pressed': String(index === column),
    disabled: subject.results[index] ? false : 'disabled',
    click: () => openCase(subject, index),
  }, make('span', { class: `icon ${lookOf(subject.verdicts[index]).tone}`, 'aria-hidden': 'true' },
    subject.results[index] ? lookOf(subject.verdicts[index]).icon : ''),
  visible(label), make('span', { class: 'away' }, `: ${subject.verdicts[index] ?? 'not asked'}`))))] : [];

function caseHead(subject, result, column) {
  return make('header', {},
    make('button', { type: 'button', class: 'close', 'aria-label': 'Close', click: () => closeCase() }, '\u00d7'),
    make('p', {}, badge(result.verdict), ' ',
      make('span', { class: 'meta' }, `${subject.level}, ${titleOf(subject.topic)}`,
        result.duration_ms ? `, ${result.duration_ms < 10 ? result.duration_ms.toFixed(1) : Math.round(result.duration_ms)} ms` : '')),
    make('h2', { id: 'detail-title', tabindex: '-1' }, visible(subject.title)),
    make('p', { class: 'id' }, code(subject.id)),
    clientsOf(subject, column),
    make('p', { class: 'why' }, visible(subject.rationale)),
    result.reason ? make('p', { class: `note ${lookOf(result.verdict).tone}` }, visible(result.reason)) : []);
}

function detailOf(subject, column) {
  const result = subject.results[column];
  if (!result) return [caseHead(subject, { verdict: 'not asked' }, column)];
  return [caseHead(subject, result, column),
    ...requirementParts(subject.requirements), ...checkParts(result.assertions),
    ...callsPart(result.calls), ...wirePart(result), ...curlPart(result.curl), ...causePart(result.likely_cause),
    ...baselinePart(result.known_failing_line), ...modelPart(result.unreported),
    ...runPart(subject, data.columns[column].header)];
}
