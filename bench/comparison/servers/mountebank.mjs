// mountebank: one imposter, one stub per body.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PACKAGES, packageMissing, packageVersion } from './find.mjs';

const stub = ({ path, type, body }) => ({
  predicates: [{ equals: { method: 'GET', path } }],
  responses: [{ is: { statusCode: 200, headers: { 'Content-Type': type }, body } }],
});

export const mountebank = {
  name: 'mountebank',
  label: 'mountebank',
  speed: 'slow',
  traffic: ['same', 'close'],
  missing: () => packageMissing('@mbtest/mountebank', 'node'),
  version: () => packageVersion('@mbtest/mountebank'),
  command({ port, adminPort, directory, bodies }) {
    const file = join(directory, 'imposters.json');
    writeFileSync(file, JSON.stringify({
      imposters: [{
        protocol: 'http', host: '127.0.0.1', port, stubs: Object.values(bodies).map(stub),
      }],
    }));
    return {
      program: 'node',
      args: [resolve(PACKAGES, '.bin/mb'), 'start', '--host', '127.0.0.1', '--port',
        `${adminPort}`, '--localOnly', '--nologfile', '--pidfile',
        join(directory, 'mb.pid'), '--configfile', file],
      cwd: directory,
    };
  },
};
