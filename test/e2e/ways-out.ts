/**
 * Ways out of a sandbox, by name: the body of a function in a script that returns or throws the thing found. `caught`
 * gives what a function returns or throws, `settled` a promise together with what it comes to.
 */
export const WAYS_OUT: Readonly<Record<string, string>> = {
  'constructor of a function': 'return (() => {}).constructor;',
  'constructor of an async function': "return (async () => {}).constructor('return import(NODE)');",
  'constructor of a generator function':
    'return [...(function* () {}).constructor(`yield typeof process; yield this`)()];',
  'constructor of an async generator function': 'return (async function* () {}).constructor;',
  'prototype above the constructor of an async function': 'return Object.getPrototypeOf((async () => {}).constructor);',
  'global object': "return [globalThis, global, new Function('return this')(), (0, eval)('this')];",
  'names of the global object': `const names = ['process', 'require_', 'Buffer', 'fetch', 'setImmediate', 'WebAssembly',
    'SharedArrayBuffer', 'Atomics', 'FinalizationRegistry', 'performance', 'structuredClone', 'queueMicrotask'];
    return names.filter((name) => new Function('return typeof ' + name)() !== 'undefined').map((name) => { throw name; });`,
  'sloppy this': "return Function('return (function () { return this; })()')();",
  callers:
    "return caught(() => Function('return (function f() { return [f.caller, arguments.callee.caller]; })()')());",
  'a module': 'return [k6, timers];',
  'a module function': 'return [http.get, k6.check, k6.sleep, timers.setTimeout];',
  'symbols of a module function': 'return Object.getOwnPropertySymbols(http.get).map((symbol) => http.get[symbol]);',
  'a module class': 'return [SharedArray, Counter, http.CookieJar];',
  'an instance of a module class': 'return [counter, new http.CookieJar(), counter.add];',
  'a class called without new': 'return [caught(() => Counter()), caught(() => SharedArray())];',
  'a method on another object':
    'return [caught(() => counter.add.call({}, 1)), caught(() => new http.CookieJar().set.call(1))];',
  'a subclass': 'class Own extends http.CookieJar {} return [new Own(), Object.getPrototypeOf(Own)];',
  'new.target without a prototype':
    'const F = function () {}.bind(); return caught(() => Reflect.construct(http.CookieJar, [], F));',
  'a module function as new.target':
    'return [caught(() => Reflect.construct(Array, [], http.get)), Reflect.construct(Array, [], http.CookieJar)];',
  'environment variables': 'return __ENV;',
  'data of setup': 'return [globalThis.data, globalThis.data.list[0]];',
  'a SharedArray':
    'return [shared, shared[0], shared[0].a, Object.getOwnPropertyDescriptor(shared, 0), Reflect.ownKeys(shared)];',
  'a write to a SharedArray':
    'return [caught(() => { shared[0] = 1; }), caught(() => delete shared[0]), caught(() => Object.setPrototypeOf(shared, null))];',
  'bytes of a file': 'return [bytes, new Uint8Array(bytes)];',
  'errors of init code': 'return [initError, initError.value, openError];',
  'open and require in a VU': "return [caught(() => open('data.bin')), caught(() => require('k6'))];",
  'a response': 'return http.get(URL);',
  'fields of a response':
    'const r = http.get(URL); return [r.headers, r.cookies, r.timings, r.request, r.ocsp, r.json];',
  'accessors of a response':
    'let p = http.get(URL); const all = []; while ((p = Object.getPrototypeOf(p))) all.push(Object.getOwnPropertyDescriptors(p)); return all;',
  'JSON of a response': "const r = http.get(URL); return [r.json(), r.json('a'), r.json('a.#.b')];",
  'errors of a response':
    "const r = http.get(URL, { responseType: 'none' }); return [caught(() => r.json()), caught(() => r.html()), caught(() => { r.own = 1; })];",
  'a binary body': "return http.get(URL, { responseType: 'binary' }).body;",
  'a failed request': "return caught(() => http.get('http://127.0.0.1:1'));",
  'arguments that cannot be read':
    'return [caught(() => http.get(Symbol())), caught(() => http.get(URL, { tags: { a: {} } })), caught(() => http.file())];',
  'arguments that throw':
    'return [caught(() => http.get({ toString() { throw 1; } })), caught(() => counter.add({ valueOf() { null.x; } }))];',
  'a batch': "return [http.batch([URL, ['GET', URL]]), http.batch({ one: URL })];",
  'an asynchronous request': "return await settled(http.asyncRequest('GET', URL));",
  'a failed asynchronous request': "return await settled(http.asyncRequest('GET', 'http://127.0.0.1:1'));",
  cookies:
    'const jar = http.cookieJar(); jar.set(URL, "a", "b"); return [jar, jar.cookiesForURL(URL), caught(() => jar.set(Symbol()))];',
  'objects for requests':
    'return [http.file("x"), http.expectedStatuses(200), http.url`a`, caught(() => http.expectedStatuses())];',
  'k6/execution':
    'return [exec, exec.vu, exec.vu.tags, exec.vu.metrics, exec.vu.metrics.metadata, exec.scenario, exec.instance, exec.test];',
  'options of the test': 'return exec.test.options;',
  'descriptors of tags':
    "exec.vu.tags.own = 'x'; return [Object.getOwnPropertyDescriptors(exec.vu.tags), Reflect.ownKeys(exec.vu.tags), caught(() => { exec.vu.tags.a = {}; })];",
  'errors of k6':
    "return [caught(() => k6.check(1)), caught(() => k6.check(1, { 'a::b': 1 })), caught(() => k6.group()), caught(() => k6.fail('x')), caught(() => k6.sleep(Symbol()))];",
  'errors of metrics':
    "return [caught(() => new Trend('late')), caught(() => counter.add('x')), caught(() => counter.add(1, 5))];",
  'arguments of callbacks':
    'let seen; k6.check({ a: 1 }, { x: (...all) => { seen = all; return true; } }); return seen;',
  'the console':
    'return [console, console.log, Object.getPrototypeOf(console), caught(() => console.log({ get a() { throw 1; } }))];',
  timers:
    'return [setTimeout(() => {}, 0), setTimeout, caught(() => setTimeout(5)), await new Promise((r) => setTimeout((...all) => r(all), 0, {}))];',
  'web crypto':
    "return [crypto, crypto.subtle, crypto.subtle.digest, crypto.getRandomValues(new Uint8Array(2)), await settled(crypto.subtle.digest('SHA-256', new Uint8Array(2)))];",
  keys: "const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign']); return [key, key.algorithm, key.usages, await crypto.subtle.exportKey('jwk', key)];",
  'errors of web crypto':
    "return [await settled(crypto.subtle.digest('none', new Uint8Array(1))), caught(() => crypto.getRandomValues(5))];",
  'text coding':
    "return [new TextEncoder(), new TextEncoder().encode('x').buffer, new TextDecoder(), caught(() => new TextDecoder('none')), caught(() => TextEncoder())];",
  'an error of the engine':
    'return [caught(() => null.x), caught(() => x.y), caught(() => new Array(-1)), caught(() => (0, eval)("(")), caught(() => decodeURI("%"))];',
  'a full stack':
    'const all = []; const f = () => { try { f(); } catch (error) { all.push(error); } }; f(); return all;',
  'a full stack in a function of ours':
    'const all = []; const f = () => { try { f(); } catch (error) { all.push(error); try { http.file({}); counter.add(1); } catch (own) { all.push(own); } } }; f(); return all.slice(0, 50);',
  'a full stack while a stack is written':
    'const all = []; const f = () => { try { f(); } catch (error) { try { all.push(error.stack.length); } catch (own) { all.push(own); } } }; f(); return all.slice(0, 50);',
  'frames of a stack': `Error.prepareStackTrace = (error, frames) => frames; const { stack } = new Error('x'); Error.prepareStackTrace = undefined;
    return [stack, ...stack.map((frame) => [frame, frame.getThis(), frame.getFunction(), frame.getFileName()])];`,
  'frames under a function of ours': `Error.prepareStackTrace = (error, frames) => frames; let stack; k6.check(1, { x: () => { stack = new Error('x').stack; return true; } });
    Error.prepareStackTrace = undefined; return stack.map((frame) => [frame.getThis(), frame.getFunction()]);`,
  captureStackTrace:
    'const o = {}; Error.captureStackTrace(o); return [o, o.stack, Object.getOwnPropertyDescriptor(o, "stack")];',
  'a dynamic import': 'return await settled(import(__ENV.NONE || NODE));',
  'a dynamic import of a file': "return await settled(import(__ENV.NONE || './script.js'));",
  'an import in new Function': "return await settled(new Function('NODE', 'return import(NODE)')(NODE));",
  'an import in indirect eval': "return await settled((0, eval)('import(`node:fs`)'));",
  'eval as a promise callback': "return await settled(Promise.resolve('import(`node:fs`)').then(eval));",
  'Function as a promise callback':
    "return await settled(Promise.resolve('return import(`node:fs`)').then(Function).then((f) => f()));",
  'eval as a condition':
    "globalThis.found = undefined; new Function('return this')().put = (p) => { globalThis.found = p; }; k6.check('put(import(`node:fs`))', { x: eval }); return await settled(globalThis.found);",
  'eval as a timer':
    "return await new Promise((resolve) => { new Function('return this')().put = (p) => resolve(settled(p)); setTimeout(eval, 0, 'put(import(`node:fs`))'); });",
  'eval as a text':
    "new Function('return this')().put = (p) => { globalThis.found = p; }; caught(() => new http.CookieJar().set({ toString: eval.bind(null, 'put(import(`node:fs`))'), [Symbol.toPrimitive]: undefined })); return await settled(globalThis.found);",
  'eval as a getter':
    "new Function('return this')().put = (p) => { globalThis.found = p; }; console.log(Object.defineProperty({}, 'a', { enumerable: true, get: eval.bind(null, 'put(import(`node:fs`))') })); return await settled(globalThis.found);",
  'a dynamic import in eval code of eval code':
    'const run = eval; return await settled(run("(0, eval)(`import(\'node:fs\')`)"));',
  'species of promises':
    'class Own extends Promise {} return [Own.resolve(1), Own.resolve(1).then(() => {}), Promise[Symbol.species]];',
  'symbols of a promise':
    "const p = http.asyncRequest('GET', URL); await p; return Object.getOwnPropertySymbols(p).map((symbol) => p[symbol]);",
  'iterators and generators':
    'return [[][Symbol.iterator](), (function* () {})(), "".matchAll(/x/g), new Map().entries()];',
  'builtins that wrap':
    'return [structuredOf(), Intl.DateTimeFormat, new Proxy({}, {}), Reflect, JSON]; function structuredOf() { return Object(1n); }',
};
