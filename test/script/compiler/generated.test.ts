// Programs made of random parts: compiled, they do what they do untouched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tempFolder } from '../../helpers/temp.js';
import { compileIn, concurrent, reference } from './differential.js';

/** A program is a tree of texts. `v` and `w` are variables that exist everywhere, `fns` are functions to call. */
const { statement, expression } = fc.letrec<{ expression: string; statement: string; body: string; callee: string }>(
  (tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('v', 'w', '1', "'s'", 'load(v)', 'load("k")', 'null'),
      fc.tuple(tie('callee'), tie('expression')).map(([f, x]) => `${f}(${x})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} ?? ${b})`),
      fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[${a}, ${b}].map((v) => [v, load(v)]).join()`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `[${a}].reduce((w, v) => w + ${b}, '')`),
      tie('expression').map((x) => `new Box(${x}).open()`),
      tie('expression').map((x) => `new Box(${x})?.peek?.(v)`),
      tie('expression').map((x) => `[...numbers(${x})].join()`),
      tie('expression').map((x) => `\`<\${${x}}>\``),
      tie('expression').map((x) => `((v, w = load(v), { n } = { n: w }) => v + w + n)(${x})`),
      tie('expression').map((x) => `(function () { return arguments.length + load(arguments[0]); })(${x}, 1)`),
      tie('expression').map((x) => `new Deep(${x}).label`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `new Deep(${a}).each((v) => v + ${b}).join()`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `tag\`a\${${a}}b\${${b}}\``),
      tie('expression').map((x) => `(null?.missing(${x}) ?? table?.["load"]?.(${x}))`),
      tie('expression').map((x) => `(() => { for (let v of numbers(1)) return [v, ${x}].join(); })()`),
      fc.tuple(tie('expression'), tie('body')).map(([x, b]) => `({ get a() { ${b} return ${x}; }, b: 1 }).a`),
      tie('expression').map((x) => `(w = ${x}, v)`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `((a, b) => a + b)(...[${a}, ${b}])`),
      tie('body').map((b) => `(() => { try { ${b} return v; } finally { v = load(w); } })()`),
      tie('expression').map((x) => `new (class { f = ${x}; g = [1].map((v) => v + load(this.f)); })().g.join()`),
      tie('expression').map((x) => `((v = ${x}) => v + load(w))()`),
      tie('body').map((b) => `(function (v) { ${b} return w; })(w)`),
      tie('body').map((b) => `((v) => { ${b} return v; })(1)`),
      tie('body').map((b) => `group('g', () => { ${b} return v; })`),
    ),
    callee: fc.constantFrom(
      'load',
      'twice',
      'plain',
      'table.load',
      'table["twice"]',
      'fns[0]',
      'pick("load")',
      'http.get',
      'box.open.bind(box)',
    ),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('expression').map((x) => `note(${x});`),
      tie('expression').map((x) => `v = ${x};`),
      tie('expression').map((x) => `w += ${x};`),
      fc.tuple(tie('expression'), tie('body'), tie('body')).map(([x, a, b]) => `if (${x}) { ${a} } else { ${b} }`),
      tie('body').map((b) => `for (let i = 0; i < 2; i++) { ${b} note(i); }`),
      fc
        .tuple(tie('expression'), tie('body'))
        .map(([x, b]) => `for (let v of [1, ${x}]) { ${b} note(v); if (v === w) break; }`),
      tie('body').map((b) => `for (let v of numbers(2)) { ${b} if (w === v) continue; note(v); }`),
      fc
        .tuple(tie('body'), tie('body'), tie('body'))
        .map(([a, b, c]) => `try { ${a} } catch (w) { note(w.name); ${b} } finally { ${c} }`),
      fc.tuple(tie('expression'), tie('body')).map(([x, b]) => `switch (${x}) { case 1: ${b} default: note('d'); }`),
      tie('body').map((b) => `group('s', () => { ${b} if (v === 1) return; note('end'); });`),
      tie('body').map((b) => `[1, 2].forEach((v) => { ${b} note(v); });`),
      tie('expression').map((x) => `check(${x}, { ok: (v) => load(v), is: (v) => v === w });`),
      fc
        .tuple(tie('expression'), tie('expression'))
        .map(([a, b]) => `{ let [v, ...w] = [${a}, ${b}, 3]; note(v); note(w.length); }`),
      fc
        .tuple(tie('expression'), tie('expression'))
        .map(([a, b]) => `{ let { v, w = ${a} } = { v: ${b} }; note(v); note(w); }`),
      fc
        .tuple(tie('expression'), tie('body'))
        .map(([x, b]) => `{ const f = (n) => { ${b} return n > 1 ? load(n) : f(n + 1) + ${x}; }; note(f(0)); }`),
      fc
        .tuple(tie('body'), tie('body'))
        .map(
          ([a, b]) =>
            `;(() => { outer: for (let i = 0; i < 2; i++) { for (let v of numbers(i)) { ${a} if (v === w) continue outer; ${b} if (i) break outer; } } })();`,
        ),
      fc
        .tuple(tie('expression'), tie('body'))
        .map(([x, b]) => `while (note.length < 2) { ${b} if (${x}) break; else break; }`),
      tie('expression').map((x) => `throw new RangeError(String(${x}));`),
    ),
    body: fc.array(tie('statement'), { maxLength: 2 }).map((list) => list.join(' ')),
  }),
);

const PRELUDE = `import http from 'k6/http';
import { check, group, sleep } from 'k6';
const load = (path) => { if (String(path).length > 300) return 0; return http.get('http://sut/' + String(path).length).url.length; };
const twice = (x) => [x, x].map((y) => load(y)).length + x;
const plain = (x) => x;
const table = { load, twice };
const fns = [(x) => (sleep(1), x), plain];
const pick = (name) => table[name];
class Box {
  #value;
  constructor(value) { this.#value = value; this.loaded = load(value); }
  open() { return this.loaded + load(this.#value); }
  peek(x) { return x; }
}
class Deep extends Box {
  extra = [load(this.loaded)];
  constructor(value) { super(value); this.extra.push(load(value)); }
  get label() { return this.extra.join() + load(super.open()); }
  each(fn) { return this.extra.map((v) => fn(v) + super.peek(v)); }
}
const tag = (strings, ...values) => strings.join('|') + values.map((v) => load(v)).join();
const box = new Proxy({ open: (x) => load(x) }, {});
function* numbers(n) { yield 1; yield load(n); }
`;

test('generated programs', async () => {
  await using folder = await tempFolder();
  const source = async (text: string) => ({ name: 'p.js', entryPath: await folder.write('p.js', text), text });
  const programs = fc.array(statement, { minLength: 1, maxLength: 5 }).map((list) => list.join('\n  '));
  await fc.assert(
    fc.asyncProperty(programs, expression, fc.integer(), async (body, result, seed) => {
      const text = `${PRELUDE}export default function () {
  const out = [], note = (x) => void out.push(typeof x === 'object' ? JSON.stringify(x) : String(x).slice(0, 50));
  let v = 0, w = 'w';
  try {
  ${body}
  note(${result});
  } catch (error) { note(error.name + error.message); }
  return out;
}`;
      const script = await source(text);
      const expected = await reference(script, { cwd: folder.path });
      const found = await concurrent(await compileIn(script, { cwd: folder.path }), 3, seed);
      for (const traces of found) assert.deepEqual(traces.get('default'), expected.get('default'));
    }),
    { numRuns: 150, endOnFailure: false },
  );
});
