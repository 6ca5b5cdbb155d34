// The files that start three replicas: what names the same thing is called the same. They are not started here; nginx' file
// is, in end_to_end/replicas.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run } from '../end_to_end/mock.mjs';

const folder = fileURLToPath(new URL('../../packaging', import.meta.url));
async function documents(name) {
  const { code, stdout, stderr } = await run('python3', ['-c',
    'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))', join(folder, name)]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}
const VERSION = (await run(BINARY, ['--version'])).stdout.match(/\d+\.\d+\.\d+/)[0];
const optionOf = (variable) => variable.replace('MOCKMETER', '-').toLowerCase().replaceAll('_', '-');

test('compose.yaml: nginx asks every replica, and all of them share one Redis', async () => {
  const [{ services }] = await documents('compose.yaml');
  const nginx = readFileSync(join(folder, 'nginx/default.conf'), 'utf8');
  const asked = [...nginx.matchAll(/server (\S+):8080/g)].map(([, name]) => name);
  const replicas = Object.keys(services).filter((name) => name.startsWith('replica-'));
  assert.deepEqual(asked, replicas);
  assert.deepEqual(Object.keys(services.nginx.depends_on), replicas);
  const { stdout: help } = await run(BINARY, ['serve', '--help']);
  for (const name of replicas) {
    assert.equal(services[name].image, `mockmeter:${VERSION}`);
    assert.match(services[name].environment.MOCKMETER_STORE, /^redis:\/\/:\$\{\w+:\?[^}]+\}@redis$/);
    for (const variable of Object.keys(services[name].environment)) assert.ok(help.includes(optionOf(variable)), variable);
  }
});

test('kubernetes.yaml: every service finds its pods, and the replicas find Redis', async () => {
  const all = await documents('kubernetes.yaml');
  const workloads = all.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
  for (const { metadata, spec } of all.filter(({ kind }) => kind === 'Service')) {
    const pods = workloads.filter(({ spec: { template } }) => template.metadata.labels.app === spec.selector.app);
    assert.equal(pods.length, 1, metadata.name);
    assert.deepEqual(pods[0].spec.selector.matchLabels, spec.selector);
    const ports = pods[0].spec.template.spec.containers[0].ports.map(({ name }) => name);
    assert.ok(ports.includes(spec.ports[0].targetPort));
  }
  const [{ spec: { replicas, template } }] = workloads.filter(({ kind }) => kind === 'Deployment');
  assert.equal(replicas, 3);
  const [container] = template.spec.containers;
  assert.equal(container.image, `mockmeter:${VERSION}`);
  const store = container.env.find(({ name }) => name === 'MOCKMETER_STORE').value;
  assert.ok(all.some(({ kind, metadata }) => kind === 'Service' && store.endsWith(`@${metadata.name}`)), store);
});
