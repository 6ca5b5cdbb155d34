// The verdicts of runs of `mockmeter conform`, and where they differ.
// node verdicts.mjs ONE.ndjson OTHER.ndjson ... prints the differences; exit code 1 when there are any.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** From a report in NDJSON: the verdict of each case, by its id. */
export function verdictsOf(ndjson) {
  const events = ndjson.trimEnd().split('\n').map((line) => JSON.parse(line));
  return new Map(events.filter(({ type }) => type === 'case').map(({ id, verdict }) => [id, verdict]));
}

/** Lines like "neon/a/b: pass, then fail"; none when both say the same. */
export function differences(one, other) {
  const ids = [...new Set([...one.keys(), ...other.keys()])].sort();
  return ids.filter((id) => one.get(id) !== other.get(id))
    .map((id) => `${id}: ${one.get(id) ?? 'no verdict'}, then ${other.get(id) ?? 'no verdict'}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, ...others] = process.argv.slice(2).map((path) => [path, verdictsOf(readFileSync(path, 'utf8'))]);
  for (const [path, verdicts] of others) {
    for (const line of differences(first[1], verdicts)) {
      process.stdout.write(`${path}: ${line}\n`);
      process.exitCode = 1;
    }
  }
}
