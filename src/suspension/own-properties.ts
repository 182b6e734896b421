import { types } from 'node:util';
import { current } from './current.js';
import { define } from './define.js';
import type { Suspendable } from './operation.js';
import { reading } from './properties.js';
import { replaying } from './replay.js';

type Take = (key: PropertyKey, value: unknown) => Suspendable | undefined;

const NO_KEYS: readonly PropertyKey[] = [];
const every = (): boolean => true;

/**
 * An object's own enumerable properties, in their order. Each is read when its turn comes and never again, because an
 * accessor that waits may change the others: so each reading is begun anew by itself, not all of them.
 */
export function* eachProperty(
  object: object,
  take: Take,
  isWanted: (key: PropertyKey) => boolean = every,
): Suspendable {
  const { keys, own } = current.realm.operators;
  const isProxy = types.isProxy(object);
  const all = isProxy ? yield* replaying(() => keys(object)) : keys(object);
  for (const key of all as PropertyKey[]) {
    if (!isWanted(key)) continue;
    const found = isProxy ? yield* replaying(() => own(object, key)) : own(object, key);
    const property = found as PropertyDescriptor | undefined;
    if (!property?.enumerable) continue;
    const isPlain = !isProxy && Object.hasOwn(property, 'value');
    const taking = take(key, isPlain ? property.value : yield* reading(object, key));
    if (taking !== undefined) yield* taking;
  }
  return undefined;
}

/** `{ ...source }`, or the rest of a pattern: without the keys that it has named. */
export function* copied(source: unknown, without = NO_KEYS): Suspendable {
  const copy = current.realm.Object();
  if (source === undefined || source === null) return copy;
  const take: Take = (key, value) => void define(copy, key, value);
  yield* eachProperty(current.realm.Object(source), take, (key) => !without.includes(key));
  return copy;
}
