// Every command in a ```console block of our pages runs here, against the real binary, and prints
// what the page says it prints. "..." in a page stands for anything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, run, startMock } from './mock.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PAGE_URL = 'http://127.0.0.1:8080';
// Commands that build, or that are this very test: their work is checked by being here at all.
const SELF = /^(\.\/dev (test|bench|check|serve|build)\b|git clone )/;

let mock;
const folder = mkdtempSync(join(tmpdir(), 'readme-'));
before(async () => { mock = await startMock(); });
after(async () => {
  rmSync(folder, { recursive: true });
  await mock.stop();
});

/** The commands of a page: [command, expected output]. A trailing backslash continues a command. */
function commands(page) {
  const found = [];
  for (const [, block] of page.matchAll(/```console\n([\s\S]*?)```/g)) {
    for (const part of block.split(/^\$ /m).slice(1)) {
      const lines = part.split('\n');
      let length = 1;
      while (lines[length - 1].endsWith('\\')) length += 1;
      found.push([lines.slice(0, length).join('\n'), lines.slice(length).join('\n').trim()]);
    }
  }
  return found;
}

/** Programs that a page shows whole, by the name in their first line: [name, text]. */
const programs = (page) =>
  [...page.matchAll(/```(?:python|bash)\n(# (\S+\.(?:py|sh))\n[\s\S]*?)```/g)].map(([, code, name]) => [name, code]);

const pattern = (page) => new RegExp(
  `^${page.split('...').map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*')}$`);

const shown = (output) => output.replaceAll(mock.url, PAGE_URL).replaceAll('\r', '').trim();

const tracked = (pattern) => execFileSync('git', ['ls-files', pattern], { cwd: root, encoding: 'utf8' })
  .split('\n').filter(Boolean);

const pages = tracked('*README.md');

// What the pages of docs/ show is run by tests/docs.
const linked = [...new Set([...pages, ...tracked('docs/*.md')])];

const text = (path) => readFileSync(join(root, path), 'utf8');

/** What runs here: [page, command, expected output]. */
const examples = pages.flatMap((path) => commands(text(path))
  .filter(([command]) => !SELF.test(command)).map((example) => [path, ...example]));

for (const [path, command, expected] of examples) {
  test(`${path}: ${command}`, async () => {
    let script = command.replaceAll(PAGE_URL, mock.url)
      .replaceAll('build/release/mockmeter', BINARY);
    for (const [name, code] of programs(text(path))) {
      writeFileSync(join(folder, name), code);
      script = script.replaceAll(` ${name}`, ` ${join(folder, name)}`);
    }
    const { code, stdout, stderr } = await run('sh', ['-c', script], { cwd: root });
    assert.equal(code, 0, stderr);
    if (expected) assert.match(shown(stdout), pattern(expected));
  });
}

/** "GET /clock" of each row of the tables of control routes; no answer of the program lists them. */
const routes = execFileSync('git', ['ls-files', 'server/control/*.cpp'],
  { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
  .flatMap((file) => [...text(file).matchAll(/\{"([A-Z]+)", "(\/[^"]*)",/g)])
  .map(([, method, path]) => `${method} ${path}`).sort();

/** Rows of a page: "`GET, PUT /clock`" in the first column. */
const rows = (page) => [...page.matchAll(/^\| `([A-Z, ]+) (\/[^` ]*)` \|/gm)]
  .flatMap(([, methods, path]) => methods.split(', ').map((method) => `${method} ${path}`)).sort();

/** The control routes that a command asks, with the words of curl. */
function asked(command) {
  return command.split('curl ').slice(1).flatMap((call) => {
    const method = /(?:^| )-[a-zA-Z]*X ([A-Z]+)/.exec(call)?.[1]
      ?? (/ -d /.test(call) ? 'POST' : 'GET');
    const fits = (route, path) =>
      new RegExp(`^${route.replace(/\{[^}]*\}/, '[^/]+')}$`).test(`${method} ${path}`);
    return [...call.matchAll(/\/__admin(\/[^\s'"?|)]*)/g)].map(([, path]) =>
      routes.find((route) => route === `${method} ${path}`) ?? routes.find((route) => fits(route, path)));
  });
}

test('the program has the control routes that its tables have', async () => {
  const answered = await Promise.all([...new Set(routes.map((route) => route.split(' ')[1]))]
    .map(async (path) => {
      const url = mock.ready.admin + path.replace(/\{[^}]*\}/, '1');
      const refusal = await fetch(url, { method: 'PATCH' });
      const methods = refusal.headers.get('allow') ?? 'NONE';
      return methods.split(', ').map((method) => `${method} ${path}`);
    }));
  assert.deepEqual(answered.flat().sort(), routes);
});

test('the page on the control plane has a row for every route, and for no other', () => {
  assert.deepEqual(rows(text('server/control/README.md')), routes);
});

test('every control route is in an example that runs', () => {
  const shownRoutes = new Set(examples.flatMap(([, command]) => asked(command)));
  assert.deepEqual(routes.filter((route) => !shownRoutes.has(route)), []);
});

test('the main page shows at least one call per provider', () => {
  const calls = commands(text('README.md')).map(([command]) => command)
    .filter((command) => command.startsWith('curl'));
  for (const path of ['/v2/qstash/', '/api/v2/consumption_history/', '/v1/developer/']) {
    assert.ok(calls.some((call) => call.includes(path)), path);
  }
});

const faultKinds = async () => (await run(BINARY, ['list', 'faults'])).stdout.trim().split('\n')
  .map((line) => /^[a-z-]+/.exec(line)[0]);

test('the page on failures has an example for every kind of fault', async () => {
  const sections = [...text('server/control/faults/README.md').matchAll(/^#### `([a-z-]+)/gm)]
    .map(([, kind]) => kind);
  assert.deepEqual(sections, await faultKinds());
});

test('the main page names every kind of fault', async () => {
  const [, list] = /^\* \*\*Transport\*\*: ([^]*?)\. `mockmeter explain/m.exec(text('README.md'));
  assert.deepEqual([...list.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind), await faultKinds());
});

test('the page on the suite says what every report format is for', async () => {
  const { stdout } = await run(BINARY, ['report', '--help']);
  const formats = /formats: ([a-z, ]+)/.exec(stdout.replace(/\n +/g, ' '))[1].split(', ');
  const [, table] = /\| format \| is read by \|\n([^]*?)\n\n/.exec(text('conformance/README.md'));
  const named = [...table.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell]) => cell.match(/[a-z]+/g));
  assert.deepEqual(named.sort(), formats);
});

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

/** What a page links to that is not there: files and headings of this repository. */
function brokenLinks(page) {
  const links = [...text(page).replace(/```[^]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  return links.filter((link) => !/^https?:/.test(link)).filter((link) => {
    const [file, anchor] = link.split('#');
    const target = file === '' ? join(root, page) : join(root, dirname(page), file);
    if (!existsSync(target)) return true;
    const headings = anchor ? readFileSync(target, 'utf8').match(/(?<=^#+ ).*/gm).map(anchorOf) : [];
    return anchor !== undefined && !headings.includes(anchor);
  });
}

/** "check/{a,b}" are two paths. */
const unbraced = (path) => {
  const [, before, names, behind] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return names === undefined ? [path] : names.split(',').map((name) => before + name + behind);
};

/** What a page calls a path, relative to itself or to the top, that is neither file nor folder. */
function missingPaths(page) {
  const bases = [join(root, dirname(page)), root];
  return [...text(page).replace(/```[^]*?```/g, '').matchAll(/`([\w.{,}/-]+)`/g)]
    .flatMap(([, path]) => unbraced(path))
    .filter((path) => {
      const [first, ...rest] = path.split('/');
      return rest.length > 0 && first !== 'build' && bases.some((base) => first !== '' && existsSync(join(base, first)));
    })
    .filter((path) => !bases.some((base) => ['', '.cpp', '.h'].some((ending) => existsSync(join(base, path + ending)))));
}

for (const page of linked) {
  test(`every path in ${page} is there`, () => {
    assert.deepEqual(missingPaths(page), []);
  });

  test(`every link of ${page} leads to a file or a heading`, () => {
    assert.deepEqual(brokenLinks(page), []);
  });
}
