// The report in Markdown. The ratios are what the main README shows.
import { BODIES, CONNECTIONS, SPEED, TRAFFIC } from './plan.mjs';
import { OURS, SERVERS, YARDSTICK } from './servers.mjs';
import { POOLED, cellsOf, errorsOf, ratios, spread } from './statistics.mjs';

const NONE = '-';

/** A number with as many digits as mean something. */
export function short(number) {
  if (number >= 1000) return Math.round(number).toLocaleString('en-US');
  if (number >= 100) return number.toFixed(0);
  if (number >= 10) return number.toFixed(1);
  return number >= 0.1 || number === 0 ? number.toFixed(2) : number.toFixed(3);
}

const range = (values) =>
  values ? `${short(values.median)} (${short(values.min)} to ${short(values.max)})` : NONE;

const middle = (values) => (values ? short(values.median) : NONE);

const table = (heads, rows) => [
  `| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
].join('\n');

/** The rows of the ratio table and of the chart: every server, ours also with its worst traffic. */
export function ratioRows(entries) {
  const row = (server, traffic, label) => ({
    label,
    ours: server === OURS,
    bodies: Object.fromEntries(BODIES.map((body) => {
      const wanted = { server: server.name, body, traffic };
      const pooled = cellsOf(entries, wanted).filter((c) => POOLED.includes(c.connections));
      return [body, {
        ratio: ratios(entries, wanted),
        cpu: ratios(entries, wanted, 'cpu_us'),
        errors: Object.keys(errorsOf(pooled)).length > 0,
      }];
    })),
  });
  return SERVERS.flatMap((server) => [
    row(server, 'same', server.label),
    ...(server === OURS ? [row(server, 'different', `${server.label}, every request different`)]
      : []),
  ]);
}

const kilobytes = (bodies, name) => `${name}, ${(bodies[name].body.length / 1000).toFixed(1)} kB`;

/** Requests per second beside nginx's, and CPU per request beside nginx's. */
export function ratioTable(entries, bodies) {
  const shown = ({ ratio, errors }) => range(ratio) + (errors ? ' *' : '');
  return table(
    ['server', ...BODIES.map((name) => kilobytes(bodies, name)),
      ...BODIES.map((name) => `CPU, ${name}`)],
    ratioRows(entries).map(({ label, ours, bodies: of }) => [
      ours ? `**${label}**` : label,
      ...BODIES.map((name) => shown(of[name])),
      ...BODIES.map((name) => (middle(of[name].cpu))),
    ]),
  );
}

function startTable(entries) {
  return table(
    ['server', 'ready, ms', 'memory idle, MB', 'memory loaded, MB', 'processes'],
    SERVERS.map(({ name, label }) => {
      const starts = entries.filter((entry) => entry.kind === 'start' && entry.server === name);
      const rounds = new Map();
      for (const { round, loaded_mb: loaded } of cellsOf(entries, { server: name })) {
        rounds.set(round, Math.max(loaded, rounds.get(round) ?? 0));
      }
      return [
        label,
        range(spread(starts.map((entry) => entry.ready_ms))),
        range(spread(starts.map((entry) => entry.idle_mb))),
        range(spread([...rounds.values()])),
        starts[0]?.processes ?? NONE,
      ];
    }),
  );
}

const errorsText = (errors) =>
  Object.entries(errors).map(([kind, count]) => `${count} ${kind}`).join(', ');

function cellTable(entries, body) {
  const rows = [];
  for (const [traffic, { label }] of Object.entries(TRAFFIC)) {
    for (const connections of CONNECTIONS) {
      for (const { name } of SERVERS) {
        const cells = cellsOf(entries, { server: name, body, traffic, connections });
        if (cells.length === 0) continue;
        const of = (figure) => spread(cells.map((cell) => cell[figure]));
        rows.push([label, connections, name, range(of('requests_per_second')),
          middle(of('p50_ms')), middle(of('p99_ms')), range(of('cpu_us')), cells.length,
          errorsText(errorsOf(cells))]);
      }
    }
  }
  return table(['traffic', 'connections', 'server', 'requests/s', 'p50 ms', 'p99 ms',
    'CPU us/request', 'rounds', 'errors'], rows);
}

function commandTable(entries, missing) {
  return table(['server', 'version', 'answers', 'command'], SERVERS.map(({ name, label }) => {
    const last = entries.filter((e) => e.kind === 'start' && e.server === name).pop();
    if (last) return [label, last.version, `the same ${last.answers}`, `\`${last.command}\``];
    return [label, NONE, NONE, `not measured: ${(missing[name] ?? 'not asked for')
      .replaceAll('\n', ' ').replaceAll('|', '\\|')}`];
  }));
}

/** The whole report. `missing` says by name why a server was not measured. */
export function markdown({ entries, bodies, missing, machine, seconds, chart }) {
  return `# Beside its peers

Written by \`./dev bench\` ([how](../comparison/README.md)). Median (smallest to largest).

## Requests per second, as a part of nginx's

Pooled over ${POOLED.join(' and ')} connections; each ratio is of two slices of the same round.
CPU is per request, as a part of nginx's. Requests that are all different are compared to nginx
asked with the same script.

![Requests per second beside nginx](${chart})

${ratioTable(entries, bodies)}

${ratioRows(entries).some(({ bodies: of }) => Object.values(of).some(({ errors }) => errors))
    ? '\\* with errors: see below.' : 'No errors in these cells.'}

## Start and memory

Ready is from the start of the process to its first right answer. Memory is resident and summed over
the processes, after a second of idleness and after the cell that left most of it.

${startTable(entries)}

${BODIES.map((name) => `## Every cell: ${kilobytes(bodies, name)}\n\n${cellTable(entries, name)}`)
    .join('\n\n')}

## Machine

${table(['what', 'is'], machine)}

Slices of ${seconds} s (${YARDSTICK.name}, ${OURS.name}, httplib) and \
${Math.min(seconds, SPEED.slow.seconds)} s (the others).

## Versions and commands

${commandTable(entries, missing)}
`;
}
