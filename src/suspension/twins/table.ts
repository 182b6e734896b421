import { type BuiltinTwin, brandOf, stampConstruct, stampProxy, stampTwin } from '../brand.js';
import { calling } from '../calls.js';
import { constructing } from '../construct.js';
import { conversion, isObject } from '../conversions.js';
import type { Intrinsics } from '../intrinsics.js';
import { spread } from '../iteration.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { gatedFinally, gatedThen, newPromise } from '../promise-gate.js';
import { access } from '../properties.js';
import { type RawCallback, rawOf } from './callback.js';
import { arrayFrom, mapForEach, mapGroupBy, objectGroupBy, setForEach, typedFilter, typedMap } from './collections.js';
import { convertingTwins } from './converting.js';
import { applyTwin, bindTwin, callTwin, reflectApplyTwin, reflectConstructTwin, returning } from './functions.js';
import { every, filter, flatMap, some } from './iteration.js';
import { parseJson, stringifyJson, stringifyMayWait } from './json.js';
import { assign, entries, fromEntries, join, reflectGet, values } from './objects.js';
import { proxyCall, proxyConstruct } from './proxies.js';
import { reduce, reduceRight } from './reduce.js';
import { find, findIndex, findLast, findLastIndex } from './search.js';
import { sort, sortTyped, toSorted } from './sort.js';
import { replacing } from './text.js';
import { forEach, map } from './walk.js';

/** The twin of a builtin that takes a callback first: gets it in its raw form. */
type RawTwin = (this: never, callback: RawCallback, ...rest: never[]) => Suspendable;
/** The twin of any other builtin: gets the receiver and the arguments as they are. */
type ArgumentTwin = (self: never, args: unknown[]) => Suspendable;
type Methods = Record<string, AnyFunction | undefined>;

/** The program has iterators that may wait: what takes an iterable must step through it. Set when it is loaded. */
export const iterators = { suspend: false };

const shared = { forEach, some, every, find, findIndex, findLast, findLastIndex, reduce, reduceRight };
const arrayTwins = { ...shared, map, filter, flatMap, sort, toSorted };
const typedTwins = { ...shared, map: typedMap, filter: typedFilter, sort: sortTyped };

const branded = (fn: unknown): boolean => typeof fn === 'function' && brandOf(fn) !== undefined;
const firstWaits = ([first]: unknown[]): boolean => branded(first);
const secondWaits = ([, second]: unknown[]): boolean => branded(second);
const objectsWait = (args: unknown[]): boolean => access.suspends && args.some(isObject);
const iterableWaits = ([first]: unknown[]): boolean => iterators.suspend && isObject(first);

const realms = new WeakSet<object>();

/** Makes the builtins of a realm known to compiled code: what they do when something that they are given may wait. */
export function brandBuiltins(realm: Intrinsics): void {
  if (realms.has(realm)) return;
  realms.add(realm);
  const { Array: List, Function: Fn, JSON: Json, Map: Mapping, Object: Obj, Promise: Later, Reflect: Mirror } = realm;
  const array = List.prototype as unknown as Methods;
  raw(array, arrayTwins as never);
  raw(Obj.getPrototypeOf(realm.Uint8Array.prototype) as Methods, typedTwins as never);
  raw(Mapping.prototype as unknown as Methods, { forEach: mapForEach as RawTwin });
  raw(realm.Set.prototype as unknown as Methods, { forEach: setForEach as RawTwin });
  withArguments(array, { join: [join, (_, self) => conversion.suspends && isObject(self)] });
  withArguments(List as never, {
    from: [arrayFrom, (args) => secondWaits(args) || iterableWaits(args)],
  });
  withArguments(Obj as never, {
    groupBy: [objectGroupBy, (args) => secondWaits(args) || iterableWaits(args)],
    assign: [assign, objectsWait],
    values: [values, objectsWait],
    entries: [entries, objectsWait],
    fromEntries: [fromEntries, (args) => iterableWaits(args) || objectsWait(args)],
  });
  withArguments(Mapping as never, { groupBy: [mapGroupBy, (args) => secondWaits(args) || iterableWaits(args)] });
  withArguments(Mirror as never, { get: [reflectGet, (args) => args.length < 3 && objectsWait(args)] });
  withArguments(Json as never, { parse: [parseJson, secondWaits], stringify: [stringifyJson, stringifyMayWait] });
  const text = realm.String.prototype as unknown as Methods;
  for (const name of ['replace', 'replaceAll']) {
    withArguments(text, { [name]: [replacing(text[name] as never), secondWaits] });
  }
  for (const [fn, twin] of convertingTwins(realm)) stampTwin(fn, twin);
  const functions = Fn.prototype as unknown as Methods;
  for (const [name, twin] of Object.entries({ call: callTwin, apply: applyTwin, bind: bindTwin })) {
    stampTwin(functions[name]!, twin);
  }
  stampTwin(Mirror.apply, reflectApplyTwin);
  stampTwin(Mirror.construct, reflectConstructTwin);
  stampTwin(Later.prototype.then, { run: (self, args) => returning(gatedThen(self, args)) });
  stampTwin(Later.prototype.finally, { run: (self, args) => returning(gatedFinally(self, args)) });
  stampTwin(Later.prototype.catch, {
    run: (self, [handler]) => calling((self as { then?: unknown }).then, self, [undefined, handler]),
  });
  brandConstructors(realm);
}

/** Twins of methods that take a callback first. */
function raw(prototype: Methods, twins: Record<string, RawTwin>): void {
  for (const [name, twin] of Object.entries(twins)) {
    const builtin = prototype[name];
    if (builtin === undefined) continue;
    stampTwin(builtin, {
      run: (self, args) =>
        firstWaits(args) ? Reflect.apply(twin, self, [rawOf(args[0]), ...args.slice(1)] as never) : undefined,
    });
  }
}

type Condition = (args: unknown[], self: unknown) => boolean;

function withArguments(holder: Methods, twins: Record<string, [ArgumentTwin, Condition]>): void {
  for (const [name, [twin, mayWait]] of Object.entries(twins)) {
    const builtin = holder[name];
    // Builtins that an older Node.js does not have.
    if (builtin === undefined) continue;
    const brand: BuiltinTwin = {
      run: (self, args) => (mayWait(args, self) ? twin(self as never, args) : undefined),
    };
    stampTwin(builtin, brand);
  }
}

function brandConstructors(realm: Intrinsics): void {
  stampConstruct(realm.Promise as never, ([executor], newTarget) =>
    branded(executor) ? newPromise(executor as AnyFunction, newTarget) : undefined,
  );
  for (const Collection of [realm.Map, realm.Set, realm.WeakMap, realm.WeakSet]) {
    stampConstruct(Collection as never, (args, newTarget) =>
      iterableWaits(args) ? filled(Collection as never, args, newTarget) : undefined,
    );
  }
  stampConstruct(realm.Proxy as never, (args) => {
    const [target, handler] = args;
    return isObject(target) && isObject(handler) ? returning(proxied(realm, target, handler as never)) : undefined;
  });
}

/** Filled by an iterator that may wait between its items. */
function* filled(Collection: AnyFunction, [items]: unknown[], newTarget: AnyFunction): Suspendable {
  return Reflect.construct(Collection, [yield* spread(items)], newTarget);
}

/** A Proxy, and the note of what it was made of: its traps may wait. */
function proxied(realm: Intrinsics, target: object, handler: Record<string, unknown>): object {
  const proxy = new realm.Proxy(target, handler);
  const parts = { target, handler };
  stampProxy(proxy, parts);
  if (typeof target !== 'function') return proxy;
  stampTwin(
    proxy as AnyFunction,
    function (this: unknown, ...args: unknown[]) {
      return proxyCall(parts, this, args);
    } as never,
  );
  stampConstruct(proxy as AnyFunction, (args, newTarget) =>
    proxyConstruct(parts, args, newTarget, (Class, given, asked) => constructing(Class, given, asked)),
  );
  return proxy;
}
