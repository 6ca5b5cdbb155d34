// What is measured: tables, and the list of cells that follows from them.

export const CONNECTIONS = [1, 16, 64, 256];
export const BODIES = ['stats', 'users'];

/** How the requests of a cell differ. `script` and `header` are wrk's. */
export const TRAFFIC = {
  same: { label: 'the same request', connections: CONNECTIONS },
  different: {
    label: 'every request different', connections: CONNECTIONS, script: 'different.lua',
  },
  close: {
    label: 'a connection per request', connections: [16], header: 'Connection: close',
  },
};

/**
 * Fast servers are compared closely: many slices, alternating. Slow ones are far away anyhow.
 * Warm-up is per body; virtual machines compile meanwhile. Start is a guess, for the time left.
 */
export const SPEED = {
  fast: { seconds: 3, rounds: 6, warmupSeconds: 1, startSeconds: 1.2 },
  slow: { seconds: 2, rounds: 5, warmupSeconds: 2, startSeconds: 4 },
};
const BETWEEN_CELLS_SECONDS = 0.4;

/**
 * The cells of one round for servers that run side by side. Servers alternate within a cell's
 * neighbours and lead in turn, so that a drift of the machine meets all of them alike.
 */
export function cellsOfRound(servers, { bodies = BODIES, connections = CONNECTIONS, round = 1 }) {
  const turn = round % Math.max(servers.length, 1);
  const order = [...servers.slice(turn), ...servers.slice(0, turn)];
  const cells = [];
  for (const body of bodies) {
    for (const count of connections) {
      for (const [traffic, { connections: counts }] of Object.entries(TRAFFIC)) {
        if (!counts.includes(count)) continue;
        for (const server of order) {
          if (server.traffic.includes(traffic)) {
            cells.push({ round, server: server.name, body, traffic, connections: count });
          }
        }
      }
    }
  }
  return cells;
}

/**
 * The groups of a whole run, in order: {round, servers, seconds, cells}. The fast servers are one
 * group, each slow one is a group of its own, so that it runs alone.
 */
export function groupsOfRun(servers, { rounds, seconds, ...filter }) {
  const of = (speed) => servers.filter((server) => server.speed === speed);
  const together = [of('fast'), ...of('slow').map((server) => [server])];
  const groups = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const members of together.filter((list) => list.length > 0)) {
      const slow = members[0].speed === 'slow';
      if (slow && round > SPEED.slow.rounds) continue;
      groups.push({
        round,
        servers: members,
        seconds: slow ? Math.min(seconds, SPEED.slow.seconds) : seconds,
        cells: cellsOfRound(members, { ...filter, round }),
      });
    }
  }
  return groups;
}

/** About how long a group takes, in seconds, when only `cells` of it are left. */
export function groupSeconds({ servers, seconds }, cells) {
  if (cells.length === 0) return 0;
  const { warmupSeconds, startSeconds } = SPEED[servers[0].speed];
  const bodies = new Set(cells.map(({ body }) => body)).size;
  return servers.length * (startSeconds + bodies * warmupSeconds)
    + cells.length * (seconds + BETWEEN_CELLS_SECONDS);
}
