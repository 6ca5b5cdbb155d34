// Memory: after the first answer, and with many idle keep-alive connections that have had theirs.
import { once } from 'node:events';
import { connect } from 'node:net';
import { startMock } from './mock.mjs';

const AT_ONCE = 200;
const REQUEST = 'GET /v2/qstash/ipv4 HTTP/1.1\r\nHost: a\r\n\r\n';

async function openAndAsk(port) {
  const socket = connect(port, '127.0.0.1');
  socket.write(REQUEST);
  await once(socket, 'data');
  return socket;
}

async function openMany(port, count) {
  const sockets = [];
  while (sockets.length < count) {
    const batch = Math.min(AT_ONCE, count - sockets.length);
    sockets.push(...await Promise.all(Array.from({ length: batch }, () => openAndAsk(port))));
  }
  return sockets;
}

export async function idleMemory({ idle }) {
  const mock = await startMock();
  const sockets = await openMany(mock.port, 1);
  const alone = mock.megabytes();
  sockets.push(...await openMany(mock.port, idle - 1));
  const crowded = mock.megabytes();
  const held = mock.connections();
  for (const socket of sockets) socket.destroy();
  await mock.stop();
  return [
    { what: 'memory after one answer', value: alone, unit: 'MB', most: 12 },
    { what: `memory with ${held} idle keep-alive connections`, value: crowded, unit: 'MB', most: 90 },
  ];
}
