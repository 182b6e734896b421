// Places of a script where a call may stand, as source around it. `HTTP` stands where a place needs a server.

/** In code that runs through: the function itself and what it calls before it returns. */
export const nested = {
  'the function itself': (act) => act,
  'a nested function': (act) => `(() => { (function () { ${act} })(); })();`,
  'a method': (act) => `new (class { run() { ${act} } })().run();`,
  'a generator': (act) => `for (const one of (function* () { ${act} yield 1; })()) void one;`,
  forEach: (act) => `[1].forEach(() => { ${act} });`,
  'map in map': (act) => `[1].map(() => [1].map(() => { ${act} }));`,
  reduce: (act) => `[1].reduce(() => { ${act} return 0; }, 0);`,
  sort: (act) => `[1, 2].sort(() => { ${act} return 0; });`,
  replace: (act) => `'a'.replace(/a/, () => { ${act} return 'b'; });`,
  'Array.from': (act) => `Array.from([1], () => { ${act} });`,
  'forEach of a Map': (act) => `new Map([[1, 1]]).forEach(() => { ${act} });`,
  'JSON.parse': (act) => `JSON.parse('1', () => { ${act} return 1; });`,
  call: (act) => `(function () { ${act} }).call(undefined);`,
  'a bound function': (act) => `(function () { ${act} }).bind(undefined)();`,
  group: (act) => `group('place', () => { ${act} });`,
  'group in group': (act) => `group('outer', () => group('place', () => { ${act} }));`,
  check: (act) => `check(1, { place: () => { ${act} return true; } });`,
  'check in group': (act) => `group('outer', () => check(1, { place: () => { ${act} return true; } }));`,
  'behind a request': (act) => `http.get(__ENV.URL); ${act}`,
} satisfies Places;

/** In code that a promise runs. */
export const promised = {
  'a promise': (act) => `Promise.resolve().then(() => { ${act} });`,
  'a promise of a promise': (act) => `Promise.resolve().then(() => Promise.resolve()).then(() => { ${act} });`,
  catch: (act) => `Promise.reject(1).catch(() => { ${act} });`,
  finally: (act) => `Promise.resolve().finally(() => { ${act} });`,
  'a new promise': (act) => `new Promise((resolve) => { ${act} resolve(); });`,
  'an async function': (act) => `(async () => { ${act} })();`,
  'behind await': (act) => `(async () => { await null; ${act} })();`,
  'behind await, in forEach': (act) => `(async () => { await null; [1].forEach(() => { ${act} }); })();`,
  'behind await, in group': (act) => `(async () => { await null; group('place', () => { ${act} }); })();`,
  'behind await, in check': (act) => `(async () => { await 0; check(1, { a: () => { ${act} return true; } }); })();`,
  'Promise.all': (act) => `Promise.all([null, null].map(async (one, at) => { await one; if (at) { ${act} } }));`,
  'behind an asynchronous request': (act) => `http.asyncRequest('GET', __ENV.URL).then(() => { ${act} });`,
  'behind await of a request': (act) => `(async () => { await http.asyncRequest('GET', __ENV.URL); ${act} })();`,
} satisfies Places;

/** In code that a timer runs. */
export const timed = {
  setTimeout: (act) => `setTimeout(() => { ${act} }, 1);`,
  'setTimeout in setTimeout': (act) => `setTimeout(() => setTimeout(() => { ${act} }, 1), 1);`,
  setInterval: (act) => `const id = setInterval(() => { clearInterval(id); ${act} }, 1);`,
  'forEach in setTimeout': (act) => `setTimeout(() => { [1].forEach(() => { ${act} }); }, 1);`,
  'group in setTimeout': (act) => `setTimeout(() => { group('place', () => { ${act} }); }, 1);`,
  'then in setTimeout': (act) => `setTimeout(() => { Promise.resolve().then(() => { ${act} }); }, 1);`,
  'an async function in setTimeout': (act) => `setTimeout(async () => { await null; ${act} }, 1);`,
  'setTimeout in then': (act) => `Promise.resolve().then(() => setTimeout(() => { ${act} }, 1));`,
} satisfies Places;

export type Places = Readonly<Record<string, (act: string) => string>>;

export const places: Places = { ...nested, ...promised, ...timed };
