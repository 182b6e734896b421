// Classes: members of every kind, inheritance, constructors that give other objects, mixins.

import { asyncMethod, generatorMethod, getter, method, setter } from './functions.js';
import { FUNCTION, type Gen, of, type Production } from './gen.js';
import { key, propertyName } from './keys.js';

const FIELD = {
  await: false,
  yield: false,
  arguments: false,
  newTarget: true,
  superProperty: true,
  returns: false,
  breaks: false,
  continues: false,
  labels: [],
};

/** The text of a class, from `class` on. Methods and fields may use its private names. */
export function classText(g: Gen, name: string): string {
  const parent = g.chance(0.6) ? heritage(g) : undefined;
  const privates = g.chance(0.5) ? [g.fresh('#v'), g.fresh('#m')] : [];
  const before = g.context.privates;
  return g.inside({ privates: [...before, ...privates] }, () => {
    const members = [...privateMembers(g, privates)];
    if (g.chance(0.5)) members.push(constructorText(g, parent !== undefined));
    for (let count = g.int(5); count > 0; count--) members.push(member(g, privates));
    return `class ${name}${parent === undefined ? '' : ` extends ${parent}`} { ${members.join(' ')} }`;
  });
}

function heritage(g: Gen): string {
  const outside = g.expr('class');
  return g.pick([
    outside,
    outside,
    `(b(1) ? ${outside} : Base)`,
    `Mixin(${outside})`,
    'Base',
    'Old',
    'Base',
    'Array',
    'Map',
    'Error',
    'Promise',
    `Returning`,
    `Object`,
  ]);
}

/** A value, and a method or accessors; some of them static. */
function privateMembers(g: Gen, [value, action]: readonly string[]): string[] {
  if (value === undefined || action === undefined) return [];
  return [
    `${value} = ${g.inside({ ...FIELD, privates: [] }, () => g.expr())};`,
    g.chance(0.5)
      ? g.pick([method, method, asyncMethod, generatorMethod])(g, action)
      : `get ${action}() { return b(this.${value}); } set ${action}(x) { this.${value} = b(x); }`,
  ];
}

function constructorText(g: Gen, derived: boolean): string {
  return g.scoped(() =>
    g.inside({ ...FUNCTION, superProperty: true }, () => {
      g.declare('x');
      const early =
        derived && g.chance(0.3)
          ? `note(${g.inside({ superProperty: false, privates: [] }, () => g.expr('text'))}); `
          : '';
      const call = derived
        ? `${g.pick(['super(x)', 'super(b(x))', '(() => super(x))()', 'super(...[x])', 'const s = super(x); note(s === this)'])}; `
        : '';
      const leave = g.chance(0.15)
        ? ` return ${g.pick(['{ a: b(1), m: (y) => b(y) }', 'undefined', 'Object.create(this)'])};`
        : '';
      return `constructor(x = ${g.inside({ superProperty: false, privates: [] }, () => g.expr('number'))}) { tick(); ${early}${call}this.a = ${g.expr()}; ${g.statements(0, 2)}${leave} }`;
    }),
  );
}

function member(g: Gen, privates: readonly string[]): string {
  const name = g.chance(0.2)
    ? `[${g.inside({ privates: g.context.privates.filter((one) => !privates.includes(one)) }, () => propertyName(g))}]`
    : key(g);
  // A static member with one of these names would not be allowed or not be seen.
  const isStatic = g.chance(0.2) ? 'static ' : '';
  switch (g.int(13)) {
    case 0:
    case 1:
    case 2:
      return isStatic + method(g, name);
    case 3:
      return isStatic + getter(g, name);
    case 4:
      return `${isStatic}${getter(g, 'g')} ${isStatic}${setter(g, 'g')}`;
    case 5:
      return isStatic + field(g, name);
    case 6:
      return `${isStatic}${field(g, name)}`;
    case 7:
      return isStatic + asyncMethod(g, name);
    case 8:
      return isStatic + generatorMethod(g, name);
    case 9:
      return `static { tick(); ${g.scoped(() => g.inside(FIELD, () => g.statement()))} }`;
    case 10:
      return `*[Symbol.iterator]() { yield b(1); yield this.a; }`;
    case 11:
      return g.pick([
        'toString() { return b("text"); }',
        'valueOf() { return b(4); }',
        'toJSON(k) { return [k, b(5)]; }',
        '[Symbol.toPrimitive](hint) { return b(hint === "string" ? "s" : 6); }',
        'static [Symbol.hasInstance](x) { return b(true); }',
        'get [Symbol.toStringTag]() { return b("Tag"); }',
      ]);
    default:
      return `has(x) { return ${privates[0] === undefined ? 'b(x)' : `[${privates[0]} in b(Object(x)), this.${privates[0]}, this.${privates[1]}]`}; }`;
  }
}

const field = (g: Gen, name: string): string =>
  g.inside(FIELD, () => `${name} = ${g.chance(0.4) ? `(y) => [y, b(this?.a)]` : g.expr()};`);

export const classes: readonly Production[] = [
  of(4, (g) => `(${classText(g, g.chance(0.5) ? '' : g.fresh('K'))})`),
  of(0.7, (g) => `Mixin(${g.expr('class')})`),
  of(0.3, (g) => `b(${g.expr('class')})`),
  of(0.4, (g) => `((P) => class extends P { m(x) { return [super.m?.(x), b(x)]; } })(${g.expr('class')})`),
  of(0.3, (g) => `(${g.scoped(() => g.inside(FUNCTION, () => `function ${g.fresh('Ctor')}(x) ${g.body()}`))})`),
  of(0.2, (g) => `${g.expr('class')}.bind(null, ${g.expr()})`),
  of(
    0.2,
    (g) =>
      `new Proxy(${g.expr('class')}, { construct(C, args, target) { note('construct'); return Reflect.construct(C, [b(args[0])], target); } })`,
  ),
];

/** Used where a private name of the class around may be meant. */
export const privateUses: readonly Production[] = [
  of(
    0.6,
    (g) => `this?.${g.pick(g.context.privates)}`,
    ({ privates }) => privates.length > 0,
  ),
  of(
    0.3,
    (g) => `[1, 2].map((v) => [b(v), this?.${g.pick(g.context.privates)}])`,
    ({ privates }) => privates.length > 0,
  ),
  of(
    0.2,
    (g) => `(${g.pick(g.context.privates)} in ${g.expr('object')})`,
    ({ privates }) => privates.length > 0,
  ),
];
