// Traps of proxies that wait.
import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export function everyTrap() {
  const log = [];
  const note = (name, value) => {
    log.push(name);
    return b(value);
  };
  const p = new Proxy(class A {}, {
    get: (t, k, r) => note(`get ${String(k)}`, Reflect.get(t, k, r)),
    set: (t, k, v, r) => note(`set ${String(k)}`, Reflect.set(t, k, v)),
    has: (t, k) => note(`has ${String(k)}`, Reflect.has(t, k)),
    deleteProperty: (t, k) => note('delete', Reflect.deleteProperty(t, k)),
    ownKeys: (t) => note('ownKeys', Reflect.ownKeys(t)),
    getOwnPropertyDescriptor: (t, k) => note('descriptor', Reflect.getOwnPropertyDescriptor(t, k)),
    defineProperty: (t, k, d) => note('define', Reflect.defineProperty(t, k, d)),
    getPrototypeOf: (t) => note('getPrototypeOf', Reflect.getPrototypeOf(t)),
    setPrototypeOf: (t, o) => note('setPrototypeOf', Reflect.setPrototypeOf(t, o)),
    isExtensible: (t) => note('isExtensible', Reflect.isExtensible(t)),
    preventExtensions: (t) => note('preventExtensions', Reflect.preventExtensions(t)),
    apply: () => note('apply', 'applied'),
    construct: (t, all, target) => note('construct', { all }),
  });
  const results = [
    p.x,
    (p.x = 1),
    'x' in p,
    Object.keys(p),
    Object.getOwnPropertyDescriptor(p, 'x').value,
    p(),
    new p(2),
    { ...p }.x,
    p instanceof Object,
    typeof p,
    Object.getPrototypeOf(p) === Function.prototype,
  ];
  for (const k in p) results.push(k);
  Object.defineProperty(p, 'y', { value: 2, configurable: true });
  const { x, ...rest } = p;
  results.push(x, Object.keys(rest), delete p.y, Object.isExtensible(p), Object.setPrototypeOf(p, null) === p);
  Object.preventExtensions(p);
  return [results, log];
}

export function membrane() {
  const wrap = (o, path = '') =>
    new Proxy(o, {
      get(t, k) {
        const v = t[k];
        if (typeof v === 'object' && v !== null) return wrap(v, `${path}.${k}`);
        return typeof v === 'function' ? (...all) => [path, k, b(v.apply(t, all))] : b(v);
      },
    });
  const o = wrap({
    a: {
      c: {
        m(x) {
          return [this.n, b(x)];
        },
        n: 1,
      },
    },
    v: 2,
  });
  return [o.a.c.m(5), o.v, o.a.c.n];
}

export function drafts() {
  const produce = (base, recipe) => {
    const copies = new Map();
    const draftOf = (o) =>
      new Proxy(o, {
        get: (t, k) => {
          const v = (copies.get(t) ?? t)[k];
          return typeof v === 'object' && v !== null ? draftOf(v) : v;
        },
        set: (t, k, v) => {
          if (!copies.has(t)) copies.set(t, Array.isArray(t) ? [...t] : { ...t });
          copies.get(t)[k] = b(v);
          return true;
        },
        ownKeys: (t) => Reflect.ownKeys(copies.get(t) ?? t),
        has: (t, k) => k in (copies.get(t) ?? t),
      });
    recipe(draftOf(base));
    const finish = (o) => {
      if (typeof o !== 'object' || o === null) return o;
      const from = copies.get(o) ?? o;
      const out = Array.isArray(from) ? [] : {};
      for (const k of Object.keys(from)) out[k] = finish(from[k]);
      return out;
    };
    return finish(base);
  };
  const base = { user: { name: 'a', tags: ['x'] }, n: 1 };
  const next = produce(base, (draft) => {
    draft.user.name = b('c');
    draft.n += b(1);
    draft.user.tags.push(b('y'));
  });
  return [next, base];
}

export function dynamicApi() {
  const api = new Proxy(
    {},
    {
      get:
        (t, name) =>
        (...all) =>
          b(`${name}(${all})`),
    },
  );
  const { getUsers } = api;
  return [api.login('u'), getUsers(1, 2), api['x y'](), [1].map(api.each)];
}

export function inTheChain() {
  const base = new Proxy(
    {},
    {
      get: (t, k, r) => b(`${String(k)} of ${r.name}`),
      set(t, k, v, r) {
        return Reflect.defineProperty(r, k, { value: b(v), writable: true, configurable: true, enumerable: true });
      },
    },
  );
  const o = Object.create(base, { name: { value: 'o' } });
  o.written = 1;
  class A {
    constructor() {
      return new Proxy(this, { get: (t, k) => (k in t ? t[k] : b(`dynamic ${String(k)}`)) });
    }
    known() {
      return b('known');
    }
  }
  class C extends A {
    viaThis() {
      return [this.unknown, this.known()];
    }
  }
  return [o.x, o.written, new C().viaThis(), new C().other];
}

export function revoked() {
  const { proxy, revoke } = Proxy.revocable({ a: 1 }, { get: (t, k) => b(t[k]) });
  const before = proxy.a;
  revoke();
  try {
    return proxy.a;
  } catch (error) {
    return [before, error.constructor.name];
  }
}

export function brokenTraps() {
  const tries = [
    () => new Proxy(Object.freeze({ a: 1 }), { get: () => b(2) }).a,
    () => {
      new Proxy({}, { set: () => b(false) }).x = 1;
    },
    () => Object.keys(new Proxy({}, { ownKeys: () => b(1) })),
    () =>
      new Proxy(
        {},
        {
          get() {
            b(1);
            throw new RangeError('trap');
          },
        },
      ).x,
    () => new new Proxy(class {}, { construct: () => b(1) })(),
  ];
  return tries.map((run) => {
    try {
      return run();
    } catch (error) {
      return error.constructor.name;
    }
  });
}

export function asyncCallbacks() {
  const f = new Proxy(b, {});
  const seen = [];
  const list = { length: 2, 0: 'z', 1: 1 };
  const kept = Array.prototype.filter.call(list, async (y) => {
    seen.push(y);
    f(y);
    seen.push([y]);
    return 0;
  });
  return [kept.length, seen];
}
