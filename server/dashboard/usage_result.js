// The response to a usage request: charts, tables and the file for a spreadsheet.
import { saveAs } from './api.js';
import { addressOf } from './address.js';
import { makeChart } from './chart.js';
import { badge, button, byId, code, linkTo, make, note, table, visible } from './dom.js';
import { explainSeries, reasonNote } from './explain.js';
import { bodyText } from './exchange.js';
import { count, dateTime, instant, plural } from './format.js';
import { subscribe } from './mock.js';
import { toneOf } from './traffic_list.js';

const kSeriesAtFirst = 12;
const kChartsAtFirst = 8;
let charts = [];

const metricName = (name) => name || 'value';
const isServed = (band, time) => Boolean(band) && time >= band[0] && time <= band[1];

/** Returns the first and last time of each series, by its path. */
export const bandsOf = (series) => new Map(series.filter(({ times }) => times.length)
  .map(({ path, times }) => [path, [times.reduce((one, other) => Math.min(one, other)), times.reduce((one, other) => Math.max(one, other))]]));

function tableOf({ path, times, metrics, isEnd }, band) {
  const names = Object.keys(metrics);
  const heads = [isEnd ? 'End of the bucket (UTC)' : 'Time (UTC)', ...shortNames(names)];
  const rows = times.map((time, index) => [dateTime(Math.round(time * 1000)).replace(/\.\d+$/, ''),
    ...names.map((name) => metrics[name][index] === null || metrics[name][index] === undefined ? 'null' : count(metrics[name][index]))]);
  const element = table(`Buckets of ${path}`, heads, rows);
  if (band) {
    [...element.tBodies[0].rows].forEach((row, index) => {
      if (isServed(band, times[index])) {
        row.classList.add('served');
        row.cells[0].prepend(make('span', { class: 'pick', 'aria-hidden': 'true' }, '\u25cf '), make('span', { class: 'away' }, 'In the last response: '));
      }
    });
  }
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Buckets of ${path}` }, element);
}

const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    target.fill();
  }
}, { rootMargin: '300px' });

/** Returns the names of metrics without the words that all of them begin with. */
function shortNames(names) {
  const [first = '', ...others] = names;
  let common = others.length ? first.length : 0;
  while (!others.every((name) => name.startsWith(first.slice(0, common)))) --common;
  const { length } = first.slice(0, common).replace(/[^/ ]*$/, '');
  return names.map((name) => metricName(name.slice(length)));
}

/** Returns the metrics that are drawn at once, and those behind a button: metrics that are only 0 come last. */
function chartsOf(metrics) {
  const names = shortNames(Object.keys(metrics));
  const all = Object.values(metrics).map((values, index) => [names[index], values]);
  const hasUsage = ([, values]) => values.some(Boolean);
  const ordered = [...all.filter(hasUsage), ...all.filter((one) => !hasUsage(one))];
  return [ordered.slice(0, kChartsAtFirst), ordered.slice(kChartsAtFirst)];
}

/** Returns the card of a series. Its charts and table are made when it comes into view. */
function seriesCard(series, band) {
  const { path, times, metrics } = series;
  const card = make('section', { class: 'card series', 'aria-label': `Series ${path}` },
    make('h3', {}, visible(path || '/'), ' ', make('span', { class: 'meta' }, plural(times.length, 'bucket'))));
  if (times.length === 0) {
    card.append(make('p', { class: 'meta' }, 'This series is empty.'));
    return card;
  }
  card.fill = () => {
    const place = make('div', { class: 'charts' });
    card.append(place, tableOf(series, band));
    const [first, more] = chartsOf(metrics);
    const add = (some) => some.forEach(([name, values]) => {
      const chart = makeChart(name, times, values, band);
      place.append(chart.figure);
      charts.push(chart);
      chart.draw();
    });
    add(first);
    if (more.length) place.after(button(`Show ${plural(more.length, 'more chart')}`, ({ target }) => { target.remove(); add(more); }));
  };
  observer.observe(card);
  return card;
}

const quoted = (text) => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Returns all series as CSV: a line for each value. */
export function csvOf(series, credential) {
  const lines = series.flatMap(({ path, times, metrics }) => times.flatMap((time, index) =>
    Object.entries(metrics).map(([name, values]) => [path, instant(Math.round(time * 1000)), metricName(name), values[index] ?? '', credential])));
  return [['series', 'time', 'metric', 'value', 'credential'], ...lines].map((cells) => `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`).join('');
}

function bodyPart(body) {
  const details = make('details', { class: 'card' }, make('summary', {}, 'The whole body'));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(bodyText(JSON.stringify(body, null, 2), 'Body of the response'));
  });
  return details;
}

function errorParts({ status, body }) {
  return [note(toneOf(status), make('h4', {}, `The operation refused with ${status}`),
    make('p', {}, 'This is what a client would be sent, in the words of the vendor:')),
  bodyText(typeof body === 'string' ? body : JSON.stringify(body, null, 2), 'Body of the error')];
}

const fileOf = (operation, credential) => `${[operation, credential].filter(Boolean).join('-').replace(/[^\w.-]+/g, '_')}.csv`;

function headPart({ operation, status, series, target, credential }, last) {
  return make('div', { class: 'bar' }, badge(toneOf(status), String(status)), code(operation),
    make('span', { class: 'asked' }, code(`GET ${target}`), ' with ', credential ? code(credential) : 'no credential'),
    make('span', { class: 'meta' }, plural(series.length, 'series').replace('seriess', 'series'),
      last ? [', ', make('span', { class: 'pick' }, '\u25cf'), ' marks the buckets that ',
        linkTo(addressOf('traffic', last.number), `request ${last.number}`), ' was sent'] : []),
    make('span', { class: 'space' }),
    series.length ? button('Download CSV', () => saveAs(fileOf(operation, credential), 'text/csv', csvOf(series, credential)), { id: 'csv' }) : []);
}

/** Shows a response of POST /usage; `last` is { number, bands } of the newest request, or null. */
export function showResult(served, last) {
  const place = byId('usage-result');
  charts = [];
  observer.disconnect();
  if (served.status >= 400) {
    place.replaceChildren(headPart(served, null), ...errorParts(served));
    return;
  }
  const cardOf = (series) => seriesCard(series, last?.bands.get(series.path));
  const [first, more] = [served.series.slice(0, kSeriesAtFirst), served.series.slice(kSeriesAtFirst)];
  const showMore = button(`Show ${more.length} more series`, () => showMore.replaceWith(...more.map(cardOf)));
  place.replaceChildren(headPart(served, last), ...explainSeries(served).map(reasonNote),
    ...first.map(cardOf), ...(more.length ? [showMore] : []), bodyPart(served.body));
}

export function startResult() {
  subscribe('theme', () => charts.forEach(({ draw }) => draw()));
  new ResizeObserver(() => charts.forEach(({ resize }) => resize())).observe(byId('usage-result'));
}
