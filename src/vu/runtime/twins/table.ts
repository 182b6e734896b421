import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../../k6/suspension.js';
import { Array, Map, Object, Reflect, Set, TypeError, threadRealm } from '../../realm/script-builtins.js';
import { type RawCallback, rawOf } from './callback.js';
import { arrayFrom, mapForEach, mapGroupBy, objectGroupBy, setForEach, typedFilter, typedMap } from './collections.js';
import { every, filter, flatMap, some } from './iteration.js';
import { reduce, reduceRight } from './reduce.js';
import { find, findIndex, findLast, findLastIndex } from './search.js';
import { sort, sortTyped, toSorted } from './sort.js';
import { parseJson, replacing } from './text.js';
import { forEach, map } from './walk.js';

/** The twin of a builtin that takes a callback first: gets it in its raw form. */
export type RawTwin = (this: never, callback: RawCallback, ...rest: never[]) => Suspendable;
/** The twin of any other builtin that calls back: gets the arguments as they are. */
type ArgumentTwin = (this: never, ...args: never[]) => Suspendable;

const array = Array.prototype as unknown as Record<string, AnyFunction>;
const typed = threadRealm.intrinsics.TypedArray as { prototype: Record<string, AnyFunction> };

const shared = { forEach, some, every, find, findIndex, findLast, findLastIndex, reduce, reduceRight };
const arrayTwins = { ...shared, map, filter, flatMap, sort, toSorted };
const typedTwins = { ...shared, map: typedMap, filter: typedFilter, sort: sortTyped };

const twinsOn = (prototype: Record<string, AnyFunction>, twins: Record<string, unknown>): [AnyFunction, RawTwin][] =>
  Object.entries(twins).map(([name, twin]) => [prototype[name]!, twin as RawTwin]);

const ours = globalThis;

/** By the builtin's identity, so that a method of the same name on something else is left alone. */
export const rawTwins: ReadonlyMap<AnyFunction, RawTwin> = new Map([
  ...twinsOn(array, arrayTwins),
  ...twinsOn(ours.Array.prototype as never, arrayTwins),
  ...twinsOn(ours.Object.getPrototypeOf(ours.Uint8Array.prototype), typedTwins),
  [ours.Map.prototype.forEach as AnyFunction, mapForEach as RawTwin],
  [ours.Set.prototype.forEach as AnyFunction, setForEach as RawTwin],
  ...twinsOn(typed.prototype, typedTwins),
  [Map.prototype.forEach as AnyFunction, mapForEach as RawTwin],
  [Set.prototype.forEach as AnyFunction, setForEach as RawTwin],
]);

/** Builtins that Node 20 does not have yet. */
const newer: [object, string, unknown][] = [
  [Object, 'groupBy', objectGroupBy],
  [Map, 'groupBy', mapGroupBy],
];

const argumentTwins: ReadonlyMap<AnyFunction, ArgumentTwin> = new Map([
  [Array.from as AnyFunction, arrayFrom as ArgumentTwin],
  [ours.Array.from as AnyFunction, arrayFrom as ArgumentTwin],
  [ours.JSON.parse as AnyFunction, parseJson as ArgumentTwin],
  [
    threadRealm.intrinsics.String.prototype.replace as AnyFunction,
    replacing(threadRealm.intrinsics.String.prototype.replace as never) as ArgumentTwin,
  ],
  [
    threadRealm.intrinsics.String.prototype.replaceAll as AnyFunction,
    replacing(threadRealm.intrinsics.String.prototype.replaceAll as never) as ArgumentTwin,
  ],
  [threadRealm.intrinsics.JSON.parse as AnyFunction, parseJson as ArgumentTwin],
  ...newer
    .filter(([holder, name]) => name in holder)
    .map(([holder, name, twin]) => [(holder as Record<string, AnyFunction>)[name]!, twin as ArgumentTwin] as const),
]);

const isCall = (builtin: AnyFunction): boolean =>
  builtin === threadRealm.intrinsics.Function.prototype.call || builtin === ours.Function.prototype.call;
const isApply = (builtin: AnyFunction): boolean =>
  builtin === threadRealm.intrinsics.Function.prototype.apply || builtin === ours.Function.prototype.apply;

/** The list of arguments that a builtin like `apply` will spread, where a callback may be among them. */
export function spreadArguments(builtin: AnyFunction, args: readonly unknown[]): unknown {
  if (isApply(builtin)) return args[1];
  return builtin === Reflect.apply || builtin === ours.Reflect.apply ? args[2] : undefined;
}

/** The generator that does what `builtin.apply(self, args)` does, if the builtin has a twin; else undefined. */
export function twinCallOf(builtin: AnyFunction, self: unknown, args: readonly unknown[]): Suspendable | undefined {
  if (isCall(builtin)) return callOf(self as AnyFunction, args[0], args.slice(1));
  if (isApply(builtin)) return callOf(self as AnyFunction, args[0], listOf(args[1]));
  if (builtin === Reflect.apply || builtin === ours.Reflect.apply)
    return callOf(args[0] as AnyFunction, args[1], listOf(args[2]));
  const raw = rawTwins.get(builtin);
  if (raw !== undefined) return Reflect.apply(raw, self, [rawOf(args[0]), ...args.slice(1)]);
  const twin = argumentTwins.get(builtin);
  return twin && Reflect.apply(twin, self, args);
}

/** `fn.call(self, ...args)`, where fn is a function of the script or a builtin. */
function callOf(fn: Blocking, self: unknown, args: readonly unknown[]): Suspendable | undefined {
  if (typeof fn !== 'function') return undefined;
  const twin = fn[TWIN];
  return twin === undefined ? twinCallOf(fn, self, args) : (Reflect.apply(twin, self, args) as Suspendable);
}

/** The list that `apply` takes: nothing, or anything with a length. */
function listOf(list: unknown): unknown[] {
  if (list === undefined || list === null) return [];
  if (Object(list) !== list) throw new TypeError('CreateListFromArrayLike called on non-object');
  return Array.from({ length: (list as ArrayLike<unknown>).length }, (_, index) => (list as ArrayLike<unknown>)[index]);
}
