// Promise.all and its relatives while the VU is blocked: how many turns each takes, over what may wait.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export async function combinators() {
  const log = [];
  const run = async (name, f) => { let on = true; (async () => { for (let i = 0; on && i < 40; i++) { await null; log.push(i); } })(); await f((x) => log.push(name + JSON.stringify(x))); on = false; };
  class Sub extends Promise { then(a, c) { log.push('sub then'); return super.then(a, c); } }
  const settled = (x) => (async () => { await null; if (x === 'no') throw x; return x; })();
  for (const how of ['all', 'allSettled', 'any', 'race'])
    for (const [n, make] of Object.entries({
      plain: () => [1, settled(2), Promise.resolve(3)], waits: () => [settled(1), b(2), settled(3)], fails: () => [settled('no'), b(1)], none: () => [],
      allFail: () => [settled('no'), Promise.reject('never')], own: () => (function* () { yield settled(b(1)); yield b(2); })(), bad: () => 5,
      broken: () => ({ [Symbol.iterator]: () => ({ next: () => ({ get value() { throw 'v'; } }), return() { log.push('closed'); return {}; } }) }),
      thenable: () => [{ then(r) { r(b('t')); } }, settled(1)], sub: () => [Sub.resolve(1), settled(2)],
    }))
      await run(how + n, async (say) => { try { const p = Promise[how](make()); b(1); say(await p); } catch (e) { say(e instanceof AggregateError ? e.errors : e instanceof Error ? e.constructor.name : e); } });
  await run('subAll', async (say) => { const p = Sub.all([1, settled(2)]); say(p instanceof Sub); say(await p); });
  return log.map(String);
}
