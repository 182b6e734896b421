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

/** A promise that takes over what another one comes to does so in two turns, and none goes by while the VU waits. */
const turnsBeside = async (make) => {
  const log = [];
  make(log);
  for (let turn = 1; turn < 7; turn++) {
    log.push(turn);
    if (turn % 2) b();
    await turn;
  }
  return log;
};
export const asyncOfPromise = () =>
  turnsBeside((log) => (async () => (async () => '')())().then(() => log.push('later')));
export const asyncOfPromiseLater = () =>
  turnsBeside((log) =>
    (async () => {
      await null;
      return Promise.resolve();
    })().then(() => log.push('later')),
  );
export const executorOfPromise = () =>
  turnsBeside((log) => new Promise((resolve) => resolve(Promise.resolve(1))).then(() => log.push('later')));
export const callbackOfPromise = () =>
  turnsBeside((log) =>
    Promise.resolve()
      .then(() => Promise.reject(new RangeError('no')))
      .catch(({ name }) => log.push(name)),
  );
export async function ofItself() {
  const log = [];
  const note = ({ name }) => log.push(name);
  const ofAsync = (async () => {
    await null;
    return ofAsync;
  })();
  const ofThen = Promise.resolve().then(() => ofThen);
  let resolveOwn;
  const ofExecutor = new Promise((resolve) => {
    resolveOwn = resolve;
  });
  resolveOwn(ofExecutor);
  for (const promise of [ofAsync, ofThen, ofExecutor]) promise.catch(note);
  for (let turn = 1; turn < 7; turn++) await turn;
  return log;
}
