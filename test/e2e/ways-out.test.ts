// The audit of what a script can get hold of: every way that is known to lead from a script to the code around it, in
// one run. Each ends at the script's own realm, where there is nothing of Node's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSalvo } from '../helpers/cli.js';
import { countingServer } from '../helpers/servers.js';
import { tempFolder } from '../helpers/temp.js';
import { WAYS_OUT } from './ways-out.js';

const NODE = "'node:child_process'";

/** Says of a value whether it, its prototypes or its constructor are of another realm, and what code made there sees. */
const JUDGE = `
  const SIGHT = 'return typeof process + typeof Buffer + typeof setImmediate';
  const BLIND = 'undefined'.repeat(3);
  const rootOf = (value) => {
    let at = value;
    for (let next = Object.getPrototypeOf(at); next !== null; next = Object.getPrototypeOf(at)) at = next;
    return at;
  };
  const known = new WeakSet();
  const judge = (value, depth = 0) => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return 'nothing';
    if (known.has(value)) return 'nothing';
    known.add(value);
    const root = rootOf(value);
    if (root !== Object.prototype && root !== value) return 'a foreign ' + typeof value;
    try {
      const maker = value.constructor?.constructor;
      const seen = typeof maker === 'function' ? maker(SIGHT)() : BLIND;
      if (typeof seen === 'string' && seen !== BLIND) return 'Node';
    } catch (error) { if (rootOf(error) !== Object.prototype) return 'a foreign error'; }
    if (depth > 20) return 'nothing';
    for (const key of Reflect.ownKeys(value)) {
      const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key);
      for (const part of [member, get, set, Object.getPrototypeOf(value)]) {
        const found = judge(part, depth + 1);
        if (found !== 'nothing') return found + ' in ' + String(key);
      }
    }
    return 'nothing';
  };
  const caught = (run) => { try { return run(); } catch (error) { return error; } };
  const settled = (promise) => promise.then((value) => [promise, value], (reason) => [promise, reason]);
`;

test(`none of ${Object.keys(WAYS_OUT).length} ways leads out of the script's realm`, async () => {
  await using server = await countingServer((_request, response) => response.end('{"a":[{"b":1}]}'));
  const ways = Object.entries(WAYS_OUT).map(([name, body]) => `${JSON.stringify(name)}: async () => { ${body} }`);
  await using folder = await tempFolder({
    'data.bin': 'abc',
    'script.js': `
      import * as k6 from 'k6';
      import http from 'k6/http';
      import exec from 'k6/execution';
      import { SharedArray } from 'k6/data';
      import { Counter, Trend } from 'k6/metrics';
      import * as timers from 'k6/timers';
      const NODE = ${NODE}, URL = __ENV.URL;
      ${JUDGE}
      const shared = new SharedArray('list', () => [{ a: [1] }]);
      const counter = new Counter('own');
      const bytes = open('./data.bin', 'b');
      const initError = caught(() => http.get(URL));
      const openError = caught(() => open('missing'));
      const ways = { ${ways.join(',\n')} };
      export const options = { throw: true };
      export const setup = () => ({ list: [{ a: 1 }] });
      export default async function (data) {
        globalThis.data = data;
        for (const name of Object.keys(ways)) {
          let found;
          try { found = judge(await ways[name]()); } catch (error) { found = judge(error); }
          console.log('WAY ' + name + ': ' + found);
        }
      }`,
  });
  const args = ['run', '-q', '--log-format=raw', '--isolation=worker', '-i1', `--env=URL=${server.url}/`, 'script.js'];
  const { stderr } = await runSalvo(args, { cwd: folder.path, limitMs: 180_000 });
  const found = stderr.split('\n').filter((line) => line.startsWith('WAY '));
  assert.deepEqual(
    found,
    Object.keys(WAYS_OUT).map((name) => `WAY ${name}: nothing`),
    stderr,
  );
});
