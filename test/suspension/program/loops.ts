// Loops, with closures over what they declare.
import { type Gen, of, type Production } from './gen.js';
import { pattern } from './patterns.js';

/** What is inside of a loop; about half of them have a label. */
function loop(g: Gen, head: string, declared: readonly string[], after = ''): string {
  const label = g.chance(0.4) ? g.fresh('L') : undefined;
  const labels = label === undefined ? g.context.labels : [...g.context.labels, label];
  return g.scoped(() => {
    for (const name of declared) g.declare(name, 'any', false);
    const body = g.inside({ breaks: true, continues: true, labels }, () => g.statements());
    const text = `${head} { tick(); ${body} }${after}`;
    return label === undefined ? text : `${label}: ${text}`;
  });
}

export const loops: readonly Production[] = [
  of(1.2, (g) => {
    const i = g.fresh('i');
    return loop(
      g,
      `for (let ${i} = ${g.pick(['0', 'b(0)'])}; ${i} < ${g.pick(['2', 'b(3)'])}; ${g.pick([`${i}++`, `${i} += b(1)`])})`,
      [i],
    );
  }),
  of(1.5, (g) => {
    const v = g.fresh('v');
    return loop(g, `for (${g.pick(['const', 'let', 'var'])} ${v} of ${g.expr('iterable')})`, [v]);
  }),
  of(0.7, (g) =>
    g.scoped(() => {
      const all = g.expr('iterable');
      return loop(g, `for (const ${pattern(g, 'declaration').replace(/^\[/, '[')} of [${all}].flat())`, []);
    }),
  ),
  of(0.4, (g) =>
    loop(
      g,
      `for (${g.pick(['spare', 'holder.a', 'holder[b("c")]', '[spare]', '{ a: spare = b(1) }'])} of [[b(1)], 'xy'])`,
      [],
    ),
  ),
  of(0.7, (g) => {
    const k = g.fresh('k');
    return loop(g, `for (const ${k} in ${g.expr('object')})`, [k]);
  }),
  of(0.5, (g) => {
    const n = g.fresh('n');
    return `let ${n} = 0; ${loop(g, `while (${n}++ < b(2))`, [])}`;
  }),
  of(0.5, (g) => {
    const n = g.fresh('n');
    return `let ${n} = 0; ${loop(g, 'do', [], ` while (${n}++ < ${g.pick(['1', 'b(1)'])});`)}`;
  }),
  of(0.8, (g) => {
    const [all, i] = [g.fresh('all'), g.fresh('i')];
    const make = g.inside({ await: false, yield: false }, () =>
      g.scoped(() => `() => [${g.declare(i)}++, b(${i}), ${g.expr()}]`),
    );
    return `const ${all} = []; for (let ${i} = 0; ${i} < 3; ${i}++) ${all}.push(${make}); for (const f of ${all}) note(f(), f());`;
  }),
];
