// The measured figures, one JSON line each, written as they come: a run that was interrupted goes
// on where it was.
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const keyOf = (entry) => [entry.kind, entry.round, entry.server, entry.body, entry.traffic,
  entry.connections].join(' ');

/** The whole lines of a record; a last line that was cut short is left out. */
export function readRecord(path) {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop();  // after the last line feed: nothing, or a line that was cut short
  return lines.map((line) => JSON.parse(line));
}

/**
 * Opens the record at `path`. `settings` is what must not change within a record (slices, program,
 * bodies): figures of two settings are never mixed, so a record of others is refused.
 */
export function openRecord(path, settings, { fresh = false } = {}) {
  if (fresh) rmSync(path, { force: true });
  const entries = readRecord(path);
  const [first] = entries;
  if (first && JSON.stringify(first.settings) !== JSON.stringify(settings)) {
    throw new Error(`${path} was measured with other settings or another program: --fresh begins`
      + ` anew\n  there: ${JSON.stringify(first.settings)}\n  now:   ${JSON.stringify(settings)}`);
  }
  if (!first) entries.push({ kind: 'settings', settings });
  writeFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  const keys = new Set(entries.map(keyOf));
  return {
    entries,
    has: (entry) => keys.has(keyOf(entry)),
    add(entry) {
      appendFileSync(path, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
      keys.add(keyOf(entry));
    },
  };
}
