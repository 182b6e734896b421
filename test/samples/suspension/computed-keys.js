// Computed keys that are converted, of all that can stand in the brackets.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export function everywhere() {
  const conv = { toString() { return b('k'); } };
  const o = { true: 1, false: 2, undefined: 3, boolean: 4, k: 5, '-1': 6 };
  let n; let x = 0; const { [typeof true]: t, [!n]: u, [conv]: w } = o;
  class C { [1 === 2] = 1; [!n]() { return b(1); } [conv] = 3; static [x ||= 'q'] = b(9); }
  const c = new C();
  return [o[1 === 1], o[!1], o[void 0], o[typeof false], o[conv], o[-1], o[n === 1 && n], o[x ??= 1], t, u, w, c.false, c.true(), c.k, C.q, { [!1]: 1 }.false, (o[!1] += b(4)), (o[1 !== 1])++, delete o[!1], o?.[!1], JSON.stringify(o)].map(String);
}

export function assigned() {
  const out = [];
  let x = 0;
  class C { [x &&= b(1)] = 2; [x &&= 1]() { return 2; } static [x &&= 1] = 2; static [x &&= b(1)]() { return b(2); } }
  const c = new C();
  out.push(String(c[x &&= 1]), String(C[b(0)]), Object.getOwnPropertyNames(C).join());
  const z = {}; [...z.y] = [1, b(2)]; out.push(String(z.y)); [...(b(z)).y] = b([4]); out.push(String(z.y)); [...b({}).k] = [1]; [b(z).q, ...b(z)[b('r')]] = [b(5), 6, 7]; out.push(JSON.stringify(z));
  return out;
}

export function namesFromPatterns() {
  function* source() {
    yield b(undefined);
  }
  const [made = function* () {}] = source();
  const [arrow = () => {}] = source();
  const [plain = () => {}] = source();
  const [Class = class {}] = source();
  const [own = function me() {}] = source();
  return [made, arrow, plain, Class, own].map((one) => one.name);
}
