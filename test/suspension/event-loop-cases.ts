// What iterations do with promises, timers and errors, written down as k6 does it: event-loop-k6.ts asks k6 itself.

export interface LoopCase {
  /** The module's text; `log` is console.log, and `block` waits a few milliseconds. */
  readonly script: string;
  readonly iterations?: number;
  /** What is printed, in order, and `error: …` where an iteration ends with one. */
  readonly expected: readonly string[];
  /** k6 does not know this syntax, or has nothing that interrupts one iteration and goes on. */
  readonly beyondK6?: true;
}

export const HEAD = `import { sleep } from 'k6';
const log = (x) => console.log(String(x));
const block = (x) => { sleep(0.003); return x; };
const later = (ms, f) => setTimeout(f, ms);
`;

/** `interrupt()` is how the tests end an iteration from outside, while it waits. */
const INTERRUPT = `import http from 'k6/http';
const interrupt = () => http.patch('interrupt');
const after = () => later(30, () => log('timer of ' + __ITER));
`;

export const CASES: Readonly<Record<string, LoopCase>> = {
  'microtasks come before timers, and wait while the VU blocks': {
    script: `export default function () {
      later(0, () => log('timer'));
      Promise.resolve().then(() => log('job'));
      log('main'); block(); log('main goes on');
    }`,
    expected: ['main', 'main goes on', 'job', 'timer'],
  },
  'timers run in the order of their time': {
    script: `export default async function () {
      later(40, () => log('40')); later(1, () => log('1')); later(20, () => log('20'));
      await null; log('after await'); block(); log('end');
    }`,
    expected: ['after await', 'end', '1', '20', '40'],
  },
  'a job that blocks holds up the jobs behind it': {
    script: `export default function () {
      Promise.resolve().then(() => { log('a'); block(); log('a goes on'); }).then(() => log('a2'));
      Promise.resolve().then(() => { log('b'); block(); log('b goes on'); }).then(() => log('b2'));
      log('main');
    }`,
    expected: ['main', 'a', 'a goes on', 'b', 'b goes on', 'a2', 'b2'],
  },
  'async functions go on in turn': {
    script: `const work = async (name) => { log(name + 1); block(); await null; log(name + 2); block(); await block(); log(name + 3); };
    export default async function () { const all = [work('a'), work('b')]; log('begun'); block(); await Promise.all(all); log('end'); }`,
    expected: ['a1', 'b1', 'begun', 'a2', 'b2', 'a3', 'b3', 'end'],
  },
  'a timer that blocks, with jobs of its own': {
    script: `export default function () {
      later(1, () => { log('t1'); Promise.resolve().then(() => log('job of t1')); block(); log('t1 goes on'); });
      later(2, () => { log('t2'); block(); log('t2 goes on'); });
    }`,
    expected: ['t1', 't1 goes on', 'job of t1', 't2', 't2 goes on'],
  },
  'an interval that ends itself': {
    script: `export default function () {
      let n = 0;
      const interval = setInterval(() => { log(n); if (++n === 3) clearInterval(interval); block(); Promise.resolve().then(() => log('job')); }, 2);
    }`,
    expected: ['0', 'job', '1', 'job', '2', 'job'],
  },
  'timers that are cleared, also by another timer': {
    script: `export default function () {
      const never = later(30, () => log('never')); const other = later(20, () => log('other'));
      later(1, () => { block(); clearTimeout(never); log('cleared'); });
      clearTimeout(other);
    }`,
    expected: ['cleared'],
  },
  'an iteration waits for what it has begun': {
    iterations: 2,
    script: `export default function () { log('begin ' + __ITER); (async () => { await null; block(); later(5, () => log('last ' + __ITER)); })(); }`,
    expected: ['begin 0', 'last 0', 'begin 1', 'last 1'],
  },
  'each iteration of an async function that throws has its own error': {
    iterations: 4,
    script: `export default async function () { log(__ITER); throw new Error('own ' + __ITER); }`,
    expected: [0, 1, 2, 3].flatMap((i) => [`${i}`, `error: Uncaught (in promise) Error: own ${i}`]),
  },
  'the same after it blocked, and after an await': {
    iterations: 4,
    script: `export default async function () { block(); if (__ITER % 2) await block(); throw new Error('own ' + __ITER); }`,
    expected: [0, 1, 2, 3].map((i) => `error: Uncaught (in promise) Error: own ${i}`),
  },
  'a rejection that nobody handles ends its own iteration only': {
    iterations: 4,
    script: `export default function () { log(__ITER); if (__ITER % 2) Promise.reject(new Error('lost ' + __ITER)); }`,
    expected: [
      '0',
      '1',
      'error: Uncaught (in promise) Error: lost 1',
      '2',
      '3',
      'error: Uncaught (in promise) Error: lost 3',
    ],
  },
  'innocent iterations keep their timers': {
    iterations: 4,
    script: `export default function () {
      if (__ITER === 1) Promise.reject(new Error('lost'));
      later(60, () => log('timer of ' + __ITER));
    }`,
    expected: ['timer of 0', 'error: Uncaught (in promise) Error: lost', 'timer of 2', 'timer of 3'],
  },
  'a rejection that is handled in the same job is handled': {
    script: `export default function () { const p = Promise.reject(new Error('x')); block(); p.catch(() => log('handled')); log('main'); }`,
    expected: ['main', 'handled'],
  },
  'or while jobs are left': {
    script: `export default async function () {
      const p = Promise.reject(new Error('x')); await null; block(); await null;
      try { await p; } catch (error) { log('caught ' + error.message); }
    }`,
    expected: ['caught x'],
  },
  'but not in a later task': {
    script: `export default function () { const p = Promise.reject(new Error('x')); later(5, () => { log('timer'); p.catch(() => log('handled')); }); }`,
    expected: ['error: Uncaught (in promise) Error: x'],
  },
  'anything can be the reason': {
    iterations: 2,
    script: `export default async function () { await block(); throw __ITER ? 'text' : 5; }`,
    expected: ['error: Uncaught (in promise) 5', 'error: Uncaught (in promise) text'],
  },
  "what throws synchronously is that iteration's own": {
    iterations: 3,
    script: `export default function () { log(block(__ITER)); if (__ITER === 1) throw new Error('one'); }`,
    expected: ['0', '1', 'error: Error: one', '2'],
  },
  'a handler that throws': {
    iterations: 2,
    script: `export default function () {
      Promise.resolve().then(() => { block(); if (__ITER === 0) throw new Error('in then'); log('fine'); }).finally(() => log('finally ' + block(__ITER)));
    }`,
    expected: ['finally 0', 'error: Uncaught (in promise) Error: in then', 'fine', 'finally 1'],
  },
  'a callback of a timer that throws': {
    iterations: 2,
    script: `export default function () {
      later(1, () => { Promise.resolve().then(() => log('job')); if (__ITER === 0) throw new Error('in a timer'); log('fine'); });
    }`,
    expected: ['job', 'error: Error: in a timer', 'fine', 'job'],
  },
  'thenables and subclasses block in their turn': {
    script: `class Own extends Promise { then(...all) { block(); log('own then'); return super.then(...all); } }
    export default async function () {
      Promise.resolve().then(() => log('other job'));
      log(await { then(resolve) { block(); log('then'); resolve(1); } });
      log(await Own.resolve(block(2)));
    }`,
    expected: ['other job', 'then', '1', 'own then', '2'],
  },
  'async iteration': {
    beyondK6: true,
    script: `async function* ticks() { try { for (let i = 0; i < 3; i++) { block(); yield i; } } finally { block(); log('closed'); } }
    export default async function () {
      for await (const i of ticks()) { log(i); if (i === 1) break; }
      Promise.resolve().then(() => log('job'));
      for await (const i of [block(7), Promise.resolve(8)]) log(i);
    }`,
    expected: ['0', '1', 'closed', 'job', '7', '8'],
  },
  'state of the module stays between iterations': {
    iterations: 3,
    script: `let n = 0; const seen = new Map();
    export default async function () { n += await block(1); seen.set(__ITER, block(n)); log([...seen].join(';')); }`,
    expected: ['0,1', '0,1;1,2', '0,1;1,2;2,3'],
  },
  'an interrupted iteration runs nothing any more': {
    beyondK6: true,
    iterations: 2,
    script: `${INTERRUPT}export default function () {
      after();
      if (__ITER === 1) return;
      Promise.resolve().then(() => log('job'));
      http.asyncRequest('GET', 'x').then(() => log('answer'));
      try { log('before'); interrupt(); log('behind'); } catch { log('caught'); } finally { log('finally'); }
    }`,
    expected: ['before', 'interrupted', 'timer of 1'],
  },
  'interrupted in an async function, in a job, and in a timer': {
    beyondK6: true,
    iterations: 4,
    script: `${INTERRUPT}const run = async () => { try { await block(); interrupt(); log('behind'); } finally { log('finally'); } };
    export default async function () {
      after();
      if (__ITER === 0) await run().catch(() => log('caught')).finally(() => log('finally'));
      if (__ITER === 1) { Promise.resolve().then(interrupt).then(() => log('then')); Promise.resolve().then(() => log('job behind')); }
      if (__ITER === 2) { later(1, () => { Promise.resolve().then(() => log('job')); interrupt(); log('behind'); }); later(1, () => log('second timer')); }
    }`,
    expected: ['interrupted', 'interrupted', 'interrupted', 'timer of 3'],
  },
  'interrupted where generators, groups and getters wait': {
    beyondK6: true,
    iterations: 4,
    script: `${INTERRUPT}import { group } from 'k6';
    function* source() { try { yield 1; interrupt(); yield 2; } finally { log('closed'); } }
    export default function () {
      after();
      if (__ITER === 0) for (const v of source()) log(v);
      if (__ITER === 1) group('g', () => { try { interrupt(); } finally { log('finally'); } });
      if (__ITER === 2) log({ get a() { try { return interrupt(); } finally { log('finally'); } } }.a);
    }`,
    expected: ['1', 'interrupted', 'interrupted', 'interrupted', 'timer of 3'],
  },
};
