// What Node.js has and k6 has not is not declared: reading it is the error that it is in k6, and VUs share nothing by it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runScript } from '../helpers/script-run.js';

const NAMES = [
  'process',
  'Buffer',
  'fetch',
  'window',
  'XMLHttpRequest',
  'AbortController',
  'Event',
  'Blob',
  'WebAssembly',
  'Atomics',
  'setImmediate',
];

test('names of Node.js are not declared, neither in a script nor for one that assigns them', async () => {
  const { code, said, stderr } = await runScript(`
    export const options = { vus: 2, iterations: 4 };
    const nameOf = (act) => { try { act(); return 'nothing'; } catch (error) { return error.name; } };
    export default function () {
      console.log([
        ${NAMES.map((name) => `typeof ${name} + nameOf(() => ${name}) + nameOf(() => { ${name} = __VU; })`).join(',\n')}
      ].join());
    }
  `);
  assert.equal(code, 0, stderr);
  const line = NAMES.map(() => 'undefinedReferenceErrorReferenceError').join();
  assert.deepEqual(said, [line, line, line, line]);
});
