// Numbers, times and quantities as texts.
const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 });

export const count = (value) => numbers.format(value);
export const compact = (value) => short.format(value);
export const plural = (value, thing) => `${count(value)} ${thing}${value === 1 ? '' : 's'}`;

/** Returns "2026-05-20T12:00:00Z" without fractions that are zero. */
export const instant = (milliseconds) => new Date(milliseconds).toISOString().replace(/\.000Z$/, 'Z');

/** Returns an instant for people: "2026-05-20 12:00:00". */
export const dateTime = (milliseconds) => instant(milliseconds).replace('T', ' ').replace('Z', '');

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(3)} s`;

export const bytes = (size) => size < 10_000 ? `${count(size)} B` : `${compact(size / 1000)} kB`;

/** Returns how far an instant is from another: "in 12 days", "3 hours ago". */
export function distance(from, to) {
  const hours = Math.abs(to - from) / 3_600_000;
  if (hours < 0.5) return 'now';
  const text = hours < 48 ? plural(Math.round(hours), 'hour') : plural(Math.round(hours / 24), 'day');
  return to >= from ? `in ${text}` : `${text} ago`;
}

/** Returns a text as one word of a POSIX shell. */
export const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
