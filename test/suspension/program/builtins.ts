// Builtins that call back.
import { type Gen, of, type Production } from './gen.js';

const ARRAY_METHODS = [
  'map',
  'filter',
  'forEach',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
];

const callback = (g: Gen): string =>
  g.chance(0.5)
    ? g.expr('fn')
    : g.pick(['(v, i) => [i, b(v)]', 'b', '(v) => b(v) && v', 'function (v) { return [this?.a, b(v)]; }']);

export const builtins: readonly Production[] = [
  of(3, (g) => `${g.expr('array')}.${g.pick(ARRAY_METHODS)}(${callback(g)}${g.chance(0.2) ? `, ${g.expr()}` : ''})`),
  of(
    1,
    (g) =>
      `${g.expr('array')}.${g.pick(['reduce', 'reduceRight'])}((a, v, i) => [flat(a), b(v), i]${g.chance(0.7) ? `, ${g.expr()}` : ''})`,
  ),
  of(
    0.5,
    (g) =>
      `Array.prototype.${g.pick(['map', 'filter', 'some'])}.call(${g.pick(["'abc'", "{ length: 2, 0: b('z'), 1: 1 }", '[1, , 3]'])}, ${callback(g)})`,
  ),
  // A comparator is called as often as the engine likes, so this one only waits.
  of(
    0.6,
    (g) =>
      `${g.pick(['[3, 1, 2, 10]', "['c', 'a', 'b']"])}.${g.pick(['sort', 'toSorted'])}((x, y) => { const d = b(x) < b(y); return ${g.pick(['d ? -1 : x === y ? 0 : 1', 'd ? 1 : x === y ? 0 : -1'])}; })`,
  ),
  of(
    0.5,
    (g) =>
      `((all) => { ${g.pick(['new Set', 'new Map'])}(all.map((v, i) => [i, v])).forEach(${callback(g)}); })(${g.expr('array')})`,
  ),
  of(
    0.5,
    (g) =>
      `${g.pick(['Uint8Array', 'Float64Array'])}.from([1, b(2), 3], (v) => b(v) + 1).${g.pick(['map', 'filter', 'reduce', 'findLast'])}((v, w) => b(v + w)).toString()`,
  ),
  of(
    0.6,
    (g) =>
      `'a-b-c'.${g.pick(['replace', 'replaceAll'])}(${g.pick(["'-'", '/[a-c]/g', '/(?<n>-)/g'])}, (...all) => b(flat(${g.pick(['all.length', 'all[0]', 'String(all)'])})))`,
  ),
  of(
    0.3,
    (g) =>
      `'x1y'.${g.pick(['split', 'search', 'match', 'replace'])}({ [Symbol.${g.pick(['split', 'search', 'match', 'replace'])}](text, other) { return b([text, other]); } }, 'r')`,
  ),
  of(0.3, (g) => `/b/.${g.pick(['test', '[Symbol.replace]'])}('abc', (v) => b(v))`.replace('.[', '[')),
  of(0.3, () => `Object.assign(/./g, { exec(text) { return b(null); } }).test('x')`),
  of(0.5, (g) => `JSON.stringify(flat(${g.expr()}))`),
  of(
    0.6,
    (g) =>
      `JSON.stringify({ p: [flat(${g.expr()}), 1], q: { toJSON: (k) => b(k) } }, ${g.pick(['(k, v) => b(v)', 'function (k, v) { return k === "1" ? b("one") : v; }', "['p', b('q')]"])})`,
  ),
  of(
    0.5,
    () =>
      `JSON.parse('{"p":[1,{"q":2}],"r":null}', function (k, v) { return b(k === 'q' ? [k, Object.keys(this)] : v); })`,
  ),
  // An older Node.js has none.
  of(0.4, (g) => `${g.pick(['Object', 'Map'])}.groupBy?.(${g.expr('iterable')}, (v) => b(typeof v))`),
  of(0.3, (g) => `Object.assign({ set a(x) { note('set', b(x)); } }, ${g.expr('object')})`),
  of(0.3, (g) => `Object.entries(${g.expr('object')}).map(([k, v]) => k)`),
  of(0.3, (g) => `structured({ p: ${g.expr()}, get q() { return b('q'); } }).q`),
  // Code made from text is not compiled, so what it calls must not wait; the documents say so.
  of(0.3, (g) => `new Function('f', 'x', 'return [f(x), x]')((v) => v, ${g.expr()})`),
  of(0.2, (g) => `[${g.expr()}, ${g.expr()}].${g.pick(['includes', 'indexOf'])}(b(1))`),
  of(0.3, (g) => `[[b(1), [${g.expr()}]], 2].flat()`),
  of(
    0.3,
    (g) =>
      `[1, 2, 3].${g.pick(['at', 'fill', 'with', 'splice', 'concat'])}(${g.pick(['b(1)', '{ valueOf() { return b(1); } }'])}, 9)`,
  ),
  of(0.3, (g) => `[{ toString() { return b('j'); } }, ${g.expr('number')}].join(b('-'))`),
];
