import { current } from '../current.js';
import { append } from '../define.js';
import type { Suspendable } from '../operation.js';
import { eachProperty } from '../own-properties.js';
import { writing } from '../properties.js';

const isName = (key: PropertyKey): boolean => typeof key !== 'symbol';

/** Object.assign */
export function* assign(_: unknown, [given, ...sources]: unknown[]): Suspendable {
  const target = current.realm.Object(given);
  for (const source of sources) {
    if (source === undefined || source === null) continue;
    yield* eachProperty(current.realm.Object(source), (key, value) => writing(target, key, value));
  }
  return target;
}

/** Object.values */
export function* values(_: unknown, [object]: unknown[]): Suspendable {
  const list: unknown[] = current.realm.Array();
  yield* eachProperty(object as object, (_key, value) => void append(list, value), isName);
  return list;
}

/** Object.entries */
export function* entries(_: unknown, [object]: unknown[]): Suspendable {
  const list: unknown[] = current.realm.Array();
  yield* eachProperty(object as object, (key, value) => void append(list, current.realm.Array(key, value)), isName);
  return list;
}
