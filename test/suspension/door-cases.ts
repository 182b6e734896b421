// Whole runs, through the user's door: files in, what the script prints, how many requests reach the server, the exit
// code. Written down as k6 does it; ask-k6.ts asks k6 itself.

export interface DoorCase {
  readonly files: Readonly<Record<string, string>>;
  /** The file to run; `script.js` unless given. */
  readonly entry?: string;
  /** What the user has to say, where Salvo can't find it out by itself. */
  readonly args?: readonly string[];
  readonly code: number;
  /** What the script prints, sorted, because VUs print when they like. A function judges what can't be foretold. */
  readonly printed: readonly string[] | ((lines: readonly string[]) => boolean);
  /** Lines of level error. */
  readonly errors?: number;
  readonly requests?: number;
}

const perVu = (vus: number, iterations: number): string =>
  `export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: ${vus}, iterations: ${iterations} } } };`;
const http =
  "import http from 'k6/http'; import { sleep } from 'k6'; import exec from 'k6/execution'; const URL = __ENV.URL;";

export const DOOR_CASES: Readonly<Record<string, DoorCase>> = {
  'async methods that are made in a loop send, and wait': {
    files: {
      'script.js': `${http} ${perVu(1, 5)}
        const client = {};
        for (const m of ['get', 'post']) client[m] = async (path) => { const r = http[m](URL + path); await null; return r; };
        export default async () => { const r = await client.get('/x'); console.log(r.status); };`,
    },
    code: 0,
    printed: ['200', '200', '200', '200', '200'],
    requests: 5,
  },
  'a constant that is not there yet is an error, not undefined': {
    files: {
      'script.js': `export const options = { iterations: 1, thresholds: limits() };
        const LIMITS = { http_req_failed: ['rate<0.01'] };
        function limits() { return LIMITS; }
        export default () => console.log('ran');`,
    },
    code: 107,
    printed: [],
  },
  'nor in files that import each other': {
    files: {
      'script.js': `import { a } from './a.js'; export default () => console.log(a);`,
      'a.js': `import { b } from './b.js'; export const a = 'a' + b;`,
      'b.js': `import { a } from './a.js'; export const b = 'b' + a;`,
    },
    code: 107,
    printed: [],
  },
  'what a VU puts on builtins is its own': {
    files: {
      'script.js': `${perVu(3, 2)}
        String.prototype.mine = () => 'vu ' + __VU;
        Array.prototype.owner = __VU;
        Math.random = () => __VU / 10;
        export default () => console.log('x'.mine(), [].owner, Math.random());`,
    },
    code: 0,
    printed: [1, 2, 3].flatMap((vu) => [`vu ${vu} ${vu} 0.${vu}`, `vu ${vu} ${vu} 0.${vu}`]),
  },
  'also when it is put there in an iteration': {
    args: ['--isolation', 'vu'],
    files: {
      'script.js': `${http} ${perVu(3, 1)}
        export default () => {
          const original = Array.prototype.map;
          Array.prototype.map = function (...all) { return ['vu ' + __VU, ...original.apply(this, all)]; };
          Object.prototype.shared = __VU;
          sleep(0.1);
          console.log([1].map((x) => x).join(), ({}).shared, JSON.stringify({ a: [1, 2] }));
        };`,
    },
    code: 0,
    printed: [1, 2, 3].map((vu) => `vu ${vu},1 ${vu} {"a":[1,2]}`),
  },
  'builtins that a script has frozen or replaced break nothing': {
    files: {
      'script.js': `${http} ${perVu(2, 2)}
        Object.freeze(Math); Object.freeze(Array.prototype);
        JSON.stringify = () => 'mine'; Map.prototype.get = () => { throw new Error('patched'); }; Array.from = undefined;
        Promise.prototype.finally = undefined; Object.entries = () => []; String.prototype.split = () => ['patched'];
        export default async () => { const r = http.get(URL + '/x'); await null; sleep(0.01); console.log(r.status, JSON.stringify({})); };`,
    },
    code: 0,
    printed: ['200 mine', '200 mine', '200 mine', '200 mine'],
    requests: 4,
  },
  'random numbers of a seed are the same in every VU, whatever else draws some': {
    files: {
      'script.js': `import { randomSeed } from 'k6'; ${http} ${perVu(3, 1)}
        export default () => {
          randomSeed(7);
          const all = [Math.random()];
          http.get(URL.replace('127.0.0.1', 'localhost') + '/r'); sleep(0.02);
          all.push(Math.random(), Math.random());
          console.log(all.join());
        };`,
    },
    code: 0,
    printed: (lines) => lines.length === 3 && new Set(lines).size === 1,
  },
  'a thenable that sends': {
    files: {
      'script.js': `${http} ${perVu(1, 2)}
        export default async () => console.log(await { then(resolve) { http.get(URL + '/then'); resolve(1); } });`,
    },
    code: 0,
    printed: ['1', '1'],
    requests: 2,
  },
  'each iteration that throws is an error of its own': {
    files: { 'script.js': `${perVu(2, 25)} export default async () => { throw new Error('x ' + __ITER); };` },
    code: 0,
    printed: [],
    errors: 50,
  },
  'a CommonJS script may end the test while it initialises': {
    files: {
      'script.cjs': `const exec = require('k6/execution'); exec.test.abort('stop here'); exports.default = () => console.log('ran');`,
    },
    entry: 'script.cjs',
    code: 108,
    printed: [],
  },
  'and may sleep': {
    files: {
      'script.cjs': `const { sleep } = require('k6'); sleep(0.01); exports.default = () => console.log('ran ' + typeof sleep);`,
    },
    entry: 'script.cjs',
    code: 0,
    printed: ['ran function'],
  },
  'a promise callback may end the test': {
    files: {
      'script.js': `${http} ${perVu(1, 3)}
        export default () => { console.log('iteration ' + __ITER); Promise.resolve().then(() => exec.test.abort('enough')); };`,
    },
    code: 108,
    printed: ['iteration 0'],
  },
  'open() starts from the file that calls it': {
    files: {
      'script.js': `import { data } from './lib/lib.js'; const own = open('./data.txt'); export default () => console.log(own.trim(), data.trim());`,
      'data.txt': 'of the script',
      'lib/lib.js': `export const data = open('./data.txt');`,
      'lib/data.txt': 'of the library',
    },
    code: 0,
    printed: ['of the script of the library'],
  },
  'responses are objects like others': {
    files: {
      'script.js': `${http} ${perVu(1, 1)}
        export default () => {
          const r = http.get(URL + '/x');
          const all = [r instanceof Object, r.headers instanceof Object, r.timings instanceof Object, r.json() instanceof Object];
          let caught; try { http.get('nonsense://x', 5); } catch (error) { caught = error; }
          console.log(all.join(), [r].map((x) => x.status).join());
        };`,
    },
    code: 0,
    printed: ['true,true,true,true 200'],
  },
  'stacks name the files of the user': {
    files: {
      'script.js': `import { fail } from './lib.js'; ${http} ${perVu(1, 1)}
        export default () => { try { fail(sleep); } catch (error) { console.log(error.stack.includes('lib.js:1:'), error.stack.includes('script.js:2:'), /node:|salvo:|\\$\\$/.test(error.stack)); } };`,
      'lib.js': `export const fail = (sleep) => { sleep(0.01); throw new Error('x'); };`,
    },
    code: 0,
    printed: ['true true false'],
  },
  'a client for the module, in a CommonJS bundle with eval': {
    files: {
      'script.cjs': `const http = require('k6/http');
        const modules = { './api': (module, exports, require) => { module.exports = class { constructor(h) { this.h = h; } get(p) { return this.h.get(__ENV.URL + p).status; } }; } };
        const load = (name) => { const module = { exports: {} }; modules[name](module, module.exports, load); return module.exports; };
        const Api = load('./api');
        exports.default = () => { const n = eval('1 + 1'); console.log(new Api(http).get('/x'), new Api({ ...http }).get('/y'), n); };`,
    },
    entry: 'script.cjs',
    code: 0,
    printed: ['200 200 2'],
    requests: 2,
  },
};
