// What modules declare as data is what they give out: the compiler believes the data, scripts call the functions.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Selection } from '../../src/k6/html/selection.js';
import { Response } from '../../src/k6/http/response.js';
import { loadModules } from '../../src/k6/index.js';
import { modules } from '../../src/k6/modules.js';
import { WsSocket } from '../../src/k6/ws/socket.js';
import { brandOf, constructOf, operationOf } from '../../src/suspension/brand.js';
import type { NativeKind } from '../../src/suspension/natives.js';
import { testVu } from './http/http-vu.js';

/** Prototypes of what modules give out only in answer to a request. */
const GIVEN_LATER: Readonly<Record<string, readonly object[]>> = {
  'k6/html': [Selection.prototype],
  'k6/http': [Response.prototype, Selection.prototype],
  'k6/ws': [WsSocket.prototype],
};

const made = await loadModules(Object.keys(modules));

for (const [specifier, { natives }] of Object.entries(modules)) {
  test(`${specifier} gives out the natives that it declares, and no others`, () => {
    const found: Record<'exports' | 'methods' | 'constructs', Record<string, NativeKind>> = {
      exports: {},
      methods: {},
      constructs: {},
    };
    const exports = made[specifier]?.(testVu().context) ?? {};
    noteNatives(exports, found.exports);
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === 'function' && constructOf(value) !== undefined) found.constructs[name] = 'callsBack';
    }
    for (const object of reachable([...Object.values(exports), ...(GIVEN_LATER[specifier] ?? [])]))
      noteNatives(object, found.methods);
    assert.deepEqual(found, { exports: {}, methods: {}, constructs: {}, ...plain(natives) });
  });
}

test('modules make natives of their declarations only', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'src', 'k6');
  const makers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'natives.ts')
    .filter((name) => /\b(operation|callsBack|stampOperation)\(/.test(readFileSync(join(folder, name), 'utf8')));
  assert.deepEqual(makers, []);
});

/** All that runs functions of the script is made in one way. */
const plain = (natives: object): object =>
  JSON.parse(JSON.stringify(natives).replaceAll(/"(connects|dispatches)"/g, '"callsBack"'));

function noteNatives(holder: object, found: Record<string, NativeKind>): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
    if (name === 'constructor' || typeof value !== 'function' || brandOf(value) === undefined) continue;
    found[name] = operationOf(value) ? 'operation' : 'callsBack';
  }
}

/** What a script can get at from some values without a call: objects, classes and their prototypes. */
function reachable(roots: readonly unknown[]): Set<object> {
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    if (value === Object.prototype || value === Function.prototype) return;
    seen.add(value);
    visit(Object.getPrototypeOf(value));
    for (const { value: held } of Object.values(Object.getOwnPropertyDescriptors(value))) visit(held);
  };
  for (const root of roots) visit(root);
  return seen;
}
