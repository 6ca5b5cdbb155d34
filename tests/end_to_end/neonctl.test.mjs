// neonctl, Neon's own command line, unmodified, against the real binary: --api-host is all that it is
// told. 2.15.0 runs on Node 18, as does 2.27.0, which brings three times as many packages; 2.29.2 and
// later want Node 20.18.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bearer, run, startMock } from './mock.mjs';

const PROGRAM = fileURLToPath(new URL('./clients/node_modules/neonctl/cli.js', import.meta.url));
const ORG = 'org-ocean-art-12345678';
const PROJECT = 'soft-shadow-20845885';
const home = mkdtempSync(join(tmpdir(), 'mockmeter-neonctl-'));
let mock;

before(async () => { mock = await startMock(); });
beforeEach(() => mock.reset());
after(() => mock.stop());

const neonctl = (args, key = 'napi_scale') => run(process.execPath, [PROGRAM, ...args,
  '--api-host', `${mock.url}/api/v2`, '--api-key', key, '--config-dir', home, '--no-analytics',
  '--context-file', join(home, 'context'), '--output', 'json'], {
  cwd: home,
  env: { HOME: home, XDG_CONFIG_HOME: home, CI: '1' },
});

/** What neonctl prints when all goes well: the object that the API gave. */
async function says(args, key) {
  const { code, stdout, stderr } = await neonctl(args, key);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

const served = async (path, key = 'napi_scale') =>
  (await mock.get(`/api/v2${path}`, bearer(key))).json();

test('me is the person of the key', async () => {
  assert.deepEqual(await says(['me']), await served('/users/me'));
});

test('orgs list shows where projects are', async () => {
  const organizations = await says(['orgs', 'list']);
  assert.deepEqual(organizations, (await served('/users/me/organizations')).organizations);
  assert.ok(organizations.some(({ id }) => id === ORG));
});

test('projects list follows every page', async () => {
  const projects = await says(['projects', 'list', '--org-id', ORG]);
  assert.deepEqual(projects, (await served(`/projects?org_id=${ORG}&limit=400`)).projects);
  assert.equal(projects.length, 17);
});

test('projects list without an organization asks for shared projects, too', async () => {
  const { code, stdout, stderr } = await neonctl(['projects', 'list'], 'napi_free');
  assert.equal(code, 0, stderr);
  const own = (await served('/projects', 'napi_free')).projects;
  assert.deepEqual(JSON.parse(stdout), { projects: own, shared_with_you: [] });
});

test('projects get shows the counters of the period', async () => {
  const project = await says(['projects', 'get', PROJECT]);
  assert.deepEqual(project, (await served(`/projects/${PROJECT}`)).project);
  assert.ok(project.active_time_seconds > 0);
});

test('branches list shows names', async () => {
  const branches = await says(['branches', 'list', '--project-id', PROJECT]);
  assert.deepEqual(branches, (await served(`/projects/${PROJECT}/branches`)).branches);
  assert.deepEqual(branches.map(({ name }) => name).sort(), ['dev/ida', 'main', 'staging']);
});

test('operations list shows what was done', async () => {
  const operations = await says(['operations', 'list', '--project-id', PROJECT]);
  assert.deepEqual(operations, (await served(`/projects/${PROJECT}/operations`)).operations);
});

test('the key of an organization is told that it is nobody', async () => {
  const { code, stderr } = await neonctl(['me'], 'napi_launch');
  assert.equal(code, 1);
  assert.match(stderr, /not allowed for organization API keys/);
});

test('a project of somebody else is not found', async () => {
  const { code, stderr } = await neonctl(['projects', 'get', 'super-mode-24546940']);
  assert.equal(code, 1);
  assert.match(stderr, /project not found/);
});

test('who has several projects has to name one', async () => {
  const { code, stderr } = await neonctl(['branches', 'list'], 'napi_free');
  assert.equal(code, 1);
  assert.match(stderr, /Multiple projects found/);
});
