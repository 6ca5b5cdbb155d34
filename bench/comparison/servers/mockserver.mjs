// MockServer with its defaults: its event log is on.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PACKAGES, packageMissing, packageVersion } from './find.mjs';

const expectation = ({ path, type, body }) => ({
  httpRequest: { method: 'GET', path },
  httpResponse: { statusCode: 200, headers: { 'Content-Type': [type] }, body },
});

export const mockserver = {
  name: 'mockserver',
  label: 'MockServer',
  speed: 'slow',
  traffic: ['same', 'close'],
  missing: () => packageMissing('mockserver-node', 'java'),
  version: () => packageVersion('mockserver-node'),
  command({ port, directory, bodies }) {
    const file = join(directory, 'expectations.json');
    writeFileSync(file, JSON.stringify(Object.values(bodies).map(expectation)));
    const jar = `mockserver-netty-${this.version()}-jar-with-dependencies.jar`;
    return {
      program: 'java',
      args: ['-jar', resolve(PACKAGES, 'mockserver-node', jar), '-serverPort', `${port}`],
      env: {
        MOCKSERVER_LOCAL_BOUND_IP: '127.0.0.1', MOCKSERVER_INITIALIZATION_JSON_PATH: file,
      },
      cwd: directory,
    };
  },
};
