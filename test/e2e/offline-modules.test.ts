// Modules of other machines: listed, fetched into a folder, locked, and taken from there where there is no network.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { type CountingServer, countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';
import { testCertificates } from '../helpers/tls.js';

const TEXTS: Record<string, string> = {
  '/utils/1.4.0/index.js': `import { half } from './lib/half'; export const answer = half(84);`,
  '/utils/1.4.0/lib/half': `import { two } from 'TWO'; export const half = (n) => n / two;`,
  '/utils/1.4.0/lib/half/two.js?v=2': 'export const two = 2;',
};

async function library(): Promise<CountingServer> {
  const server: CountingServer = await countingServer((request, response) => {
    const text = TEXTS[request.url!.replace(/[?&]_k6=1$/, '')];
    response.statusCode = text === undefined ? 404 : 200;
    response.end(text?.replace('TWO', `${server.url}/utils/1.4.0/lib/half/two.js?v=2`));
  });
  return server;
}

const scriptOf = (url: string): string => `
  import http from 'k6/http';
  import sql from 'k6/x/sql';
  import { answer } from '${url}/utils/1.4.0/index.js';
  export default function () { console.log('answer', answer); }`;

test('deps lists k6 modules, extensions, files of the script and remote files with their hashes', async () => {
  await using server = await library();
  await using folder = await tempFolder({
    'script.js': `import ws from 'k6/ws'; import './local.ts'; ${scriptOf(server.url)}`,
    'local.ts': 'export const x: number = 1;',
  });
  const cwd = folder.path;
  const { code, stdout, stderr } = await runSalvo(['deps', '--json', 'script.js'], { cwd });
  assert.equal(code, 0, stderr);
  const listed = JSON.parse(stdout);
  const remote = Object.keys(TEXTS)
    .map((path) => server.url + path)
    .sort();
  assert.deepEqual(listed.buildDependencies, { k6: '*', 'k6/x/sql': '*' });
  assert.deepEqual(listed.imports, [
    `file://${cwd}/local.ts`,
    `file://${cwd}/script.js`,
    ...remote,
    'k6/http',
    'k6/ws',
    'k6/x/sql',
  ]);
  assert.equal(listed.customBuildRequired, true);
  assert.ok(listed.unavailable.includes('k6/x/sql'));
  assert.deepEqual(
    listed.remote.map(({ address }: { address: string }) => address),
    remote,
  );
  for (const { hash, bytes } of listed.remote) assert.ok(/^sha256-.{44}$/.test(hash) && bytes > 0);
  const text = (await runSalvo(['deps', 'script.js'], { cwd })).stdout;
  assert.match(text, /^Build Dependencies:\n {2}k6: \*\n {2}k6\/x\/sql: \*\n\nImports:\n {2}file:/);
  assert.match(text, /Remote files:\n {2}http:.* \d+ bytes sha256-/);
  assert.match(text, /Custom Build Required: yes\n$/);
});

/** A script without extensions, its library fetched into `modules`, and the library gone. */
async function fetched() {
  const server = await library();
  const folder = await tempFolder({ 'script.js': scriptOf(server.url).replace(/.*k6\/x\/sql.*\n/, '') });
  const cwd = folder.path;
  const deps = await runSalvo(['deps', '--fetch', '--offline-modules', 'modules', 'script.js'], { cwd });
  assert.equal(deps.code, 0, deps.stderr);
  const close = async (): Promise<void> => {
    await server.close();
    await folder.remove();
  };
  return { server, folder, cwd, host: server.url.slice('http://'.length), [Symbol.asyncDispose]: close };
}

const OFFLINE = ['--offline-modules', 'modules'];

test('what was fetched runs without the network, by flag and by variable, and is in an archive', async () => {
  await using made = await fetched();
  const { cwd, host, server } = made;
  await server.close();
  assert.deepEqual((await readdir(join(cwd, 'modules'))).sort(), [host, 'salvo-lock.json'].sort());
  const lock = JSON.parse(await readFile(join(cwd, 'modules/salvo-lock.json'), 'utf8'));
  assert.deepEqual(
    Object.keys(lock.modules),
    Object.keys(TEXTS)
      .map((path) => server.url + path)
      .sort(),
  );
  const run = await runSalvo(['run', ...OFFLINE, 'script.js'], { cwd });
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stderr, /answer 42/);
  const byVariable = await runSalvo(['run', 'script.js'], { cwd, env: { SALVO_OFFLINE_MODULES: 'modules' } });
  assert.equal(byVariable.code, 0, byVariable.stderr);
  assert.equal((await runSalvo(['archive', ...OFFLINE, 'script.js'], { cwd })).code, 0);
  await rm(join(cwd, 'modules'), { recursive: true });
  const archived = await runSalvo(['run', 'archive.tar'], { cwd });
  assert.match(archived.stderr, /answer 42/);
});

test('without a network and without a folder the message says what to do', async () => {
  await using made = await fetched();
  const { cwd, server } = made;
  await server.close();
  const { code, stderr } = await runSalvo(['run', 'script.js'], { cwd });
  assert.equal(code, 107);
  assert.match(stderr, /script\.js:\d+:\d+: could not fetch http:.*index\.js: .*ECONNREFUSED/);
  assert.match(
    stderr,
    /hint: where there is no network, --offline-modules names a folder that salvo deps --fetch has filled/,
  );
  await rm(join(cwd, 'modules', made.host, 'utils/1.4.0/lib'), { recursive: true });
  const missing = await runSalvo(['run', ...OFFLINE, 'script.js'], { cwd });
  assert.equal(missing.code, 107);
  assert.match(missing.stderr, /could not fetch .*lib\/half: it is not in .*modules/);
  const none = await runSalvo(['run', '--offline-modules', 'nowhere', 'script.js'], { cwd });
  assert.equal(none.code, 104);
  assert.match(none.stderr, /E_BAD_MODULE_FOLDER: .*there is no such folder/);
  const noFolder = await runSalvo(['deps', '--fetch', 'script.js'], { cwd });
  assert.equal(noFolder.code, 104);
  assert.match(noFolder.stderr, /E_FETCH_WITHOUT_FOLDER/);
});

test('a module that is not what was locked is refused; a folder without a lock is taken as it is', async () => {
  await using made = await fetched();
  const { cwd, host, server } = made;
  const path = join(cwd, 'modules', host, 'utils/1.4.0/index.js');
  await writeFile(path, 'export const answer = 41;');
  const changed = await runSalvo(['run', ...OFFLINE, 'script.js'], { cwd });
  assert.equal(changed.code, 107);
  assert.match(changed.stderr, /utils\/1\.4\.0\/index\.js is not what salvo-lock\.json says/);
  await rm(join(cwd, 'modules/salvo-lock.json'));
  assert.match((await runSalvo(['run', ...OFFLINE, 'script.js'], { cwd })).stderr, /answer 41/);
  // What is there is not fetched again, and locked as it is.
  const before = server.requests;
  assert.equal((await runSalvo(['deps', '--fetch', ...OFFLINE, 'script.js'], { cwd })).code, 0);
  assert.equal(server.requests, before);
  await server.close();
});

test('a server that has something else than was locked is believed with --update only', async () => {
  await using made = await fetched();
  const { cwd, host, server } = made;
  const path = '/utils/1.4.0/index.js';
  const was = TEXTS[path]!;
  TEXTS[path] = 'export const answer = 7;';
  try {
    await rm(join(cwd, 'modules', host + path));
    const refused = await runSalvo(['deps', '--fetch', ...OFFLINE, 'script.js'], { cwd });
    assert.equal(refused.code, 107);
    assert.match(refused.stderr, /is not what salvo-lock\.json says/);
    assert.equal((await runSalvo(['deps', '--update', ...OFFLINE, 'script.js'], { cwd })).code, 0);
    assert.match((await runSalvo(['run', ...OFFLINE, 'script.js'], { cwd })).stderr, /answer 7/);
  } finally {
    TEXTS[path] = was;
    await server.close();
  }
});

test('modules from an https server, and a script that is one itself', async () => {
  const { ca, server: certificate } = testCertificates();
  await using folder = await tempFolder({ 'ca.pem': ca.cert });
  const cwd = folder.path;
  const server = createServer(certificate, (request, response) => {
    if (request.url!.startsWith('/a.js')) response.end('export const a = 1;');
    else response.end("import { a } from './a.js'; export default function () { console.log('remote', a); }");
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const script = `https://localhost:${(server.address() as AddressInfo).port}/script.js`;
  const env = { NODE_EXTRA_CA_CERTS: join(cwd, 'ca.pem') };
  try {
    const deps = await runSalvo(['deps', '--fetch', ...OFFLINE, script], { cwd, env });
    assert.equal(deps.code, 0, deps.stderr);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  const run = await runSalvo(['run', ...OFFLINE, script], { cwd });
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stderr, /remote 1/);
});

test('functions of a CommonJS module are replaced by bound methods, as tracing libraries do', async () => {
  await using server = await countingServer();
  await using folder = await tempFolder({
    'script.js': `
      const http = require('k6/http');
      const { get, request } = http;
      class Client {
        constructor() { this.calls = 0; }
        get(...given) { this.calls++; return get(...given); }
        request(...given) { this.calls++; return request.apply(http, given); }
      }
      const client = new Client();
      http.get = client.get.bind(client);
      http.request = client.request.bind(client);
      exports.options = { vus: 3, iterations: 3 };
      exports.default = function () {
        const all = [http.get(__ENV.URL), http.request('GET', __ENV.URL)];
        if (all.some(({ status }) => status !== 200) || client.calls !== 2) throw new Error(String(client.calls));
        console.log('traced');
      };`,
  });
  const { stderr } = await runSalvo(['run', '-e', `URL=${server.url}`, '--workers', '2', 'script.js'], {
    cwd: folder.path,
  });
  assert.equal(stderr.match(/traced/g)?.length, 3, stderr);
  assert.equal(server.requests, 6);
});
