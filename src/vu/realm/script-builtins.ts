import { Realm } from './realm.js';

/**
 * The realm of all scripts of this thread, and its builtins under their usual names: the runtime imports them in place
 * of its own, so that what it makes for scripts is theirs.
 */
export const threadRealm = new Realm();
export const { Array, Error, Map, Object, Promise, RangeError, Reflect, Set, TypeError, WeakMap, WeakSet } =
  threadRealm.intrinsics;
