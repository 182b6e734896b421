import { types } from 'node:util';
import { type BuiltinTwin, brandOf, constructOf, stampConstruct, stampTwin } from '../brand.js';
import { isReplayable } from '../builtins.js';
import { calling, suspending } from '../calls.js';
import { constructing } from '../construct.js';
import { current } from '../current.js';
import { isObject } from '../is-object.js';
import { isPlainList } from '../lists.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { replays } from '../replay.js';
import { isConstructor, making } from '../species.js';
import { lengthOf } from '../steps.js';

const { bind } = Function.prototype;

/** `fn.call(self, ...args)` */
export const callTwin: BuiltinTwin = {
  run: (fn, [self, ...args]) => (typeof fn === 'function' ? suspending(fn, self, args) : undefined),
};

/** `fn.apply(self, list)` */
export const applyTwin: BuiltinTwin = {
  run: (fn, [self, list]) => (typeof fn === 'function' ? withList(fn as AnyFunction, self, list) : undefined),
};

/** `Reflect.apply(fn, self, list)` */
export const reflectApplyTwin: BuiltinTwin = {
  // Unlike `apply` it takes no nothing for a list.
  run: (_, [fn, self, list]) =>
    typeof fn === 'function' && isObject(list) ? withList(fn as AnyFunction, self, list) : undefined,
};

/** `Reflect.construct(Class, list, newTarget)` */
export const reflectConstructTwin: BuiltinTwin = {
  run: (_, [Class, list, newTarget = Class]) => {
    if (typeof Class !== 'function' || !isObject(list) || !isConstructor(newTarget)) return undefined;
    if (mayAsk(list)) return askedFirst(list, (args) => making(Class, args, newTarget));
    return constructing(Class, listOf(list), newTarget);
  },
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

/** `fn` with arguments that are in a list. */
function withList(fn: AnyFunction, self: unknown, list: unknown): Suspendable | undefined {
  if (mayAsk(list)) return askedFirst(list, (args) => calling(fn, self, args));
  return isBranded(fn) ? suspending(fn, self, listOf(list)) : undefined;
}

/** Arguments that are asked for, one by one. Most are a list as any other. */
const mayAsk = (list: unknown): list is object =>
  replays.possible && isObject(list) && !isPlainList(list) && !types.isArgumentsObject(list);

function* askedFirst(list: object, go: (args: unknown[]) => Suspendable): Suspendable {
  const length = yield* lengthOf(list);
  const args: unknown[] = [];
  for (let index = 0; index < length; index++) args.push(yield* reading(list, index));
  return yield* go(args);
}

/** The list that `apply` takes: nothing, or anything with a length. */
function listOf(list: unknown): unknown[] {
  if (list === undefined || list === null) return [];
  if (!isObject(list)) throw new current.realm.TypeError('CreateListFromArrayLike called on non-object');
  const { length } = list as ArrayLike<unknown>;
  return Array.from({ length }, (_, index) => (list as ArrayLike<unknown>)[index]);
}
