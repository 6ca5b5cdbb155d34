// WireMock with its defaults: the request journal is on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES, packageMissing, packageVersion } from './find.mjs';

const mapping = ({ path, type, body }) => ({
  request: { method: 'GET', url: path },
  response: { status: 200, headers: { 'Content-Type': type }, body },
});

export const wiremock = {
  name: 'wiremock',
  label: 'WireMock',
  speed: 'slow',
  traffic: ['same', 'close'],
  missing: () => packageMissing('wiremock', 'java'),
  version: () => packageVersion('wiremock'),
  command({ port, directory, bodies }) {
    mkdirSync(join(directory, 'mappings'), { recursive: true });
    for (const each of Object.values(bodies)) {
      const file = join(directory, 'mappings', `${each.name}.json`);
      writeFileSync(file, JSON.stringify(mapping(each)));
    }
    const jar = `${PACKAGES}/wiremock/build/wiremock-standalone-${this.version()}.jar`;
    return {
      program: 'java',
      args: ['-jar', jar, '--port', `${port}`, '--bind-address', '127.0.0.1', '--root-dir',
        directory],
    };
  },
};
