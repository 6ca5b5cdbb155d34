// What every server must answer: taken from our own mock, asked as its README asks it.
import assert from 'node:assert/strict';
import { get } from 'node:http';

export const HEADERS = {
  Authorization: `Basic ${Buffer.from('dev@example.com:upstash-test-key').toString('base64')}`,
};

const PATHS = {
  stats: '/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a',
  users: '/v2/qstash/users',
};

/** One GET on a connection of its own: {status, type, body}. */
export const ask = (url) => new Promise((resolve, reject) => {
  const request = get(url, { headers: HEADERS, agent: false, timeout: 10000 }, (response) => {
    const parts = [];
    response.on('data', (part) => parts.push(part)).on('error', reject).on('end', () => resolve({
      status: response.statusCode,
      type: response.headers['content-type'],
      body: Buffer.concat(parts).toString('utf8'),
    }));
  });
  request.on('error', reject).on('timeout', () => request.destroy(new Error('no answer in 10 s')));
});

/** The expected answers of a mock that runs at `url`, by name. */
export async function takeBodies(url) {
  const bodies = {};
  for (const [name, path] of Object.entries(PATHS)) {
    const { status, type, body } = await ask(url + path);
    if (status !== 200) throw new Error(`the mock answers ${status} to ${path}`);
    bodies[name] = { name, path, type, body };
  }
  return bodies;
}

/**
 * Whether an answer is the expected one: 'bytes', or 'json' for servers that write the JSON anew.
 * Anything else is refused with the difference.
 */
export function sameness(answer, expected) {
  if (answer.status !== 200) throw new Error(`it answers ${answer.status} to ${expected.path}`);
  if (answer.body === expected.body) return 'bytes';
  try {
    assert.deepStrictEqual(JSON.parse(answer.body), JSON.parse(expected.body));
  } catch {
    throw new Error(`its answer to ${expected.path} is another: ${answer.body.slice(0, 100)}`);
  }
  return 'json';
}
