import { type BuiltinTwin, brandOf, constructOf, stampConstruct, stampTwin } from '../brand.js';
import { isReplayable } from '../builtins.js';
import { calling, suspending } from '../calls.js';
import { constructing } from '../construct.js';
import { current } from '../current.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { replays } from '../replay.js';
import { isConstructor } from '../species.js';

const { bind } = Function.prototype;

/** `fn.call(self, ...args)` */
export const callTwin: BuiltinTwin = {
  run: (fn, [self, ...args]) => (typeof fn === 'function' ? suspending(fn, self, args) : undefined),
};

/** `fn.apply(self, list)` */
export const applyTwin: BuiltinTwin = {
  run: (fn, [self, list]) => (isBranded(fn) ? suspending(fn, self, listOf(list)) : undefined),
};

/** `Reflect.apply(fn, self, list)` */
export const reflectApplyTwin: BuiltinTwin = {
  run: (_, [fn, self, list]) => (isBranded(fn) ? suspending(fn, self, listOf(list)) : undefined),
};

/** `Reflect.construct(Class, list, newTarget)` */
export const reflectConstructTwin: BuiltinTwin = {
  run: (_, [Class, list, newTarget = Class]) =>
    typeof Class === 'function' && isConstructor(newTarget)
      ? constructing(Class, listOf(list), newTarget as AnyFunction)
      : undefined,
};

/** `fn.bind(self, ...args)`: what waits unbound waits bound. */
export const bindTwin: BuiltinTwin = {
  run: (fn, args) => (isBranded(fn) || mayBeAsked(fn) ? returning(bound(fn, args)) : undefined),
};

/** A builtin in which the language may find functions that wait. */
const mayBeAsked = (fn: unknown): fn is AnyFunction =>
  replays.possible && typeof fn === 'function' && isReplayable(fn as AnyFunction);

function bound(fn: AnyFunction, args: unknown[]): AnyFunction {
  const made = Reflect.apply(bind, fn, args) as AnyFunction;
  const [self, ...first] = args;
  stampTwin(made, function* (...more: unknown[]) {
    return yield* calling(fn, self, [...first, ...more]);
  } as never);
  stampConstruct(made, (more, newTarget) => constructing(fn, [...first, ...more], newTarget === made ? fn : newTarget));
  return made;
}

const isBranded = (fn: unknown): fn is AnyFunction =>
  typeof fn === 'function' && (brandOf(fn) !== undefined || constructOf(fn) !== undefined);

/** For what is done at once, where a generator is asked for. */
// biome-ignore lint/correctness/useYield: see above.
export function* returning(value: unknown): Suspendable {
  return value;
}

/** The list that `apply` takes: nothing, or anything with a length. */
function listOf(list: unknown): unknown[] {
  if (list === undefined || list === null) return [];
  if (Object(list) !== list) throw new current.realm.TypeError('CreateListFromArrayLike called on non-object');
  const { length } = list as ArrayLike<unknown>;
  return Array.from({ length }, (_, index) => (list as ArrayLike<unknown>)[index]);
}
