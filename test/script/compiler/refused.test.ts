// Where nothing can wait: the call that would have to says so, at its place, and only when it is really reached.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tempFolder } from '../../helpers/temp.js';
import { compileIn, concurrent, type Trace } from './differential.js';

async function traceOf(body: string, before = ''): Promise<Trace> {
  await using folder = await tempFolder();
  const text = `import http from 'k6/http'; const load = (path) => http.get('http://sut/' + path).url;
    ${before}
    export default function () { ${body} }`;
  const entryPath = await folder.write('script.js', text);
  const script = await compileIn({ name: 'script.js', entryPath, text }, { cwd: folder.path });
  const [traces] = await concurrent(script, 1);
  return traces!.get('default')!;
}

const REFUSED: Record<string, string> = {
  setter: 'const o = { set x(v) { load(v); } }; o.x = 1;',
  toString: 'return String({ toString() { return load(1); } });',
  valueOf: 'return +{ valueOf() { return load(1).length; } };',
  toJSON: 'return JSON.stringify({ toJSON: () => load(1) });',
  'Symbol.toPrimitive': 'return +{ [Symbol.toPrimitive]: () => load(1).length };',
  'Proxy trap': "return new Proxy({}, { get: (_, key) => load(key) })['x'];",
  'defineProperty getter': "return Object.defineProperty({}, 'x', { get: () => load(1) }).x;",
  'computed getter': "const key = 'x'; class A { get [key]() { return load(1); } } return new A().x;",
  'static field': 'class A { static x = load(1); } return A.x;',
  'static block': 'class A { static { load(1); } } return A;',
  'Symbol.hasInstance':
    'class A { static [Symbol.hasInstance]() { return load(1).length > 0; } } return 1 instanceof A;',
};

for (const [name, body] of Object.entries(REFUSED)) {
  test(`${name} can't wait`, async () => {
    const { ended, calls } = await traceOf(body);
    assert.match(ended, /^threw BlockedInSyncContext http\.get\(\) cannot wait here/);
    assert.deepEqual(calls, []);
  });
}

test('a refusal that the script swallows ends the iteration all the same', async () => {
  const { ended } = await traceOf('try { String({ toString: () => load(1) }); } catch {} return 1;');
  assert.match(ended, /^threw BlockedInSyncContext/);
});

test('the same places are fine as long as nothing waits', async () => {
  const { ended } = await traceOf(
    `let waits = false;
     class A { static x = run(1); get y() { return run(2); } set z(v) { this.v = run(v); } toString() { return run('s'); } }
     function run(v) { return waits ? load(v) : v; }
     const a = new A(); a.z = 3; return [A.x, a.y, a.v, String(a)];`,
  );
  assert.equal(ended, 'returned [1,2,3,"s"]');
});
