// One metric of one series as a chart.
import { make, visible } from './dom.js';
import { compact, count, dateTime, instant } from './format.js';

let loading = null;

/** Loads uPlot when the first chart is drawn, so that the page opens without it. */
function loadPlot() {
  loading ??= new Promise((resolve, reject) => {
    document.head.append(
      make('link', { rel: 'stylesheet', href: '/__admin/ui/uplot.css' }),
      make('script', { src: '/__admin/ui/uplot.js', load: () => resolve(window.uPlot), error: reject }));
  });
  return loading;
}

/** Returns a color of the style, as the canvas needs it. */
function colorOf(element, name) {
  const probe = element.appendChild(make('i'));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const axisOf = (color, grid, more) =>
  ({ stroke: color, grid: { stroke: grid, width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif', ...more });

/** Marks the buckets of the last response by a band behind the bars. */
const bandOf = (band, color) => (plot) => {
  if (!band) return;
  const { ctx, bbox } = plot;
  const half = plot.data[0].length > 1 ? (plot.data[0][1] - plot.data[0][0]) / 2 : 1800;
  const [left, right] = [band[0] - half, band[1] + half].map((time) =>
    Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(time, 'x', true))));
  ctx.save();
  ctx.fillStyle = color;
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.restore();
};

/** Returns labels for instants: days, or times of the day where the buckets are shorter. */
const timeLabels = (plot, times, axis, space, step) =>
  times.map((time) => step >= 86400 ? instant(time * 1000).slice(5, 10) : instant(time * 1000).slice(11, 16));

/** Returns the range of the times with room for whole bars at both ends. */
function rangeOf(times) {
  const length = times.length > 1 ? (times.at(-1) - times[0]) / (times.length - 1) || 3600 : 3600;
  return [times[0] - length * 0.6, times.at(-1) + length * 0.6];
}

function optionsOf(Plot, place, times, band, onCursor) {
  const [text, line, accent, back] = ['--soft', '--line', '--accent', '--accent-back'].map((name) => colorOf(place, name));
  return {
    width: place.clientWidth, height: 170, legend: { show: false }, padding: [10, 8, 0, 0],
    tzDate: (time) => Plot.tzDate(new Date(time * 1000), 'Etc/UTC'),
    cursor: { y: false, drag: { x: false }, points: { size: 7 } },
    scales: { x: { range: rangeOf(times) }, y: { range: (plot, least, most) => [Math.min(0, least ?? 0), most > 0 ? most * 1.08 : 1] } },
    axes: [axisOf(text, line, { size: 26, space: 70, values: timeLabels }),
      axisOf(text, line, { size: 54, values: (plot, values) => values.map((value) => value === null ? '' : compact(value)) })],
    series: [{}, { stroke: accent, fill: accent, width: 1, points: { show: false },
      paths: times.length > 120 ? undefined : Plot.paths.bars({ size: [0.72, 46] }) }],
    hooks: { drawClear: [bandOf(band, back)], setCursor: [({ cursor }) => onCursor(cursor.idx)] },
  };
}

/** Returns times and values in the order of time: a vendor may order by something else. */
function inOrder(times, values) {
  const order = times.map((time, index) => index).sort((one, other) => times[one] - times[other]);
  return [order.map((index) => times[index]), order.map((index) => values[index])];
}

const summaryOf = (values) => {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) return 'no number';
  return `max ${compact(numbers.reduce((one, other) => Math.max(one, other)))}`;
};

/** Returns a chart. It is drawn when `draw` is called, and again with other colors. */
export function makeChart(name, times, values, band) {
  const [xs, ys] = inOrder(times, values);
  const reading = make('span', { class: 'meta' }, summaryOf(ys));
  const place = make('div', { class: 'plot', role: 'img', 'aria-label': `Chart of ${name}; the table has the same numbers` });
  const figure = make('figure', {}, make('figcaption', {}, make('code', {}, visible(name)), reading), place);
  let plot = null;
  const onCursor = (index) => {
    const isAt = index !== null && index !== undefined;
    reading.textContent = isAt ? `${dateTime(xs[index] * 1000)}: ${ys[index] === null ? 'null' : count(ys[index])}` : summaryOf(ys);
  };
  async function draw() {
    const Plot = await loadPlot();
    plot?.destroy();
    plot = null;
    if (!place.isConnected || place.clientWidth === 0) return;
    plot = new Plot(optionsOf(Plot, place, xs, band, onCursor), [xs, ys], place);
  }
  const resize = () => { if (plot && place.clientWidth) plot.setSize({ width: place.clientWidth, height: 170 }); };
  return { figure, draw, resize };
}
