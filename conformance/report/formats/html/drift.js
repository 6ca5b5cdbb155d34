// How a server differs from an earlier recording: a table of differences, the most severe first.
const SEVERITIES = { breaking: ['bad', '\u2717'], change: ['warn', '!'], notice: ['info', 'i'] };

function driftRow({ severity, kind, operation, where, recorded, documented, now, request }) {
  const [tone, icon] = SEVERITIES[severity] ?? ['none', '?'];
  return make('tr', {},
    make('td', { class: tone }, make('span', { class: 'icon', 'aria-hidden': 'true' }, icon), ` ${severity}`),
    make('td', {}, visible(kind)),
    make('td', {}, code(operation)),
    make('td', {}, code(where), request ? [' of ', code(request)] : []),
    ...[recorded, documented, now].map((text) => make('td', {}, visible(text))));
}

const DRIFT_HEAD = ['Severity', 'What', 'Operation', 'Where', 'Recorded', 'Documented', 'Now'];

const driftTable = (differences) => make('table', { class: 'figures drift' },
  make('thead', {}, make('tr', {}, DRIFT_HEAD.map((title) => make('th', { scope: 'col' }, title)))),
  make('tbody', {}, differences.map(driftRow)));

function buildDrift() {
  for (const { label, drift } of data.columns) {
    if (!drift) continue;
    byId('drift').append(folded(isMatrix ? `Drift: ${label}` : 'Drift', [
      make('p', { class: 'meta' }, visible(drift.summary)),
      ...drift.notes.map((words) => make('p', { class: 'note warn' }, visible(words))),
      drift.differences.length ? driftTable(drift.differences) : []].flat()));
    byId('drift').hidden = false;
  }
}
