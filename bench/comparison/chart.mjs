// The ratios as bars: SVG, written as text.
import { BODIES } from './plan.mjs';
import { short } from './report.mjs';

const WIDTH = 860;
const LEFT = 300;
const RIGHT = 70;
const BAR = 13;
const ROW = 42;
const TOP = 74;
const COLORS = { stats: '#1f6feb', users: '#8b5cf6' };
const FAINT = { stats: '#a8c7f5', users: '#d4c5fb' };

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (content) => content.replace(/[&<>]/g, (character) => ENTITIES[character]);
const rectangle = (x, y, width, height, color) =>
  `<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${height}" fill="${color}"/>`;
const text = (x, y, content, style = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${style}>${escape(content)}</text>`;
const line = (x1, y1, x2, y2, style) =>
  `<line x1="${x1.toFixed(1)}" y1="${y1}" x2="${x2.toFixed(1)}" y2="${y2}" ${style}/>`;

function bar(scale, y, { ratio }, color) {
  if (!ratio) return [text(LEFT + 4, y + BAR - 2, 'not measured', 'fill="#57606a"')];
  const middle = y + BAR / 2;
  const end = scale(ratio.median);
  return [
    rectangle(LEFT, y, end - LEFT, BAR, color),
    line(scale(ratio.min), middle, scale(ratio.max), middle, 'stroke="#24292f" stroke-width="1.5"'),
    text(Math.max(end, scale(ratio.max)) + 5, y + BAR - 2, short(ratio.median)),
  ];
}

/** A bar chart of `rows` (ratioRows of report.mjs): one bar per body, 1 is nginx. */
export function chart(rows) {
  const bodies = rows.flatMap((row) => BODIES.map((body) => row.bodies[body].ratio?.max ?? 0));
  const most = Math.max(1, ...bodies);
  const scale = (ratio) => LEFT + (ratio / most) * (WIDTH - LEFT - RIGHT);
  const height = TOP + rows.length * ROW + 12;
  const parts = [
    text(16, 26, 'Requests per second beside nginx (1 = nginx; longer is better)',
      'font-size="16" font-weight="bold"'),
    ...BODIES.flatMap((body, i) => [
      rectangle(LEFT + i * 90, 42, 12, 12, COLORS[body]),
      text(LEFT + 18 + i * 90, 52, body),
    ]),
    text(LEFT + 190, 52, 'line: smallest to largest of the rounds', 'fill="#57606a"'),
    line(scale(1), TOP - 8, scale(1), height - 8, 'stroke="#57606a" stroke-dasharray="4 3"'),
  ];
  rows.forEach((row, i) => {
    const y = TOP + i * ROW;
    parts.push(text(LEFT - 10, y + BAR + 5, row.label,
      `text-anchor="end"${row.ours ? ' font-weight="bold"' : ''}`));
    BODIES.forEach((body, j) => {
      const color = (row.ours ? COLORS : FAINT)[body];
      parts.push(...bar(scale, y + j * (BAR + 2), row.bodies[body], color));
    });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" \
width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" fill="#24292f">
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}
