// Mockoon, with the bodies as they are: its templates are switched off, which helps it.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES, packageMissing, packageVersion } from './find.mjs';

const route = ({ path, type, body }) => ({
  uuid: randomUUID(),
  type: 'http',
  documentation: '',
  method: 'get',
  endpoint: path.slice(1),
  responses: [{
    uuid: randomUUID(),
    body,
    latency: 0,
    statusCode: 200,
    label: '',
    headers: [{ key: 'Content-Type', value: type }],
    bodyType: 'INLINE',
    filePath: '',
    databucketID: '',
    sendFileAsBody: false,
    rules: [],
    rulesOperator: 'OR',
    disableTemplating: true,
    fallbackTo404: false,
    default: true,
    crudKey: 'id',
    callbacks: [],
  }],
  responseMode: null,
  streamingMode: null,
  streamingInterval: 0,
});

const environment = (port, bodies) => {
  const routes = Object.values(bodies).map(route);
  return {
    uuid: randomUUID(),
    lastMigration: 33,
    name: 'bench',
    endpointPrefix: '',
    latency: 0,
    port,
    hostname: '127.0.0.1',
    folders: [],
    routes,
    rootChildren: routes.map(({ uuid }) => ({ type: 'route', uuid })),
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: {
      enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '',
      passphrase: '',
    },
    cors: false,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: [],
  };
};

export const mockoon = {
  name: 'mockoon',
  label: 'Mockoon',
  speed: 'slow',
  traffic: ['same', 'close'],
  missing: () => packageMissing('@mockoon/cli', 'node'),
  version: () => packageVersion('@mockoon/cli'),
  command({ port, directory, bodies }) {
    const data = join(directory, 'mockoon.json');
    writeFileSync(data, JSON.stringify(environment(port, bodies)));
    return {
      program: 'node',
      args: [`${PACKAGES}/.bin/mockoon-cli`, 'start', '--data', data, '--disable-log-to-file'],
    };
  },
};
