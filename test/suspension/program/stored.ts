// Functions that are stored where no text says their name: in lists, by patterns, by loops, by collections.
import { type Gen, of, type Production } from './gen.js';
import { key } from './keys.js';

/** Of an arrow function's body, so that nothing of the function around it is used in there. */
const inArrow = (g: Gen, make: () => string): string => g.inside({ await: false, yield: false }, make);

export const stored: readonly Production[] = [
  of(0.5, (g) => `[${g.expr('fn')}][0](${g.expr()})`),
  of(0.4, (g) => `((all) => [all[1](b(1)), all[0].call(null, 2)])([b, ${g.expr('fn')}])`),
  of(0.4, (g) => `(function () { return arguments[0](b(1)); })(${g.expr('fn')})`),
  of(0.5, (g) => `((list, f) => { list.push(f); return [list.at(-1)(1), list.pop()(b(2))]; })([], ${g.expr('fn')})`),
  of(0.5, (g) => {
    const name = key(g);
    return `((o, f) => { ${g.pick([`[o.${name}] = [f]`, `({ p: o.${name} } = { p: f })`, `[...o.${name}] = [f]; o.${name} = o.${name}[0]`, `[o.${name} = f] = []`])}; return o.${name}(b(1)); })({}, ${g.expr('fn')})`;
  }),
  of(0.4, (g) => {
    const name = key(g);
    return `((o, f) => { const all = []; for (o.${name} of [f, b]) all.push(o.${name}(all.length)); return all; })({}, ${g.expr('fn')})`;
  }),
  of(0.4, (g) => `${g.pick(['[]', 'new Set()'])}.constructor.name + [${g.expr('fn')}].values().next().value(b(1))`),
  of(
    0.5,
    (g) =>
      `((m, f) => { m.set('k', f).set(b(2), m.size); return [m.get('k')(${inArrow(g, () => g.expr())}), m.has(2)]; })(new Map(), ${g.expr('fn')})`,
  ),
  of(
    0.3,
    (g) =>
      `((s, f) => { s.add(f).add(b(1)); const all = []; for (const one of s) all.push(one === f ? one(3) : one); return all; })(new Set(), ${g.expr('fn')})`,
  ),
  of(0.3, (g) => `((m, f) => { m.set = (k, v) => [k, b(v)]; return m.set('own', f(1)); })(new Map(), ${g.expr('fn')})`),
  of(0.4, (g) => `Math.${g.pick(['max', 'min'])}(${g.expr('number')}, ${g.expr('number')})`),
  of(0.3, (g) => `((f) => { let g = f; g = g ?? b; return [g(b(1)), (g = b)(2)]; })(${g.expr('fn')})`),
  of(0.3, (g) => `((o) => { const { p = o.q, ...r } = o; return [p(b(1)), r.q?.(2)]; })({ q: ${g.expr('fn')} })`),
  of(0.3, (g) => `((f, ...rest) => rest[0](f(b(1))))(${g.expr('fn')}, ${g.expr('fn')})`),
  of(0.2, (g) => `(() => { const kept = b(${g.int(5)}); return eval('kept + 1'); })()`),
  of(0.4, () => `[3, 1, 2, 5, 4].slice(b(0)).sort((x, y) => { note('compare', x, y); return b(x) - y; })`),
  of(
    0.3,
    (g) =>
      `${g.pick(['Int8Array', 'Float32Array'])}.of(3, 1, 2).sort((x, y) => { note('compare', x, y); return ${g.pick(['b(x) - y', 'b(y) - x', 'b(-1)', 'b(0)'])}; }).join()`,
  ),
];
