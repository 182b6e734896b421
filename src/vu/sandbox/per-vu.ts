import { current } from '../../k6/suspension.js';
import { makePerVu } from '../realm/inside/per-vu.js';
import type { Realm } from '../realm/realm.js';

/**
 * Builtins that scripts change in ordinary life and that all VUs of a realm would share: each VU keeps what it put
 * there. `Error.stackTraceLimit` is not among them, because the engine only obeys a plain property; nothing but the
 * length of stacks depends on it.
 */
export function keepPerVu(realm: Realm): void {
  const make = realm.inside(makePerVu);
  for (const [target, name] of [
    [realm.intrinsics.Math, 'random'],
    [realm.intrinsics.Error, 'prepareStackTrace'],
  ] as const) {
    const changed = new WeakMap<object, unknown>();
    make(
      target,
      name,
      (standard) => (current.vu && changed.has(current.vu) ? changed.get(current.vu) : standard),
      (value) => current.vu && changed.set(current.vu, value),
    );
  }
}
