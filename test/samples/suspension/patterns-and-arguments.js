// Builtins that ask what they are given: patterns with methods of their own, numbers and texts of objects, thenables.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
const n = (x) => ({
  valueOf() {
    return b(x);
  },
});
const own = (pattern) => Object.assign(pattern, { exec: (text) => b(RegExp.prototype.exec.call(pattern, text)) });

export const ownExec = () => [
  own(/b/).test('abc'),
  'a1b2'.match(own(/[a-z]/g)),
  'a1b2'.match(own(/[a-z]/)),
  'a1b2'.replace(own(/([a-z])(\d)/g), '$2$1$&$$[$`]'),
  'a1b2'.replace(own(/(?<l>[a-z])/g), '<$<l>>'),
  'a1b2'.replace(own(/[a-z]/g), (v, at) => b(v + at)),
  'a1b2'.search(own(/\d/)),
];
export function subclass() {
  class Loud extends RegExp {
    exec(text) {
      return b(super.exec(text));
    }
  }
  return ['a,b;c'.split(new Loud('[,;]')), 'a,b;c'.split(new Loud('([,;])'), 3), [...'a1b'.matchAll(new Loud('[a-z]', 'g'))].length];
}
export const ownSymbols = () =>
  ['split', 'search', 'match', 'replace'].map((name) =>
    'x1y'[name]({ [Symbol[name]]: (text, other) => b([text, other]) }, 'r'),
  );
export const replacers = () => [/b/[Symbol.replace]('abc', (v) => b(v + v)), 'a-b'.replace('-', { toString: () => b('+') })];
export const numbers = () => [
  [1, 2, 3].at(n(-1)),
  [1, 2, 3].fill(0, n(1)),
  [1, 2, 3].slice(n(1), n(2)),
  [1, 2, 3].splice(n(0), n(2)),
  (255).toString(n(16)),
  new Date(n(5)).getTime(),
  new Date(2020, n(1)).getMonth(),
  new Date({ [Symbol.toPrimitive]: (hint) => b(hint === 'default' ? 7 : 0) }).getTime(),
  new Error({ toString: () => b('text') }).message,
  Object.hasOwn({ a: 1 }, { toString: () => b('a') }),
  JSON.parse({ toString: () => b('[1]') }),
];
export const typed = () => [
  [...Uint8Array.from([1, 2], (v) => b(v + 1))],
  [...Float64Array.from(new Set([1, 2]), (v, i) => b(v * i))],
  [...Uint8Array.from({ length: 2, 0: 1, 1: 2 }, (v) => b(v))],
];
export async function thenables() {
  const log = [];
  const later = (x) => ({
    then(resolve) {
      log.push(b(`then ${x}`));
      resolve(x);
    },
  });
  const returns = async (x) => later(x);
  await Promise.all([
    (async () => log.push(await later(1)))(),
    returns(2).then((v) => log.push(v)),
    Promise.resolve(later(3)).then((v) => log.push(v)),
    new Promise((resolve) => resolve(later(4))).then((v) => log.push(v)),
    Promise.resolve()
      .then(() => later(later(5)))
      .then((v) => log.push(v)),
    Promise.resolve({ then: () => b(boom()) }).catch((e) => log.push(e.message)),
  ]);
  return log;
}
const boom = () => {
  throw new Error('no');
};
