// Runs in a worker thread, because what it does to the thread's globals cannot be taken back.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { Pool } from 'undici';
import type { AnyFunction } from '../../src/k6/suspension.js';
import { type Instance, loadScript } from '../../src/vu/runtime/load.js';
import { ScriptFiles } from '../../src/vu/sandbox/files.js';
import { hideHostGlobals } from '../../src/vu/sandbox/hidden-globals.js';
import { emission } from '../helpers/emission.js';
import { TestVu } from '../helpers/vu.js';

const HIDDEN = [
  'process',
  'Buffer',
  'fetch',
  'WebSocket',
  'setImmediate',
  'queueMicrotask',
  'MessageChannel',
  'navigator',
];
const ESCAPES = {
  'new Function': 'new Function(code)()',
  'a constructor of a constructor': '(() => {}).constructor(code)()',
  'globalThis.constructor.constructor': 'globalThis.constructor.constructor(code)()',
  'generator function': 'Object.getPrototypeOf(function* () {}).constructor(code)().next().value',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the script.
  'indirect eval': '(0, eval)(`(() => { ${code} })()`)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code of the script.
  'this of a sloppy function': 'Function(`const g = this; ${code.replace(/typeof (\\w+)/g, "typeof g.$1")}`)()',
};

const script = loadScript(
  emission({
    script: `const escapes = { ${Object.entries(ESCAPES)
      .map(([name, code]) => `${JSON.stringify(name)}: (code) => ${code}`)
      .join(', ')} };
      function main(name, code) { return escapes[name](code); }`,
    exports: 'get main() { return main; }',
  }),
  { modules: {}, files: new ScriptFiles('/nowhere/x.js'), log: new TestVu().thread.log },
);
hideHostGlobals(script.bindings.globalThis as object, (fileName) => fileName === script.script.codeName);

const vu = new TestVu();
const instance = script.instantiate(vu.loop, {}) as Instance;
const failures: string[] = [];
const check = (name: string, run: () => unknown): void => {
  try {
    run();
  } catch (error) {
    failures.push(`${name}: ${(error as Error).message}`);
  }
};

for (const name of Object.keys(ESCAPES)) {
  for (const hidden of HIDDEN) {
    const outcome = await vu.iterate(instance.exports.main as AnyFunction, name, `return typeof ${hidden}`);
    check(`${name} ${hidden}`, () => assert.deepEqual(outcome, { kind: 'returned', value: 'undefined' }));
  }
}
const language = await vu.iterate(
  instance.exports.main as AnyFunction,
  'new Function',
  'return typeof Map + typeof setTimeout',
);
check('what scripts may use', () => assert.deepEqual(language, { kind: 'returned', value: 'functionfunction' }));
check('our own code', () =>
  assert.deepEqual(
    HIDDEN.slice(0, 2).map((name) => typeof Reflect.get(globalThis, name)),
    ['object', 'function'],
  ),
);

// undici, its timers and Node's own streams still find what they need.
const server = createServer((_request, response) => response.end('answered')).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
  headersTimeout: 5000,
  bodyTimeout: 5000,
});
const outcome = await vu.iterate(() => {
  const callback = vu.registerCallback();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    pool.dispatch(
      { path: '/', method: 'GET' },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => callback(() => resolve(Buffer.concat(chunks).toString())),
        onResponseError: (_controller, error) => callback(() => resolve(String(error))),
      },
    );
  });
});
check('undici', () => assert.deepEqual(outcome, { kind: 'returned', value: 'answered' }));
await pool.close();
server.close();
parentPort!.postMessage(failures);
