// Own methods on the prototypes of the language, which wait.

import { sleep } from 'k6';
import http from 'k6/http';

const b = (x) => {
  sleep(0.001);
  return x;
};
String.prototype.hit = function () {
  return http.get(String(this)).url;
};
Array.prototype.eachOne = function (f) {
  for (let i = 0; i < this.length; i++) f(b(this[i]), i);
  return this;
};
Number.prototype.times = function (f) {
  const out = [];
  for (let i = 0; i < this; i++) out.push(f(b(i)));
  return out;
};
Object.defineProperty(Array.prototype, 'second', {
  get() {
    return b(this[1]);
  },
  configurable: true,
});
Function.prototype.twice = function (x) {
  return [this(x), this(x)];
};
Promise.prototype.tap = function (f) {
  return this.then((v) => {
    f(b(v));
    return v;
  });
};

export const onText = () => ['http://sut/a'.hit(), `http://sut/${'b'}`.hit()];
export const onArrays = () => {
  const out = [];
  [1, 2].eachOne((v, i) => out.push([b(v), i]));
  return [out, [1, 2].second];
};
export const onNumbers = () => (3).times((i) => b(i * 2));
export const onFunctions = () => ((x) => b(x + 1)).twice(1);
export const onPromises = async () => {
  const seen = [];
  const v = await Promise.resolve(1).tap((x) => seen.push(b(x)));
  return [v, seen];
};
export const replaced = () => {
  const original = Array.prototype.map;
  const calls = [];
  Array.prototype.map = function (...all) {
    calls.push(this.length);
    return original.apply(this, all);
  };
  try {
    return [[1, 2].map((v) => b(v)), calls];
  } finally {
    Array.prototype.map = original;
  }
};
export const inherited = () => {
  Object.prototype.shared = function (x) {
    return b([x, Object.keys(this)]);
  };
  try {
    return { a: 1 }.shared(2);
  } finally {
    delete Object.prototype.shared;
  }
};

/** What a script puts in the place of the language's own is called for its calls, and for no other. */
export async function replacedStatics() {
  const log = [];
  const { forEach } = Array.prototype;
  const { resolve, reject } = Promise;
  Array.prototype.forEach = function (f) {
    log.push(b('forEach'));
    return forEach.call(this, f);
  };
  Promise.resolve = function (value) {
    log.push(b('resolve'));
    return resolve.call(this, value);
  };
  Promise.reject = function (reason) {
    log.push(b('reject'));
    return reject.call(this, reason);
  };
  try {
    [1, 2].forEach((x) => {
      log.push(b(x));
    });
    await b(3);
    await Promise.resolve(4);
    await (async () => {
      throw b(5);
    })().catch((error) => log.push(error));
    return log;
  } finally {
    Array.prototype.forEach = forEach;
    Promise.resolve = resolve;
    Promise.reject = reject;
  }
}
