// Code that is made from text.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};
globalThis.viaGlobal = b;

export const makingFunctions = () => [
  new Function('f', 'x', 'return f(x) + 1')(b, 1),
  new Function('f', 'return (x) => f(x)')(b)(2),
  Function('return 3')(),
  new Function('a', 'c', 'return a + c').length,
];
export const callingGlobals = () => new Function('x', 'return viaGlobal(x)')(4);
export const templates = () => {
  const compile = (text) => new Function('data', 'h', `return '${text.replace(/\{(\w+)\}/g, "' + h(data.$1) + '")}';`);
  return compile('Hello {name}, {n}!')({ name: 'x', n: 2 }, b);
};
export const evalWithoutWaiting = () => {
  const x = b(1);
  return [eval('x + 1'), (0, eval)('1 + 1'), b(2)];
};
export const evalThatWaits = () => eval('b(3)');
export const besideEval = () => {
  const f = (text) => eval(text);
  return [f('1'), [1, 2].map((v) => b(v)), b(4)];
};
export const generatorsFromText = () => {
  const Generator = Object.getPrototypeOf(function* () {}).constructor;
  return [...new Generator('f', 'yield f(1); yield 2;')(b)];
};
export const asyncFromText = async () => {
  const Async = Object.getPrototypeOf(async () => {}).constructor;
  return await new Async('f', 'return f(await 5)')(b);
};
