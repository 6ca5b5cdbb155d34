// The rows as a page of Markdown.
import { machineFacts } from '../comparison/machine.mjs';

const number = (value) =>
  (Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function tableRow({ what, value, unit, most }) {
  const goal = most === undefined ? '' : `at most ${most} ${unit}`.trim();
  const verdict = most === undefined ? '' : (value <= most ? 'met' : 'missed');
  return `| ${what} | ${`${number(value)} ${unit}`.trim()} | ${goal} | ${verdict} |`;
}

/** `rows`: {what, value, unit, most?}, where `most` is the goal. */
export function report(rows, args) {
  return [
    '# Under attack',
    '',
    'What idle, slow and many clients cost, and what a stop does to them.',
    '',
    '```sh',
    ['./dev bench resilience', ...args].join(' '),
    '```',
    '',
    ...machineFacts().map(([name, value]) => `* ${name}: ${value}`),
    '',
    '| what | measured | goal | |',
    '|---|---|---|---|',
    ...rows.map(tableRow),
    '',
  ].join('\n');
}
