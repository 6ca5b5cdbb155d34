const data = JSON.parse(byId('data').textContent);
const isMatrix = data.columns.length > 1;
const TONES = ['bad', 'warn', 'info', 'none', 'good'];
data.verdicts.sort((one, other) => TONES.indexOf(one.tone) - TONES.indexOf(other.tone));
const looks = new Map(data.verdicts.map((look) => [look.name, look]));
const lookOf = (verdict) => looks.get(verdict) ?? { name: verdict, icon: '?', tone: 'none' };
const LEVELS = ['MUST', 'SHOULD', 'MAY'];
const TOPICS = ('request decoding series deprecation errors retry paging timeout body connection '
  + 'redirect tls secrets').split(' ');
const rankOf = (topic) => TOPICS.indexOf(topic);
const titleOf = (topic) => data.topics[topic] ?? topic;

/** A case with its results, one per column, and what the page asks of it again and again. */
function prepare(results) {
  const { id, title, rationale, topic, level, requirements: ids } = results.find(Boolean);
  const [provider, operation = ''] = id.split('/');
  const [, row = ''] = /\[(.*)\]$/.exec(id) ?? [];
  const verdicts = results.map((result) => result?.verdict);
  const requirements = ids.map((each) => data.requirements[each]);
  const words = [id, title, rationale, titleOf(topic),
    ...requirements.flatMap((each) => [each.id, each.text, each.document]),
    ...results.flatMap((result) => [result?.reason, result?.likely_cause])];
  return {
    id, title, rationale, topic, level, results, provider, operation, row, verdicts, requirements,
    differs: new Set(verdicts.filter(Boolean)).size > 1,
    words: words.filter(Boolean).join('\n').toLowerCase(),
  };
}

const rows = new Map();
data.columns.forEach((column, index) => {
  for (const result of column.cases) {
    if (!rows.has(result.id)) rows.set(result.id, data.columns.map(() => null));
    rows.get(result.id)[index] = result;
  }
});

const byPlace = (one, other) =>
  one.provider.localeCompare(other.provider) || one.operation.localeCompare(other.operation)
  || rankOf(one.topic) - rankOf(other.topic) || (one.id < other.id ? -1 : 1);
const cases = [...rows.values()].map(prepare).sort(byPlace);
const caseOf = new Map(cases.map((subject) => [subject.id, subject]));

const isMissed = (verdict) => ['bad', 'warn', 'info'].includes(lookOf(verdict).tone);
/** The first client that did not do well, or the first that was asked. */
function tellingColumn(subject) {
  const missed = subject.verdicts.findIndex((verdict) => verdict && isMissed(verdict));
  return missed >= 0 ? missed : Math.max(0, subject.verdicts.findIndex(Boolean));
}

/** How many cases have a verdict, for some client. */
const countOf = (verdict) => cases.filter(({ verdicts }) => verdicts.includes(verdict)).length;
