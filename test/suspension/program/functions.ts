// Functions of every kind.
import { ARROW, type Context, FUNCTION, type Gen, of, type Production } from './gen.js';
import { pattern } from './patterns.js';

/** Parameters, declared in the scope that is open. Their defaults may neither await nor yield. */
export function parameters(g: Gen): string {
  return g.inside({ await: false, yield: false }, () => {
    const count = g.int(4);
    const list: string[] = [];
    const used = new Set<string>();
    for (let i = 0; i < count; i++) {
      const name = g.chance(0.7) ? g.pick(['x', 'y', 'z']) : g.fresh('p');
      if (used.has(name)) continue;
      used.add(name);
      if (g.chance(0.12)) list.push(pattern(g, 'param'));
      else if (g.chance(0.25)) list.push(`${name} = (tick(), ${g.expr()})`);
      else list.push(name);
      g.declare(name);
    }
    if (g.chance(0.15)) list.push(`...${g.declare(g.fresh('rest'), 'array')}`);
    // A pattern stands in place of the name that was declared for it.
    return list.join(', ');
  });
}

interface Kind {
  readonly context: Partial<Context>;
  readonly before: string;
  readonly between?: string;
}
const withBody = (g: Gen, { context, before, between = '' }: Kind, change: Partial<Context> = {}): string =>
  g.scoped(() =>
    g.inside({ ...context, ...change }, () => {
      const text = parameters(g);
      return `${before}(${text}) ${between}${g.body()}`;
    }),
  );

export const arrow = (g: Gen): string =>
  g.scoped(() =>
    g.inside(ARROW, () => {
      const text = parameters(g);
      return g.chance(0.5) ? `(${text}) => ${g.body()}` : `(${text}) => (tick(), ${g.expr()})`;
    }),
  );

export const plainFunction = (g: Gen, name = ''): string =>
  withBody(g, { context: FUNCTION, before: `function ${name}` });

export const generatorFunction = (g: Gen, name = ''): string =>
  withBody(g, { context: { ...FUNCTION, yield: true }, before: `function* ${name}` });

/** What it throws is noted: a rejection that nobody handles would end everything. */
export function asyncFunction(g: Gen): string {
  const kind = g.pick(['arrow', 'function']);
  return g.scoped(() =>
    g.inside({ ...(kind === 'arrow' ? ARROW : FUNCTION), await: true }, () => {
      const name = g.pick(['x', 'y']);
      g.declare(name);
      const body = `{ try ${g.body()} catch (e) { note('async', e); } finally { note('ended'); } }`;
      return kind === 'arrow' ? `async (${name}) => ${body}` : `async function (${name}) ${body}`;
    }),
  );
}

/** A member of an object literal or a class, from its name on: `m(x) {…}`. */
export const method = (g: Gen, name: string, change: Partial<Context> = {}): string =>
  withBody(g, { context: { ...FUNCTION, superProperty: true }, before: name }, change);

export const getter = (g: Gen, name: string): string =>
  g.scoped(() => g.inside({ ...FUNCTION, superProperty: true }, () => `get ${name}() ${g.body()}`));

export const setter = (g: Gen, name: string): string =>
  g.scoped(() =>
    g.inside({ ...FUNCTION, superProperty: true }, () => `set ${name}(${g.declare('x')}) { tick(); ${g.statement()} }`),
  );

export const asyncMethod = (g: Gen, name: string): string =>
  g.scoped(() =>
    g.inside({ ...FUNCTION, superProperty: true, await: true }, () => {
      g.declare('x');
      return `async ${name}(x) { try ${g.body()} catch (e) { note('async', e); } }`;
    }),
  );

/** Its `await`s reject nothing that nobody sees: what it throws is noted. */
export const asyncGeneratorMethod = (g: Gen, name: string): string =>
  g.scoped(() =>
    g.inside({ ...FUNCTION, superProperty: true, await: true, yield: true }, () => {
      g.declare('x');
      return `async *${name}(x) { try ${g.body()} catch (e) { note('async', e); } finally { note('ended', ${g.chance(0.5) ? 'await b(1)' : 'b(1)'}); } }`;
    }),
  );

export const generatorMethod = (g: Gen, name: string): string => method(g, `*${name}`, { yield: true });

export const functions: readonly Production[] = [
  of(4, (g) => `(${arrow(g)})`),
  of(2, (g) => `(${plainFunction(g)})`),
  of(1, (g) => {
    const name = g.fresh('inner');
    return g.scoped(() => {
      g.declare(name, 'fn', false);
      return `(${plainFunction(g, name)})`;
    });
  }),
  of(1, (g) => `(${asyncFunction(g)})`),
  of(0.7, (g) => `(${generatorFunction(g)})`),
  of(1, (g) => `${g.expr('fn')}.bind(${g.expr()}${g.chance(0.5) ? `, ${g.expr()}` : ''})`),
  of(0.7, (g) => `b(${g.expr('fn')})`),
  of(0.6, (g) => `((f) => (...args) => [f(...args), b('wrapped')])(${g.expr('fn')})`),
  of(0.5, (g) => `((f, g) => (x) => f(g(x)))(${g.expr('fn')}, ${g.expr('fn')})`),
  of(0.4, (g) => `Object.assign(${g.expr('fn')}, { a: ${g.expr()}, get: ${g.expr('fn')} })`),
  of(
    0.4,
    (g) =>
      `((f, seen = new Map()) => (x) => { if (!seen.has(x)) seen.set(x, f(x)); return seen.get(x); })(${g.expr('fn')})`,
  ),
  of(
    0.3,
    (g) =>
      `new Proxy(${g.expr('fn')}, { apply(f, self, args) { note('apply', args.length); return b(Reflect.apply(f, self, args)); } })`,
  ),
  of(0.4, (g) => `(${g.expr('object')}.m ?? ${g.expr('fn')})`),
  of(0.3, (g) => `${g.expr('fn')}.${g.pick(['call', 'apply'])}.bind(${g.expr('fn')}, null)`),
  of(0.5, (g) => `((k) => ({ [k]: (x) => b(x) })[k])(b('${g.pick(['get', 'map', 'q'])}'))`),
];
