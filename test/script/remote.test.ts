// Modules of other servers, by k6's rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SalvoError } from '../../src/base/errors/index.js';
import { bundle } from '../../src/script/bundle.js';
import type { Bundle } from '../../src/script/bundle-types.js';
import { readScript } from '../../src/script/read-script.js';
import { type CountingServer, countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';

/** Serves texts by path. A path in `plainOnly` is refused when its query is not empty. */
function moduleServer(files: Readonly<Record<string, string>>, plainOnly = ''): Promise<CountingServer> {
  return countingServer((request, response) => {
    const [path, query] = request.url!.split('?');
    const text = path === plainOnly && query !== undefined ? undefined : files[path!];
    response.writeHead(text === undefined ? 404 : 200);
    response.end(text);
  });
}

async function bundleText(text: string): Promise<Bundle> {
  await using folder = await tempFolder({ 'main.js': text, 'local.js': 'export const secret = 1;' });
  const host = { cwd: folder.path, stdin: process.stdin };
  return await bundle(await readScript('main.js', host), host);
}

async function exportedValue({ code }: Bundle): Promise<unknown> {
  return ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { value: unknown }).value;
}

async function failureOf(text: string): Promise<SalvoError> {
  const error = await bundleText(text).then(
    () => assert.fail('should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SalvoError, String(error));
  return error;
}

test('each module is fetched once, with the mark; its relative imports are its own', async () => {
  await using server = await moduleServer({
    '/deep/a.js':
      "import { b } from '../b.ts';\nimport { c } from '/c.js';\nimport http from 'k6/http';\nexport const a = [b, c, typeof http];",
    '/b.ts': "import { c } from './c.js';\nexport const b: number = c + 1;",
    '/c.js': 'export const c = 1;',
  });
  const made = await bundleText(
    `import { a } from '${server.url}/deep/a.js';\nimport { c } from '${server.url}/c.js';\nexport const value = [a, c];`,
  );
  assert.deepEqual(Object.fromEntries(server.byPath), { 'GET /deep/a.js': 1, 'GET /b.ts': 1, 'GET /c.js': 1 });
  assert.deepEqual(made.k6Modules, ['k6/http']);
  assert.ok(made.segments.some(({ path, library }) => path === `${server.url}/deep/a.js` && !library));
  assert.ok((JSON.parse(made.map) as { sources: string[] }).sources.includes(`${server.url}/deep/a.js`));
});

test('import.meta of a remote module is its address', async () => {
  await using server = await moduleServer({
    '/deep/a.js': "export const a = [import.meta.url, import.meta.resolve('../data.csv'), import.meta.resolve('/x')];",
  });
  const { code } = await bundleText(`export { a } from '${server.url}/deep/a.js';`);
  const { a } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { a: string[] };
  assert.deepEqual(a, [`${server.url}/deep/a.js`, `${server.url}/data.csv`, `${server.url}/x`]);
});

test('a server that refuses the mark is asked without it, and the query is kept', async () => {
  const urls: string[] = [];
  await using server = await countingServer((request, response) => {
    urls.push(request.url!);
    response.writeHead(request.url!.includes('_k6') ? 400 : 200).end('export const a = 5;');
  });
  const made = await bundleText(`import { a } from '${server.url}/a.js?v=2';\nexport const value = a;`);
  assert.equal(await exportedValue(made), 5);
  assert.deepEqual(urls, ['/a.js?v=2&_k6=1', '/a.js?v=2']);
});

test('a script may itself be remote', async () => {
  await using server = await moduleServer({
    '/s.js': "import { n } from './n.js';\nexport const value = n;",
    '/n.js': 'export const n = 9;',
  });
  const host = { cwd: '/', stdin: process.stdin };
  const source = await readScript(`${server.url}/s.js`, host);
  assert.equal(await exportedValue(await bundle(source, host)), 9);
  assert.equal(server.byPath.get('GET /s.js'), 1);

  await assert.rejects(readScript(`${server.url}/none.js`, host), { code: 'E_SCRIPT_NOT_FOUND', exit: 'generic' });
});

test('plain http elsewhere is refused', async () => {
  const error = await failureOf("import 'http://example.test/x.js';");
  assert.match(error.message, /^main\.js:1:8: plain http is allowed for localhost only/);
  assert.deepEqual([error.code, error.exit], ['E_SCRIPT_IMPORT', 'scriptException']);
});

test('a remote module reads nothing of this machine', async () => {
  await using server = await moduleServer({
    '/file.js': "import 'file:///etc/hostname';",
    '/package.js': "import 'lodash';",
    '/path.js': "import '/etc/hostname';",
  });
  assert.match((await failureOf(`import '${server.url}/file.js';`)).message, /may not import the local file file:/);
  assert.match((await failureOf(`import '${server.url}/package.js';`)).message, /may not import the package lodash/);
  assert.match(
    (await failureOf(`import '${server.url}/path.js';`)).message,
    /could not fetch http.*\/etc\/hostname.*404/,
  );
});

test('a failure names the address, the reason and the import', async () => {
  await using server = await moduleServer({});
  const error = await failureOf(`\nimport '${server.url}/gone.js';`);
  assert.equal(
    error.message,
    `main.js:2:8: could not fetch ${server.url}/gone.js: the server answered with status 404`,
  );
  await server.close();
  const refused = await failureOf(`import '${server.url}/gone.js';`);
  assert.match(refused.message, /ECONNREFUSED/);
});
