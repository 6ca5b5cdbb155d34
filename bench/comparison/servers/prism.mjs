// Prism, with the bodies as the examples of an OpenAPI document; it does not make data up here.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGES, packageMissing, packageVersion } from './find.mjs';

const operation = ({ type, body }) => ({
  get: {
    responses: {
      200: { description: 'OK', content: { [type]: { example: JSON.parse(body) } } },
    },
  },
});

export const prism = {
  name: 'prism',
  label: 'Prism, static examples',
  speed: 'slow',
  traffic: ['same', 'close'],
  missing: () => packageMissing('@stoplight/prism-cli', 'node'),
  version: () => packageVersion('@stoplight/prism-cli'),
  command({ port, directory, bodies }) {
    const document = join(directory, 'openapi.json');
    writeFileSync(document, JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'bench', version: '1' },
      paths: Object.fromEntries(Object.values(bodies).map((each) => [each.path, operation(each)])),
    }));
    return {
      program: 'node', args: [`${PACKAGES}/.bin/prism`, 'mock', '-p', `${port}`, document],
    };
  },
};
