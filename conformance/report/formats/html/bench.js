// How fast clients were, when somebody measured it: bars of calls per second, load by load.
const SVG = 'http://www.w3.org/2000/svg';
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const WIDTH = 640;
const LABEL = 200;
const FIGURE = 80;
const HEIGHT = 24;
const figure = (value) => Number.isFinite(value)
  ? value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 }) : '';

function barsOf(rows, most) {
  const svg = draw('svg', {
    viewBox: `0 0 ${WIDTH} ${rows.length * HEIGHT}`, role: 'img', 'aria-label': 'Calls per second',
  });
  rows.forEach((row, index) => {
    const y = index * HEIGHT;
    const width = Math.max(1, (WIDTH - LABEL - FIGURE) * row.calls_per_second / most);
    svg.append(
      draw('text', { x: LABEL - 8, y: y + 16, 'text-anchor': 'end' }, row.client.slice(0, 30)),
      draw('rect', { x: LABEL, y: y + 4, width, height: HEIGHT - 8, rx: 2 }),
      draw('text', { x: LABEL + width + 6, y: y + 16 }, figure(row.calls_per_second)));
  });
  return svg;
}

const COLUMNS = [['client', 'Client'], ['load', 'Load'], ['calls_per_second', 'Calls/s'],
  ['p50_ms', 'Median, ms'], ['p99_ms', '99 %, ms'], ['spread', 'Spread']];
const shownAs = (name, value) => name === 'spread' && Number.isFinite(value)
  ? `${figure(value * 100)} %` : typeof value === 'number' ? figure(value) : value ?? '';

const tableOf = (rows) => make('table', { class: 'figures' },
  make('thead', {}, make('tr', {}, COLUMNS.map(([, title]) => make('th', { scope: 'col' }, title)))),
  make('tbody', {}, rows.map((row) => make('tr', {},
    COLUMNS.map(([name]) => make('td', {}, visible(shownAs(name, row[name]))))))));

function buildBench() {
  const events = data.columns.flatMap(({ others }) => others).filter(({ type }) => type === 'bench');
  const bench = events.flatMap(({ rows = [] }) => rows);
  if (bench.length === 0) return;
  const most = Math.max(...bench.map((row) => row.calls_per_second), 1e-9);
  const names = new Set(bench.map(({ load }) => load));
  const loads = [...names].map((load) => [load, bench.filter((row) => row.load === load)]);
  byId('bench').append(folded('Throughput', [
    make('p', { class: 'meta' }, 'Calls per second; no part of any verdict.'),
    ...events.flatMap(({ noisy = [] }) => noisy).map((words) => make('p', { class: 'note warn' }, visible(words))),
    ...loads.map(([load, rows]) => make('figure', {},
      make('figcaption', {}, visible(load)), barsOf(rows, most))),
    tableOf(bench)]));
  byId('bench').hidden = false;
}
