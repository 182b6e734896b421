// Functions around functions: memoisation, partial application, proxies, copies of what a function carries.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};

const memoise = (f) => {
  const cache = new Map();
  return Object.assign((key) => {
    if (!cache.has(key)) cache.set(key, f(key));
    return cache.get(key);
  }, f);
};

export function memoised() {
  const load = memoise((path) => http.get(`http://sut/${path}`).url);
  return [load('a'), load('a'), load('b'), load('a')];
}

export function partial() {
  const bindFirst = (f, ...first) => Object.assign((...rest) => f(...first, ...rest), f);
  const add = (x, y) => b(x) + b(y);
  return bindFirst(add, 1)(2);
}

export function onThePrototypeOfAFunction() {
  const base = (x) => b(`base ${x}`);
  const derived = (x) => `derived ${x}`;
  Object.setPrototypeOf(derived, base);
  return [derived(1), base(2)];
}

export function copiedDescriptors() {
  const from = (x) => b(`from ${x}`);
  from.extra = 1;
  const to = Object.defineProperties(
    (x) => `to ${x}`,
    Object.fromEntries(
      Object.entries(Object.getOwnPropertyDescriptors(from)).filter(([key]) => key !== 'length' && key !== 'name'),
    ),
  );
  for (const key of Reflect.ownKeys(from)) if (!(key in to)) to[key] = from[key];
  return [to(1), to.extra, Reflect.ownKeys(from).map(String).sort()];
}

export function proxied() {
  const calls = [];
  const watched = new Proxy((x, y) => b(x) + y, {
    apply(target, self, args) {
      calls.push(args.length);
      return Reflect.apply(target, self, args) * 2;
    },
  });
  return [watched(1, 2), watched.call(null, 3, 4), [5].map(watched), calls];
}

export function proxiedObject() {
  const seen = [];
  const api = { get: (path) => http.get(`http://sut/${path}`).status, plain: 1 };
  const traced = new Proxy(api, {
    get(target, key) {
      const value = Reflect.get(target, key);
      return typeof value === 'function'
        ? (...args) => (seen.push(`${String(key)} ${args}`), value.apply(target, args))
        : value;
    },
  });
  return [traced.get('a'), traced.plain, seen];
}

export function nothingToSee() {
  const f = (x) => b(x);
  class A {
    m(x) {
      return b(x);
    }
    get g() {
      return b(1);
    }
    static s() {
      return b(2);
    }
  }
  const o = {
    m(x) {
      return b(x);
    },
    get g() {
      return b(3);
    },
  };
  const keysOf = (value) => Reflect.ownKeys(value).map(String);
  const enumerable = [];
  for (const key in f) enumerable.push(key);
  return [
    keysOf(f),
    keysOf(A),
    keysOf(A.prototype),
    keysOf(new A()),
    keysOf(o),
    enumerable,
    Object.getOwnPropertySymbols(f).length,
    Object.keys({ ...f }),
    JSON.stringify(o.m),
    Object.keys(Object.assign({}, o)),
  ];
}

export function compose() {
  const pipe =
    (...fs) =>
    (x) =>
      fs.reduce((value, f) => f(value), x);
  const once = (f) => {
    let done = false,
      value;
    return (...args) => {
      if (!done) {
        done = true;
        value = f(...args);
      }
      return value;
    };
  };
  const debounceLess = once((x) => b(x));
  return [
    pipe(
      (x) => b(x + 1),
      String,
      (x) => b(`${x}!`),
    )(1),
    debounceLess(1),
    debounceLess(2),
  ];
}

export function decorated() {
  const timed = (target, key) => {
    const original = target[key];
    target[key] = function (...args) {
      this.log.push(`before ${key}`);
      try {
        return original.apply(this, args);
      } finally {
        this.log.push(`after ${key}`);
      }
    };
  };
  class Page {
    log = [];
    open(x) {
      return b(x);
    }
    close() {
      return b('closed');
    }
  }
  for (const key of Object.getOwnPropertyNames(Page.prototype)) if (key !== 'constructor') timed(Page.prototype, key);
  const page = new Page();
  return [page.open('home'), page.close(), page.log];
}
