// The scripts that make packages of an install tree, called as a person may call them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../end_to_end/mock.mjs';

const root = mkdtempSync(join(tmpdir(), 'scripts-'));
after(() => rmSync(root, { recursive: true }));
for (const [file, text] of [['bin/mockmeter', 'program'], ['LICENSE', 'license'], ['README.md', 'read'], ['THIRD-PARTY', 'licenses']]) {
  const path = join(root, 'tree', file.includes('/') ? file : `share/doc/mockmeter/${file}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
mkdirSync(join(root, 'tree/share/man/man1'), { recursive: true });

/** Calls a script from the folder of the tree, whose outcome lands in `out`. */
function call(script, out, ...more) {
  mkdirSync(join(root, out), { recursive: true });
  return run('sh', [resolve('packaging', script), 'tree', out, ...more],
    { cwd: root, env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' } });
}

test('the image has a name, a health check and files called by their digests, and is no OCI layout', async () => {
  assert.equal((await call('image.sh', 'image')).code, 0);
  const archive = join(root, 'image', readdirSync(join(root, 'image'))[0]);
  const read = async (name) => (await run('tar', ['-xOf', archive, name])).stdout;
  const [manifest, ...others] = JSON.parse(await read('manifest.json'));
  assert.deepEqual(others, []);
  assert.deepEqual(manifest.RepoTags, ['mockmeter:0.1.0']);
  const files = (await run('tar', ['-tf', archive])).stdout.trim().split('\n');
  assert.deepEqual(files.sort(), [manifest.Config, ...manifest.Layers, 'manifest.json'].sort());
  const config = await read(manifest.Config);
  assert.equal(`${createHash('sha256').update(config).digest('hex')}.json`, manifest.Config);
  const { config: { User, Healthcheck } } = JSON.parse(config);
  assert.equal(User, '65532:65532');
  assert.deepEqual(Healthcheck.Test, ['CMD', '/usr/bin/mockmeter', 'healthcheck']);
});

for (const script of ['deb.sh', 'npm.sh', 'image.sh']) {
  test(`${script}: folders are those of the caller, and equal files give equal bytes`, async () => {
    const outs = [`${script} first`, `${script} second`];
    for (const out of outs) assert.equal((await call(script, out)).code, 0);
    const names = readdirSync(join(root, outs[0]));
    assert.ok(names.length > 0);
    for (const name of names) {
      assert.ok(readFileSync(join(root, outs[0], name)).equals(readFileSync(join(root, outs[1], name))), name);
    }
  });

  test(`${script} refuses more than two folders and an architecture, and one that it does not know`, async () => {
    const refused = async (...more) => {
      const { code, stderr } = await call(script, 'none', ...more);
      assert.equal(code, 1);
      return stderr;
    };
    assert.equal(await refused('arm64', 'fourth'), `${script}: usage: INSTALL_TREE OUT_DIR [ARCH]\n`);
    assert.equal(await refused('i386'), `${script}: there is no architecture "i386" here, only amd64 and arm64\n`);
  });
}

test('every package says for which architecture it is', async () => {
  for (const [architecture, cpu] of [['amd64', 'x64'], ['arm64', 'arm64']]) {
    const folder = join(root, architecture);
    const read = async (file, name) => JSON.parse((await run('tar', ['-xOf', join(folder, file), name])).stdout);
    for (const script of ['deb.sh', 'image.sh', 'npm.sh']) assert.equal((await call(script, architecture, architecture)).code, 0);
    const control = await run('dpkg-deb', ['--field', join(folder, `mockmeter_0.1.0_${architecture}.deb`), 'Architecture']);
    assert.equal(control.stdout, `${architecture}\n`);
    const image = `mockmeter-0.1.0-linux-${architecture}-image.tar`;
    const [{ Config }] = await read(image, 'manifest.json');
    assert.equal((await read(image, Config)).architecture, architecture);
    const { name, os, cpu: cpus } = await read(`mockmeter-linux-${cpu}-0.1.0.tgz`, 'package/package.json');
    assert.deepEqual({ name, os, cpus }, { name: `mockmeter-linux-${cpu}`, os: ['linux'], cpus: [cpu] });
  }
});

test('the launcher of npm names every platform that was packed before', async () => {
  const platforms = async (...architectures) => {
    const out = `npm ${architectures}`;
    for (const architecture of architectures) assert.equal((await call('npm.sh', out, architecture)).code, 0);
    const { stdout } = await run('tar', ['-xOf', join(root, out, 'mockmeter-0.1.0.tgz'), 'package/package.json']);
    return JSON.parse(stdout).optionalDependencies;
  };
  assert.deepEqual(await platforms('amd64'), { 'mockmeter-linux-x64': '0.1.0' });
  assert.deepEqual(await platforms('amd64', 'arm64'), { 'mockmeter-linux-arm64': '0.1.0', 'mockmeter-linux-x64': '0.1.0' });
});

test('libmockmeter-dev has what a tree with the archive installs, and asks for the libraries that it was compiled with', async () => {
  for (const file of ['include/mockmeter/server.h', 'lib/libmockmeter.a', 'lib/cmake/mockmeter/mockmeter-config.cmake']) {
    mkdirSync(dirname(join(root, 'tree', file)), { recursive: true });
    writeFileSync(join(root, 'tree', file), file);
  }
  assert.equal((await call('deb.sh', 'library')).code, 0);
  assert.equal((await call('deb.sh', 'library again')).code, 0);
  const name = 'libmockmeter-dev_0.1.0_amd64.deb';
  const deb = join(root, 'library', name);
  assert.ok(readFileSync(deb).equals(readFileSync(join(root, 'library again', name))), 'equal files give equal bytes');
  const { stdout: list } = await run('sh', ['-c', `dpkg-deb --fsys-tarfile '${deb}' | tar -t | grep -v '/$' | sort`]);
  assert.deepEqual(list.trim().split('\n'), [
    './usr/include/mockmeter/server.h',
    './usr/lib/cmake/mockmeter/mockmeter-config.cmake',
    './usr/lib/libmockmeter.a',
    ...['README.md', 'changelog.gz', 'copyright'].map((file) => `./usr/share/doc/libmockmeter-dev/${file}`),
  ]);
  const { stdout: depends } = await run('dpkg-deb', ['--field', deb, 'Depends']);
  for (const library of ['libcpp-httplib-dev', 'libfmt-dev', 'libre2-dev', 'libspdlog-dev', 'prometheus-cpp-dev']) {
    assert.match(depends, new RegExp(`${library} \\(>= ([^)]+)\\), ${library} \\(<< \\1\\.0\\)`));
  }
});

test('release.sh refuses an architecture and an option that it does not know', async () => {
  const refused = async (...args) => {
    const { code, stderr } = await run('sh', ['packaging/release.sh', ...args], { env: { SOURCE_DATE_EPOCH: '1700000000' } });
    assert.equal(code, 1);
    return stderr;
  };
  assert.equal(await refused('--arch', 'i386'), 'release.sh: there is no architecture "i386" here, only amd64 and arm64\n');
  assert.equal(await refused('--arch'), 'release.sh: there is no architecture "" here, only amd64 and arm64\n');
  assert.equal(await refused('--arm64'), 'release.sh: usage: release.sh [--arch arm64] [OUT_DIR]\n');
});
