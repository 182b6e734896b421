// What every program begins with: fuel, a log, and ways to a call that waits.

const THROUGH_DESCRIPTORS = `const property = Object.getOwnPropertyDescriptor(x, key);
    text += (text ? ',' : '') + key + ':' + (property === undefined ? 'gone' : 'value' in property ? show(property.value, depth) : 'accessor');`;
const FLAT_DESCRIPTORS = `const property = Object.getOwnPropertyDescriptor(value, key);
        if (property !== undefined && 'value' in property) add(property.value);`;

/** Ends at the part that is random. Where there are no accessors it looks at properties without a detour. */
export const prelude = (accessors: boolean): string => `
let fuel = 250;
class Fuel extends Error {}
const tick = () => { if (fuel-- <= 0) throw new Fuel('empty'); };
const out = [];
const note = (...values) => { if (out.length < 300) out.push(values.map((value) => show(value, 0)).join(' ')); };
const show = (x, depth) => {
  switch (typeof x) {
    case 'string': { const text = x.length > 80 ? x.slice(0, 60) + '~' + x.length : x; return depth ? '"' + text + '"' : text; }
    case 'number': return Object.is(x, -0) ? '-0' : String(x);
    case 'bigint': return x + 'n';
    case 'symbol': return 'symbol';
    case 'function': return 'fn';
    case 'object': return x === null ? 'null' : depth > 2 ? '..' : showObject(x, depth + 1);
  }
  return String(x);
};
const ENGINE_ERRORS = [TypeError, ReferenceError, RangeError, SyntaxError, URIError, EvalError];
const showObject = (x, depth) => {
  if (Array.isArray(x)) { let text = '['; for (let i = 0; i < x.length && i < 12; i++) text += (i ? ',' : '') + (i in x ? show(x[i], depth) : ''); return text + ']'; }
  if (x instanceof Error) return ENGINE_ERRORS.some((E) => Object.getPrototypeOf(x) === E.prototype) ? x.constructor.name : x.constructor.name + ':' + show(x.message, 1);
  if (x instanceof Promise) return 'promise';
  if (x instanceof Map) return 'Map' + show([...Map.prototype.entries.call(x)], depth);
  if (x instanceof Set) return 'Set' + show([...Set.prototype.values.call(x)], depth);
  let text = '';
  for (const key of Object.keys(x).slice(0, 12)) {
    ${accessors ? THROUGH_DESCRIPTORS : "text += (text ? ',' : '') + key + ':' + show(x[key], depth);"}
  }
  return '{' + text + '}';
};
const flat = (x) => {
  let size = 0;
  const add = (value) => {
    if (size > 40) return;
    size++;
    if (typeof value === 'string') size += value.length >> 2;
    else if (typeof value === 'symbol' || typeof value === 'function') size = 99;
    else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) {
        ${accessors ? FLAT_DESCRIPTORS : 'add(value[key]);'}
      }
    }
  };
  add(x);
  return size > 40 ? 'big' : x;
};
const quiet = (promise) => { Promise.prototype.then.call(promise, undefined, () => {}); return promise; };
`;

/** Forms of `b`, a function that waits and gives back what it got. */
export const WAYS_TO_WAIT = [
  `const b = (x) => { sleep(0); return x; };`,
  `function b(x) { return http.get(x); }`,
  `const b = http.get;`,
  `const { get: b } = http;`,
  `const b = http['g' + 'et'].bind(http);`,
  `class Api { constructor(client) { this.client = client; } get(x) { return this.client.get(x); } }
const api = new Api(http), b = (x) => api.get(x);`,
  `class Client { #http; constructor({ http: client } = { http }) { this.#http = client; } send = (x) => this.#http.get(x); }
const { send: b } = new Client();`,
  `const b = ((all) => (x) => all.map((f) => f(x)).pop())([(x) => x, { ...http }.get]);`,
  `const b = (x) => group('b', () => http.get(x));`,
  `const b = Object.assign((x) => http.get(x), { get: (x) => x, call: 1 });`,
  `const later = Object.freeze({ b: (x) => { sleep(0.001); return x; } }), b = Object.values(later)[0];`,
  `const b = new Proxy(http.get, {});`,
  `const b = ((f) => function (...args) { return Reflect.apply(f, this, args); })(http.get);`,
  `const b = new Map([['get', http.get]]).get('get');`,
  `const b = (x) => http.batch([x])[0];`,
];

/** More names for it, and what programs use; each stands in those that mention it. */
export const HELPERS: Readonly<Record<string, string>> = {
  boom: `const boom = (x) => http.post(x);`,
  load: `const load = function (x) { const y = b(x); return y; };`,
  table: `const table = { b, load, get: (x) => b(x), call: (x) => x };`,
  fns: `const fns = [b, (x) => x, load];`,
  tag: `const tag = (strings, ...values) => strings.length + ':' + values.map((value) => b(flat(value))).join('|');`,
  Old: `function Old(x) { this.a = b(x); if (!new.target) return 'called'; }
Old.prototype.m = function (x) { return [this.a, b(x)]; };`,
  Base: `class Base { a = b('field'); constructor(x) { this.c = b(x); } m(x) { return b(this.c); } get g() { return b('get g'); } set g(x) { this.a = b(x); } static s(x) { return [b(x), this.name]; } }`,
  SYMBOL: `const SYMBOL = Symbol('s');`,
  holder: `const holder = { a: 1 };`,
  spare: `let spare = 0;`,
  count: `let count = 0;`,
  Mixin: `const Mixin = (P) => class extends P { mixed = b('mixed'); m(x) { return ['mixin', super.m?.(x), b(x)]; } get g() { return [super.g, b(1)]; } };`,
  Returning: `class Returning { constructor(x) { return { a: b(x), m: (y) => [y, b(x)] }; } }`,
  lazy: `const lazy = (make) => ({ get a() { note('lazy'); const value = make(); Object.defineProperty(this, 'a', { value, configurable: true }); return value; } });`,
  structured: `const structured = (o) => Object.create(Object.getPrototypeOf(o), Object.getOwnPropertyDescriptors(o));`,
};

/** Without accessors, for programs that have none. */
const PLAIN = / [gs]et g\(\w?\) \{[^}]*\}/g;

/** Those that the text mentions, and those that these mention. */
export function helpersFor(text: string, accessors: boolean): string {
  const wanted = new Map<string, string>();
  let all = text;
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const [name, helper] of Object.entries(HELPERS)) {
      if (wanted.has(name) || !new RegExp(`\\b${name}\\b`).test(all)) continue;
      wanted.set(name, accessors ? helper : helper.replace(PLAIN, ''));
      all += helper;
    }
  }
  return Object.keys(HELPERS)
    .flatMap((name) => wanted.get(name) ?? [])
    .join('\n');
}
