// Where the language itself calls: conversions, accessors, Proxy and Reflect.
import { type Gen, of, type Production } from './gen.js';
import { key, propertyName } from './keys.js';

const CONVERTED = [
  '{ valueOf() { return b(7); } }',
  '{ toString() { return b("str"); } }',
  '{ [Symbol.toPrimitive](hint) { note(hint); return b(hint.length); } }',
  '{ valueOf() { note("valueOf"); return {}; }, toString() { return b("late"); } }',
  '{ valueOf: () => boom("valueOf") }',
  '{ get valueOf() { return b(() => 3); } }',
];
const converted = (g: Gen): string => `(${g.pick(CONVERTED)})`;

/** Traps that wait, and note that they ran. */
const TRAPS = [
  "get(t, k, r) { note('get', typeof k); return b(Reflect.get(t, k, r)); }",
  "set(t, k, v, r) { note('set', typeof k); return b(Reflect.set(t, k, v, r)); }",
  "has(t, k) { note('has'); return b(Reflect.has(t, k)); }",
  "deleteProperty(t, k) { note('delete'); return b(Reflect.deleteProperty(t, k)); }",
  "ownKeys(t) { note('ownKeys'); return b(Reflect.ownKeys(t)); }",
  'getOwnPropertyDescriptor(t, k) { return b(Reflect.getOwnPropertyDescriptor(t, k)); }',
  "defineProperty(t, k, d) { note('define'); return b(Reflect.defineProperty(t, k, d)); }",
  'getPrototypeOf(t) { return b(Reflect.getPrototypeOf(t)); }',
];

export const conversions: readonly Production[] = [
  of(
    0.8,
    (g) =>
      `(${converted(g)} ${g.pick(['+', '-', '*', '<', '==', '>>'])} ${g.pick(['1', "'1'", 'b(2)', converted(g)])})`,
  ),
  of(0.5, (g) => `\`\${${converted(g)}}\``),
  of(0.5, (g) => `(${g.pick(['+', '-', '~', 'String', 'Number'])}(${converted(g)}))`),
  of(0.4, (g) => `({ str: b(1) })[${converted(g)}]`),
  of(0.3, (g) => `new Date(${converted(g)}).getTime()`),
  of(
    0.3,
    (g) =>
      `'abc'.${g.pick(['at', 'slice', 'repeat', 'padEnd'])}(${g.pick(['{ valueOf() { return b(2); } }', 'b(1)'])})`,
  ),
  of(0.4, (g) => `((o) => { let n = o; n++; return n; })(${converted(g)})`),
  of(
    0.6,
    () =>
      `((o) => [o.a, (o.a = b(2)), o.a, { ...o }.a])({ get a() { note('get a'); return b(1); }, set a(x) { note('set a', b(x)); } })`,
  ),
  of(0.5, (g) => `(({ a, ...others }) => [a, others])(${g.expr('object')})`),
  of(0.8, (g) => `((p) => ${proxyUse(g)})(new Proxy(${g.expr('object')}, { ${g.some(1, 3, () => g.pick(TRAPS))} }))`),
  of(
    0.5,
    (g) =>
      `Reflect.${g.pick([`get(${g.expr('object')}, ${propertyName(g)}, { a: b(1) })`, `set(${g.expr('object')}, ${propertyName(g)}, ${g.expr()})`, `has(${g.expr('object')}, ${propertyName(g)})`])}`,
  ),
  of(
    0.4,
    () =>
      `((o) => { delete o.a; o.a = b(1); return o.a; })(Object.create({ get a() { return b('inherited'); }, set a(x) { note('inherited', b(x)); } }))`,
  ),
  of(0.4, (g) => `((o) => [o.${key(g)}, o.${key(g)}])(lazy(() => b(${g.int(9)})))`),
];

const proxyUse = (g: Gen): string =>
  g.inside({ await: false, yield: false }, () =>
    g.pick([
      () => `[p.${key(g)}, ${propertyName(g)} in p]`,
      () => `(p.${key(g)} = ${g.expr()})`,
      () => `p.${key(g)}?.(${g.expr()})`,
      () => `Object.keys(p)`,
      () => `({ ...p })`,
      () => `delete p.${key(g)}`,
      () => `(({ a = b(1), ...r }) => [a, r])(p)`,
      () => `Object.create(p).${key(g)}`,
      () => `(() => { const all = []; for (const k in p) all.push(b(k)); return all; })()`,
      () => `Object.assign({}, p)`,
    ])(),
  );
