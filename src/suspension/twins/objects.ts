import { flag } from '../call-flag.js';
import { calling } from '../calls.js';
import { current } from '../current.js';
import { Delegate } from '../delegate.js';
import { Iteration } from '../iteration.js';
import type { Suspendable } from '../operation.js';
import { readProperty, writeProperty } from '../properties.js';
import { setItem } from './callback.js';

function* reading(object: unknown, key: PropertyKey): Suspendable {
  const value = readProperty(object, key);
  return flag.f ? yield* new Delegate(value as Suspendable) : value;
}

/** Own enumerable properties are copied, their getters read; symbols as well. */
function* ownEntries(source: unknown, isWanted: (key: PropertyKey) => boolean): Suspendable {
  const entries: [PropertyKey, unknown][] = [];
  for (const key of Reflect.ownKeys(Object(source))) {
    if (!isWanted(key) || !Object.getOwnPropertyDescriptor(source, key)?.enumerable) continue;
    entries.push([key, yield* reading(source, key)]);
  }
  return entries;
}

/** Object.assign over getters and setters that may wait. */
export function* assign(_: unknown, [target, ...sources]: unknown[]): Suspendable {
  const object = Object(target);
  for (const source of sources) {
    if (source === undefined || source === null) continue;
    for (const key of Reflect.ownKeys(Object(source))) {
      if (!Object.getOwnPropertyDescriptor(source, key)?.enumerable) continue;
      const written = writeProperty(object, key, yield* reading(source, key));
      if (flag.f) yield* new Delegate(written as Suspendable);
    }
  }
  return object;
}

const isName = (key: PropertyKey): boolean => typeof key === 'string';

export function* values(_: unknown, [object]: unknown[]): Suspendable {
  const list: unknown[] = current.realm.Array();
  for (const [, value] of (yield* ownEntries(object, isName)) as [PropertyKey, unknown][]) {
    setItem(list, list.length, value);
  }
  return list;
}

export function* entries(_: unknown, [object]: unknown[]): Suspendable {
  const list: unknown[] = current.realm.Array();
  for (const [key, value] of (yield* ownEntries(object, isName)) as [PropertyKey, unknown][]) {
    setItem(list, list.length, current.realm.Array.of(key, value));
  }
  return list;
}

/** Object.fromEntries over an iterator that may wait. */
export function* fromEntries(_: unknown, [iterable]: unknown[]): Suspendable {
  const object = current.realm.Object() as object;
  const iteration = (yield* Iteration.over(iterable)) as Iteration;
  while (yield* iteration.advance()) {
    try {
      const key = yield* reading(iteration.value, '0');
      const value = yield* reading(iteration.value, '1');
      Object.defineProperty(object, key as PropertyKey, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } catch (error) {
      yield* iteration.abandon();
      throw error;
    }
  }
  return object;
}

/** `{ ...source }` where getters may wait: what is copied, as an object without them. */
export function* copied(source: unknown, without: readonly PropertyKey[] = []): Suspendable {
  const object = current.realm.Object() as object;
  if (source === undefined || source === null) return object;
  const left = new Set(without);
  for (const [key, value] of (yield* ownEntries(source, (key) => !left.has(key))) as [PropertyKey, unknown][]) {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return object;
}

/** Reflect.get and Reflect.set with accessors that may wait. */
export function* reflectGet(_: unknown, [target, key]: unknown[]): Suspendable {
  return yield* reading(target, key as PropertyKey);
}

/** `super.method` and all that `Object.prototype.toLocaleString` and Array.prototype.join ask of their elements. */
export function* join(self: unknown, [separator]: unknown[]): Suspendable {
  const list = Object(self) as ArrayLike<unknown>;
  const parts: string[] = [];
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    parts.push(item === undefined || item === null ? '' : String(yield* textOf(item)));
  }
  return parts.join(separator === undefined ? ',' : String(separator));
}

function* textOf(item: unknown): Suspendable {
  if (Object(item) !== item) return item;
  return yield* calling((item as { toString?: unknown }).toString, item, []);
}
