// Async generators that wait: made in every way, asked in every way, and how many turns each answer takes.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export async function everything() {
  const log = [];
  const tick = (n) => { let p = Promise.resolve(); for (let i = 0; i < n; i++) p = p.then(() => { log.push('t' + i); }); return p; };
  async function* g(x, y = b(2)) { try { log.push(x, y, b(1)); const r = yield b('a'); log.push('r' + r); yield* [b('b'), Promise.resolve('c')]; yield* inner(); return b('ret'); } finally { log.push(b('fin')); } }
  async function* inner() { try { yield 'i1'; yield Promise.resolve('i2'); } catch (e) { log.push('caught ' + e); yield b('i3'); } finally { log.push(b('ifin')); } return 'iret'; }
  const o = { async *m() { yield b(this.q); }, q: 5 };
  class C { async *#p(x) { yield b(x); } static async *s() { yield super.toString === b(1); } async *[Symbol.asyncIterator]() { yield* this.#p(7); } async #ap() { await null; return b(3); } ap() { return this.#ap(); } }
  const t = tick(60);
  for await (const v of g(0)) log.push(v);
  for await (const v of o.m()) log.push(v);
  for await (const v of new C()) log.push(v);
  for await (const v of C.s()) log.push(v);
  log.push(String(new C().ap()), await new C().ap());
  const it = g(1); log.push(JSON.stringify(await Promise.all([it.next(1), it.next(2), it.next(3), it.return(b(9)), it.next(4)])));
  const jt = inner(); await jt.next(); log.push(JSON.stringify([await jt.throw('E'), await jt.return('R'), await jt.next()]));
  const kt = g(); log.push(JSON.stringify(await kt.return(Promise.resolve(4)))); try { await kt.throw(new Error('x')); } catch (e) { log.push(e.message); }
  for await (const v of g(3)) { log.push(v); break; }
  for await (const v of [1, Promise.resolve(2)]) { log.push(v); }
  for await (const v of [1, 2]) { log.push(v); break; }
  log.push(Object.prototype.toString.call(it), g.length, g.name, it instanceof g, Object.getPrototypeOf(it) === g.prototype, typeof it.next, it[Symbol.asyncIterator]() === it);
  const z = [1, 2].map(async function* (x) { yield b(x); }); log.push((await z[1].next()).value);
  await t;
  return log;
}

export async function turns() {
  const log = [];
  const run = async (name, f) => { let on = true; (async () => { for (let i = 0; on && i < 40; i++) { await null; log.push(i); } })(); await f((x) => log.push(name + x)); on = false; };
  async function* inner() { try { yield 1; yield 2; } finally { log.push('f'); } return 3; }
  async function* d() { yield* inner(); }
  async function* s() { yield* [1, 2, 3]; }
  async function* q() { yield* (function* () { try { yield 1; yield 2; } catch (e) { log.push('c' + e); yield 5; } finally { log.push('f'); } })(); }
  const plain = { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1, done: false }) }) };
  async function* p() { yield* plain; }
  for (const [n, g] of Object.entries({ d, s, q, p, inner })) for (const m of ['next', 'return', 'throw'])
    await run(n + m, async (say) => { const it = g(); await it.next(); say('a'); try { say(JSON.stringify(await it[m](Promise.resolve(7)))); } catch (e) { say('E' + typeof e); } say(JSON.stringify(await it.next())); });
  for (const [n, g] of Object.entries({ d, s, q, p, inner })) await run('for' + n, async (say) => { let k = 0; for await (const v of g()) { say(v); if (++k > 1) break; } });
  await run('arr', async (say) => { for await (const v of [1, Promise.resolve(2)]) say(v); for await (const v of [1]) { say(v); break; } try { for await (const v of [Promise.reject(1)]) say(v); } catch (e) { say('e' + e); } });
  await run('new', async (say) => { const it = inner(); say(JSON.stringify(await it.return(5))); const jt = inner(); try { await jt.throw(5); } catch (e) { say(e); } say(JSON.stringify(await jt.return(Promise.resolve(8)))); });
  return log.map(String);
}
