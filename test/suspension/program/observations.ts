// What a script can see of its functions, classes and objects, beside what they do. Not the text of a function: that
// is the compiled one's, as the README says.
import { type Gen, of, type Production } from './gen.js';

const LOOKS = [
  '(f) => [f.name, f.length]',
  '(f) => f.name',
  '(f) => Object.getOwnPropertyNames(f).sort()',
  '(f) => Reflect.ownKeys(f).length',
  '(f) => f.constructor.name',
  '(f) => Object.getPrototypeOf(f) === Function.prototype',
  "(f) => 'prototype' in f && Object.getOwnPropertyNames(f.prototype ?? {})",
  '(f) => Object.prototype.toString.call(f)',
  '(f) => typeof f',
  '(f) => { const copy = Object.assign({}, f); return [Object.keys(copy), Object.getOwnPropertySymbols(copy).length]; }',
  '(f) => { try { return typeof new f(); } catch (e) { return show(e, 1); } }',
  '(f) => { const all = []; for (const k in f) all.push(k); return all; }',
  '(f) => JSON.stringify(Object.getOwnPropertyDescriptors(f)).length',
  '(f) => Object.isExtensible(Object.freeze(f))',
];
const OBJECT_LOOKS = [
  '(o) => Reflect.ownKeys(o).map(String)',
  '(o) => o.constructor?.name',
  '(o) => Object.entries(Object.getOwnPropertyDescriptors(o)).map(([k, d]) => [k, Object.keys(d), d.enumerable, d.value?.name ?? d.get?.name])',
  '(o) => Reflect.ownKeys(Object.getPrototypeOf(o) ?? {}).map(String)',
  '(o) => Object.prototype.toString.call(o)',
  '(o) => { const all = []; for (const k in o) all.push(k); return all; }',
  '(o) => [o instanceof Base, Object.getPrototypeOf(o) === Object.prototype]',
];

export const observations: readonly Production[] = [
  of(1, (g) => `(${g.pick(LOOKS)})(${g.expr('fn')})`),
  of(0.6, (g) => `(${g.pick(LOOKS)})(${g.expr('class')})`),
  of(0.8, (g) => `(${g.pick(OBJECT_LOOKS)})(${g.expr('object')})`),
  of(
    0.4,
    (g: Gen) =>
      `(${g.pick(LOOKS)})(Object.getOwnPropertyDescriptor(${g.pick(['Base.prototype', 'Old.prototype', 'table'])}, ${g.pick(["'m'", "'g'", "'get'"])})?.${g.pick(['get', 'value'])} ?? b)`,
  ),
];
