const data = JSON.parse(byId('data').textContent);
const isMatrix = data.columns.length > 1;
const looks = new Map(data.verdicts.map((look) => [look.name, look]));
const lookOf = (verdict) => looks.get(verdict) ?? { name: verdict, icon: '?', tone: 'none' };
const LEVELS = ['MUST', 'SHOULD', 'MAY'];
const CATEGORIES = ('request decoding series deprecation errors retry paging timeout body connection '
  + 'redirect tls secrets').split(' ');
const rankOf = (category) => CATEGORIES.indexOf(category);
const titleOf = (category) => data.categories[category]?.title ?? category;

/** Completes a case of the data with what the page asks of it again and again. */
function prepare(subject) {
  const [provider, operation = ''] = subject.id.split('/');
  const [, row = ''] = /\[(.*)\]$/.exec(subject.id) ?? [];
  const verdicts = subject.results.map((result) => result?.verdict);
  const requirements = subject.requirements.map((id) => data.requirements[id]);
  const words = [subject.id, subject.title, subject.why, titleOf(subject.category ?? ''),
    ...requirements.flatMap(({ id, text, document: name }) => [id, text, name]),
    ...subject.results.flatMap((result) => [result?.reason, result?.looks_like])];
  return {
    title: '', why: '', category: '', operations: [], ...subject,
    provider, operation, row, verdicts, requirements,
    differs: new Set(verdicts.filter(Boolean)).size > 1,
    words: words.filter(Boolean).join('\n').toLowerCase(),
  };
}

const byPlace = (one, other) =>
  one.provider.localeCompare(other.provider) || one.operation.localeCompare(other.operation)
  || rankOf(one.category) - rankOf(other.category) || (one.id < other.id ? -1 : 1);
const cases = data.cases.map(prepare).sort(byPlace);
const caseOf = new Map(cases.map((subject) => [subject.id, subject]));

const isMissed = (verdict) => ['bad', 'warn', 'info'].includes(lookOf(verdict).tone);
/** The first client that did not do well, or the first that was asked. */
function tellingColumn(subject) {
  const missed = subject.verdicts.findIndex((verdict) => verdict && isMissed(verdict));
  return missed >= 0 ? missed : Math.max(0, subject.verdicts.findIndex(Boolean));
}

/** How many cases have a verdict, for some client. */
const countOf = (verdict) => cases.filter(({ verdicts }) => verdicts.includes(verdict)).length;
