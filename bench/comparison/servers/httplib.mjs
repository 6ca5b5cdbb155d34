// cpp-httplib as it is meant to be used, one thread per connection, with its brakes taken off.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLine } from './find.mjs';

const program = process.env.MOCKMETER_HTTPLIB_PEER ?? 'build/release/bench/mockmeter_httplib_peer';

export const httplib = {
  name: 'httplib',
  label: 'cpp-httplib, tuned, a thread per connection',
  speed: 'fast',
  traffic: ['same', 'close'],
  missing: () => (existsSync(program) ? undefined : `${program} is not built`),
  version: () => firstLine('pkg-config', '--modversion', 'cpp-httplib'),
  command({ port, directory, bodies }) {
    const files = Object.values(bodies).flatMap(({ name, path, body }) => {
      const file = join(directory, `${name}.json`);
      writeFileSync(file, body, 'utf8');
      return [path, file];
    });
    return { program, args: [`${port}`, bodies.users.type, ...files] };
  },
};
