// Object literals, objects that builtins give out, accessors that are defined later.

import { asyncMethod, generatorMethod, getter, method, setter } from './functions.js';
import { type Gen, of, type Production } from './gen.js';
import { key, propertyName } from './keys.js';

const memberName = (g: Gen): string => (g.chance(0.25) ? `[${propertyName(g)}]` : key(g));

function member(g: Gen): string {
  const name = memberName(g);
  switch (g.int(12)) {
    case 0:
    case 1:
    case 2:
      return `${name}: ${g.expr()}`;
    case 3:
    case 4:
      return method(g, name);
    case 5:
      return getter(g, name);
    case 6:
      return `${getter(g, 'a')}, ${setter(g, 'a')}`;
    case 7:
      return setter(g, name);
    case 8:
      return g.chance(0.5) ? asyncMethod(g, name) : generatorMethod(g, name);
    case 9:
      return `...${g.expr('object')}`;
    case 10:
      return `${name}: ${g.expr('fn')}`;
    default:
      return g.chance(0.5) ? `__proto__: ${g.expr('object')}` : 'spare';
  }
}

/** At most one `__proto__`, as the language wants it. */
export function literal(g: Gen): string {
  let proto = false;
  const members = Array.from({ length: 1 + g.int(3) }, () => member(g)).filter((text) => {
    const isProto = text.startsWith('__proto__:');
    const keep = !isProto || !proto;
    proto ||= isProto;
    return keep;
  });
  return `({ ${members.join(', ')} })`;
}

const GIVING_OBJECTS = [
  'Object.freeze',
  'Object.seal',
  'Object.create',
  'Object.preventExtensions',
  '((o) => Object.assign({}, o))',
  '((o) => Object.fromEntries(Object.entries(o)))',
  '((o) => ({ ...o }))',
  '((o) => Object.create({}, Object.getOwnPropertyDescriptors(o)))',
  '((o) => Object.setPrototypeOf({ m: (x) => b(x) }, o))',
  '((o) => Reflect.get({ o }, b("o")))',
  '((o) => Array.of(o)[0])',
  '((o) => [...new Set([o])].pop())',
  '((o) => new Map([[1, o]]).get(b(1)))',
  '((o) => [[o]].flat()[0])',
  '((o) => structured(o))',
];

export const objects: readonly Production[] = [
  of(5, literal),
  of(1.5, (g) => `${g.pick(GIVING_OBJECTS)}(${g.expr('object')})`),
  of(2.5, (g) => `new ${g.expr('class')}(${g.some(0, 2, () => g.expr())})`),
  of(1, (g) => `Object.defineProperty(${g.expr('object')}, ${propertyName(g)}, ${descriptor(g)})`),
  of(0.4, (g) => `Object.assign(${g.expr('object')}, ${g.expr('object')})`),
  of(
    0.5,
    (g) => `Object.defineProperties({}, { a: ${descriptor(g)}, m: { value: ${g.expr('fn')}, enumerable: b(true) } })`,
  ),
  of(
    0.5,
    (g) =>
      `((o) => { for (const k of ['get', 'm', b('map')]) o[k] = (x) => [k, b(x)]; return o; })(${g.expr('object')})`,
  ),
  of(0.4, (g) => `lazy(${g.expr('fn')})`),
  of(0.3, (g) => `b(${g.expr('object')})`),
  of(0.3, (g) => `${g.expr('fn')}`),
  of(
    0.3,
    () => 'this',
    ({ superProperty }) => superProperty,
  ),
  of(0.4, (g) => `Reflect.construct(${g.expr('class')}, [${g.expr()}]${g.chance(0.5) ? ', Base' : ''})`),
  of(0.4, (g) => `[${g.expr('object')}, ${g.expr('object')}][b(${g.int(2)})]`),
];

const descriptor = (g: Gen): string =>
  g.chance(0.6)
    ? `{ ${g.scoped(() => g.inside({ arguments: false, newTarget: false, superProperty: false, await: false, yield: false, returns: true }, () => `get() ${g.body()}`))}, set(x) { this.c = b(x); }, configurable: true, enumerable: ${g.chance(0.5)} }`
    : `{ value: ${g.expr()}, writable: ${g.chance(0.7)}, configurable: ${g.chance(0.7)}, enumerable: true }`;
