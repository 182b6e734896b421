// What modules keep for a VU, over the moments of the VU's life.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { counterIn } from '../helpers/output.js';
import { type CountingServer, countingServer } from '../helpers/servers.js';
import { tempScript } from '../helpers/temp.js';

/** Long enough for any machine; only a failing test waits for it. */
const LIMIT_MS = 10_000;

async function run(script: string, ...args: string[]): Promise<string> {
  await using file = await tempScript(script);
  const { code, stdout, stderr } = await runSalvo(['run', ...args, file.path]);
  assert.equal(code, 0, stderr);
  return stdout;
}

/** Answers `/alone` when its connection is the only one that is open; with 504 when that does not come to be. */
async function lonelyServer(): Promise<CountingServer> {
  const server = await countingServer((request, response) => {
    const status = (code: number): void => void response.writeHead(code).end();
    if (request.url !== '/alone') return status(200);
    const lastMs = performance.now() + LIMIT_MS;
    const look = (): void => {
      if (server.openConnections === 1) status(200);
      else if (performance.now() > lastMs) status(504);
      else setTimeout(look, 5);
    };
    look();
  });
  return server;
}

test('cookies last for an iteration, and for all with noCookiesReset', async () => {
  const cookies: (string | undefined)[] = [];
  await using server = await countingServer((request, response) => {
    cookies.push(request.headers.cookie);
    response.setHeader('Set-Cookie', `n=${server.requests}`);
    response.end();
  });
  const script = (noCookiesReset: boolean): string => `
    import http from 'k6/http';
    export const options = { vus: 1, iterations: 3, noCookiesReset: ${noCookiesReset} };
    export default function () { http.get('${server.url}'); http.get('${server.url}'); }
  `;
  await run(script(false));
  assert.deepEqual(cookies.splice(0), [undefined, 'n=1', undefined, 'n=3', undefined, 'n=5']);
  await run(script(true));
  assert.deepEqual(cookies, [undefined, 'n=7', 'n=8', 'n=9', 'n=10', 'n=11']);
});

test('with noVUConnectionReuse an iteration leaves no connection behind, also when none follows', async () => {
  await using server = await lonelyServer();
  const stdout = await run(
    `
      import http from 'k6/http';
      import { check } from 'k6';
      const once = { executor: 'shared-iterations', vus: 1, iterations: 1 };
      export const options = {
        thresholds: { checks: ['rate==1'] },
        scenarios: { first: { ...once, exec: 'first' }, second: { ...once, exec: 'second' } },
      };
      export function first() { http.batch(['${server.url}/a', '${server.url}/b']); }
      export function second() { check(http.get('${server.url}/alone'), { alone: ({ status }) => status === 200 }); }
    `,
    '--no-vu-connection-reuse',
    '--workers=1',
  );
  assert.equal(counterIn(stdout, 'http_reqs'), 3);
});

test('the connections of setup() stay open, and VUs have their own', async () => {
  await using server = await lonelyServer();
  const stdout = await run(`
    import http from 'k6/http';
    import { check } from 'k6';
    export const options = { vus: 1, iterations: 1, thresholds: { checks: ['rate==1'] } };
    export function setup() { http.get('${server.url}'); }
    export default function () {
      check(http.get('${server.url}/alone'), { kept: ({ status }) => status !== 200 });
    }
  `);
  assert.equal(counterIn(stdout, 'http_reqs'), 2);
  assert.equal(server.connections, 2);
});
