// Names under which functions that wait can be found, without a word in the text that stores them there. The compiler
// must not take such a call for one of the language's own.

import { sleep } from 'k6';

const b = (x) => {
  sleep(0.001);
  return x;
};

export function ofForOf() {
  const o = {};
  const found = [];
  for (o.inLoop of [() => b(1)]) found.push(o.inLoop());
  return found;
}

export function ofArrayPattern() {
  const o = {};
  [o.inPattern] = [() => b(1)];
  return o.inPattern();
}

export function ofObjectPattern() {
  const o = {};
  ({ x: o.inPattern } = { x: () => b(2) });
  return o.inPattern();
}

export function ofRest() {
  const o = {};
  [...o.rest] = [() => b(1)];
  return o.rest[0]();
}

export function ofDefault() {
  const o = {};
  [o.byDefault = () => b(3)] = [];
  return o.byDefault();
}

export function ofItems() {
  const list = [() => b(1), (x) => b(x)];
  return [list[0](), list[1].call(null, 2), list['1'](3)];
}

export const ofArguments = () =>
  (function () {
    return arguments[0]();
  })(() => b(1));

export function ofStep() {
  const steps = [() => b(1)].values();
  return steps.next().value();
}

export const ofDescriptor = () => Object.getOwnPropertyDescriptor({ f: () => b(1) }, 'f').value();

export async function ofSettled() {
  const [{ value }, { reason }] = await Promise.allSettled([() => b(1), Promise.reject(() => b(2))]);
  const [first] = await Promise.allSettled([() => b(3)]);
  return [value(), reason(), first.value()];
}

export const ofCreate = () => Object.create(null, { created: { value: () => b(1) } }).created();

export function ofReflect() {
  const o = {};
  Reflect.set(o, 'reflected', () => b(1));
  return o.reflected();
}

export const ofReviver = () => JSON.parse('{ "revived": 1 }', (key, value) => (key ? () => b(value) : value)).revived();

export function ofConstructor() {
  function Made() {
    return b(1);
  }
  return new Made().constructor();
}

export function ofMap() {
  const map = new Map();
  map.set = (key, value) => b([key, value]);
  return map.set(1, 2);
}

export function ofSetByPattern() {
  const set = new Set([1]);
  [set.add] = [(value) => b(value)];
  return set.add(2);
}

export function ofPrototype() {
  const map = new Map();
  Object.setPrototypeOf(map, { set: (key, value) => b([key, value]) });
  return map.set(1, 2);
}

export function ofBuiltin() {
  const map = new Map();
  map.set = Array.prototype.map.bind([1, 2]);
  return map.set((x) => b(x));
}

export function ofCollection() {
  const { set } = Map.prototype;
  const seen = [];
  Map.prototype.set = function (key, value) {
    seen.push(b(key));
    return set.call(this, key, value);
  };
  try {
    const map = new Map([[1, 2]]);
    map.set(3, 4).set(5, 6);
    return [seen, [...map]];
  } finally {
    Map.prototype.set = set;
  }
}

export function ofGlobalClass() {
  const { Date } = globalThis;
  globalThis.Date = class {
    constructor() {
      this.now = b(5);
    }
  };
  try {
    return new globalThis.Date().now;
  } finally {
    globalThis.Date = Date;
  }
}

export function ofGlobal() {
  const { Math } = globalThis;
  globalThis.Math = { max: (f) => f() };
  try {
    return globalThis.Math.max(() => b(5));
  } finally {
    globalThis.Math = Math;
  }
}

export const ofConstructed = () =>
  Reflect.construct(
    class {
      a = b(1);
    },
    [],
  ).a;

export function ofGivenClass() {
  class Given {
    a = b(1);
  }
  const made = (Class) => Reflect.construct(Class, []);
  return made(Given).a;
}
