/**
 * What scripts may do to their builtins, by name: statements that run in a VU before it does its work. None of it may
 * change what is sent, counted or logged.
 */
export const TAMPERINGS: Readonly<Record<string, string>> = {
  'Math.min': 'Math.min = () => 0;',
  'Math.max': 'Math.max = () => NaN;',
  'Math.floor and its like': 'Math.floor = Math.trunc = Math.round = Math.ceil = () => -1;',
  'Math.random': 'Math.random = () => { throw 1; };',
  'Math frozen': 'Object.freeze(Math); Object.freeze(JSON); Object.freeze(Array.prototype);',
  'Math gone': 'globalThis.Math = undefined; delete new Function("return this")().Math;',
  'Function.prototype.apply': 'Function.prototype.apply = () => {};',
  'Function.prototype.call': 'Function.prototype.call = () => {};',
  'Function.prototype.bind': 'Function.prototype.bind = () => 5;',
  'Function.prototype.toString': "Function.prototype.toString = () => 'class';",
  'Function.prototype[Symbol.hasInstance]': 'Object.setPrototypeOf(Function.prototype, null);',
  'prototype of functions': 'Function.prototype.then = Function.prototype.exec = () => { throw 1; };',
  'Object.keys': 'Object.keys = () => [];',
  'Object.entries': 'Object.entries = Object.values = () => [];',
  'Object.assign': 'Object.assign = () => null;',
  'Object.create': 'Object.create = () => null;',
  'Object.defineProperty': 'Object.defineProperty = Object.defineProperties = () => {};',
  'Object.freeze': 'Object.freeze = Object.seal = () => undefined;',
  'Object.fromEntries': 'Object.fromEntries = () => ({});',
  'Object.getPrototypeOf': 'Object.getPrototypeOf = Reflect.getPrototypeOf = () => null;',
  'Object.getOwnPropertyDescriptor':
    'Object.getOwnPropertyDescriptor = Reflect.getOwnPropertyDescriptor = () => undefined;',
  'Object.is': 'Object.is = () => false; Object.hasOwn = () => false;',
  'Object.prototype.toString': "Object.prototype.toString = () => '[object Own]';",
  'Object.prototype.hasOwnProperty': 'Object.prototype.hasOwnProperty = () => false;',
  'Object.prototype.valueOf': 'Object.prototype.valueOf = () => NaN;',
  'Object.prototype.constructor': 'Object.prototype.constructor = null;',
  'a member of all objects':
    "Object.prototype.own = 'x'; Object.prototype.tags = { a: 'b' }; Object.prototype.headers = { Own: '1' };",
  'a parameter in all objects':
    "Object.prototype.timeout = '1ms'; Object.prototype.redirects = 0; Object.prototype.throw = true;",
  'accessors of all objects': `for (const name of ['value', 'status', 'body', 'get', 'kind', 'duration', 'error', 'done', 'message', 'resolve'])
    Object.defineProperty(Object.prototype, name, { __proto__: null, get() { throw new Error(name); }, set() {}, configurable: true });`,
  'setters of indexes':
    'Object.defineProperty(Array.prototype, 0, { set() {}, get() { return 5; }, configurable: true });',
  'a then of all objects': 'Object.prototype.then = (resolve) => resolve(1);',
  'Array.isArray': 'Array.isArray = () => true;',
  'Array.from': 'Array.from = Array.of = () => [];',
  'Array[Symbol.species]':
    'Object.defineProperty(Array, Symbol.species, { value: class { constructor() { throw 1; } } });',
  'Array.prototype.constructor': 'Array.prototype.constructor = { [Symbol.species]: null };',
  'Array.prototype[Symbol.iterator]': 'Array.prototype[Symbol.iterator] = function* () {};',
  'iterators of arrays': 'Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true });',
  'Array.prototype.map': 'Array.prototype.map = () => [];',
  'Array.prototype.forEach': 'Array.prototype.forEach = () => {};',
  'Array.prototype.filter': 'Array.prototype.filter = Array.prototype.find = Array.prototype.some = () => undefined;',
  'Array.prototype.push': 'Array.prototype.push = () => 0; Array.prototype.unshift = () => 0;',
  'Array.prototype.pop': 'Array.prototype.pop = Array.prototype.shift = () => undefined;',
  'Array.prototype.splice': 'Array.prototype.splice = Array.prototype.slice = () => [];',
  'Array.prototype.join': "Array.prototype.join = () => ''; Array.prototype.toString = () => '';",
  'Array.prototype.includes': 'Array.prototype.includes = Array.prototype.indexOf = () => -1;',
  'Array.prototype.concat': 'Array.prototype.concat = Array.prototype.flat = Array.prototype.flatMap = () => [];',
  'Array.prototype.sort': 'Array.prototype.sort = Array.prototype.reverse = () => null;',
  'Array.prototype.reduce': 'Array.prototype.reduce = Array.prototype.every = () => 0;',
  'String as a function': 'new Function("return this")().String = () => "";',
  'String.prototype.slice': "String.prototype.slice = String.prototype.substring = () => '';",
  'String.prototype.replace': "String.prototype.replace = String.prototype.replaceAll = () => '';",
  'String.prototype.split': 'String.prototype.split = () => [];',
  'String.prototype.toLowerCase': "String.prototype.toLowerCase = String.prototype.toUpperCase = () => 'x';",
  'String.prototype.charCodeAt': 'String.prototype.charCodeAt = String.prototype.codePointAt = () => NaN;',
  'String.prototype.startsWith': 'String.prototype.startsWith = String.prototype.endsWith = () => true;',
  'String.prototype.trim': "String.prototype.trim = String.prototype.padStart = () => '';",
  'String.prototype[Symbol.iterator]': 'String.prototype[Symbol.iterator] = function* () {};',
  'String.prototype.toString': "String.prototype.toString = String.prototype.valueOf = () => 'own';",
  'Number and its functions':
    'Number.isFinite = Number.isInteger = Number.isNaN = () => false; new Function("return this")().Number = () => 0;',
  'Number.prototype.toString': "Number.prototype.toString = Number.prototype.toFixed = () => 'own';",
  parseInt: 'new Function("return this")().parseInt = new Function("return this")().parseFloat = () => 0;',
  isNaN: 'new Function("return this")().isNaN = new Function("return this")().isFinite = () => true;',
  'JSON.parse': 'JSON.parse = () => ({});',
  'JSON.stringify': "JSON.stringify = () => 'own';",
  'toJSON of all objects': "Object.prototype.toJSON = () => 'own';",
  Promise: 'new Function("return this")().Promise = class { constructor() { throw 1; } };',
  'Promise.prototype.then': 'Promise.prototype.then = () => {};',
  'Promise.prototype.catch': 'Promise.prototype.catch = Promise.prototype.finally = () => { throw 1; };',
  'Promise.prototype.constructor': 'Promise.prototype.constructor = function () { throw 1; };',
  'Promise.resolve': 'Promise.resolve = Promise.reject = Promise.all = () => 5;',
  'Promise[Symbol.species]':
    'Object.defineProperty(Promise, Symbol.species, { value: class { constructor() { throw 1; } } });',
  'Map and Set':
    'for (const C of [Map, Set, WeakMap]) C.prototype.get = C.prototype.has = C.prototype.set = C.prototype.add = C.prototype.delete = () => undefined;',
  'Map gone':
    'for (const name of ["Map", "Set", "WeakMap", "WeakSet", "Symbol", "Proxy", "Reflect"]) delete new Function("return this")()[name];',
  'Date.now': 'Date.now = () => 0; Date.prototype.getTime = () => NaN;',
  Date: 'new Function("return this")().Date = function () { throw 1; };',
  Error: 'new Function("return this")().Error = class { constructor() { throw 1; } };',
  'Error.captureStackTrace': 'Error.captureStackTrace = () => { throw 1; };',
  'Error.stackTraceLimit': "Error.stackTraceLimit = 'none';",
  'Error.prepareStackTrace': 'Error.prepareStackTrace = () => { throw new Error("own"); };',
  'Error.prototype':
    'Error.prototype.toString = () => { throw 1; }; Error.prototype.name = Symbol(); Object.setPrototypeOf(TypeError, null);',
  'RegExp.prototype.exec': 'RegExp.prototype.exec = RegExp.prototype.test = () => null;',
  'RegExp.prototype[Symbol.replace]':
    "RegExp.prototype[Symbol.replace] = RegExp.prototype[Symbol.split] = RegExp.prototype[Symbol.match] = () => 'own';",
  'Reflect.apply': 'Reflect.apply = Reflect.construct = Reflect.get = Reflect.ownKeys = () => undefined;',
  Proxy: 'new Function("return this")().Proxy = class { constructor() { throw 1; } };',
  'typed arrays':
    'const T = Object.getPrototypeOf(Uint8Array.prototype); T.set = T.subarray = T.slice = T.fill = () => { throw 1; }; Object.defineProperty(T, "length", { get: () => 0 });',
  'ArrayBuffer.prototype':
    'Object.defineProperty(ArrayBuffer.prototype, "byteLength", { get: () => 0 }); ArrayBuffer.prototype.slice = () => null;',
  generators:
    'const G = Object.getPrototypeOf(function* () {}).prototype; G.next = G.return = G.throw = () => ({ done: true });',
  'Symbol.prototype': "Symbol.prototype.toString = () => 'own'; Symbol.for = () => null;",
  'symbols of all objects':
    'Object.prototype[Symbol.toPrimitive] = () => NaN; Object.prototype[Symbol.iterator] = function* () {}; Object.prototype[Symbol.toStringTag] = "Own";',
  timers:
    'new Function("return this")().setTimeout = () => 0; new Function("return this")().clearTimeout = () => { throw 1; };',
  'the console':
    'const { log } = console; delete new Function("return this")().console; console.info = () => { throw 1; };',
  natives: 'const { get } = http; get.call = get.apply = get.bind = () => null; Object.setPrototypeOf(get, null);',
  'methods of responses':
    "const p = Object.getPrototypeOf(http.get(URL)); for (const name of ['body', 'headers', 'timings', 'url']) Object.defineProperty(p, name, { get() { throw 1; } });",
};
