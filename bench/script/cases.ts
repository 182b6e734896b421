/** One thing that scripts do, as users write it and as someone would write it by hand with async and await. */
export interface Case {
  readonly name: string;
  readonly k6: string;
  /** The body of a function of `http`, `check`, `group`; gives the iteration's function. */
  readonly byHand: string;
  readonly callsPerIteration: number;
}

const IMPORTS = `import http from 'k6/http'; import { check, group } from 'k6';`;
const CHECK = `check(r, { 'status is 200': (r) => r.status === 200 });`;
const BASE = 'http://127.0.0.1:8099';

export const CASES: readonly Case[] = [
  {
    name: 'plain request',
    k6: `${IMPORTS} export default function () { const r = http.get('${BASE}/'); ${CHECK} }`,
    byHand: `return async () => { const r = await http.get('${BASE}/'); ${CHECK} };`,
    callsPerIteration: 1,
  },
  {
    name: 'group',
    k6: `${IMPORTS} export default function () { group('g', () => { const r = http.get('${BASE}/'); ${CHECK} }); }`,
    byHand: `return async () => { await group('g', async () => { const r = await http.get('${BASE}/'); ${CHECK} }); };`,
    callsPerIteration: 1,
  },
  {
    name: 'class, 2 levels',
    k6: `${IMPORTS}
      class Api {
        constructor(base) { this.base = base; }
        request(method, path) { return http.request(method, this.base + path); }
        get(path) { return this.request('GET', path); }
      }
      const api = new Api('${BASE}');
      export default function () { const r = api.get('/'); ${CHECK} }`,
    byHand: `
      class Api {
        constructor(base) { this.base = base; }
        async request(method, path) { return await http.request(method, this.base + path); }
        async get(path) { return await this.request('GET', path); }
      }
      const api = new Api('${BASE}');
      return async () => { const r = await api.get('/'); ${CHECK} };`,
    callsPerIteration: 1,
  },
  {
    name: 'forEach over 5',
    k6: `${IMPORTS}
      const users = ['a', 'b', 'c', 'd', 'e'];
      export default function () { users.forEach((user) => { const r = http.get('${BASE}/' + user); ${CHECK} }); }`,
    // An async callback in forEach would not be waited for: who writes by hand writes a loop.
    byHand: `
      const users = ['a', 'b', 'c', 'd', 'e'];
      return async () => { for (const user of users) { const r = await http.get('${BASE}/' + user); ${CHECK} } };`,
    callsPerIteration: 5,
  },
];

/** Work without a blocking call; `seed` keeps it from being computed once. */
const HOT = `
  function mix(a, b) { return ((a << 5) - a + b) | 0; }
  function hot(seed) {
    const seen = new Map(); let sum = seed;
    for (let i = 0; i < 20000; i++) { sum = mix(sum, i); if ((i & 63) === 0) seen.set(i, sum); }
    for (const value of seen.values()) sum = mix(sum, value);
    return sum;
  }`;

export const HOT_LOOP = {
  k6: `${IMPORTS} ${HOT} export function work() { http.get('${BASE}'); } export default function (seed) { return hot(seed); }`,
  byHand: `${HOT} return hot;`,
};
