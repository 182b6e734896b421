import { types } from 'node:util';
import { type BuiltinTwin, stampConstruct, stampTwin } from '../brand.js';
import { calling, notCallable, shown } from '../calls.js';
import { numberOf, textOf } from '../conversions.js';
import { current } from '../current.js';
import type { Intrinsics } from '../intrinsics.js';
import { isObject } from '../is-object.js';
import { Iteration } from '../iteration.js';
import { noteLoop } from '../list-loop.js';
import type { AnyFunction, Suspendable } from '../operation.js';
import { reading } from '../properties.js';
import { replaying, replays } from '../replay.js';
import { brandArrays } from './arrays/table.js';
import { waits as branded, type RawCallback, rawOf } from './callback.js';
import { arrayFrom, fromEntries, mapForEach, mapGroupBy, objectGroupBy, setForEach } from './collections.js';
import { applyTwin, bindTwin, callTwin, reflectApplyTwin, reflectConstructTwin } from './functions.js';
import { iterators } from './iterators.js';
import { parseJson, stringifyJson } from './json.js';
import { patternTwins } from './pattern-twins.js';
import { brandPromises } from './promises.js';
import { assign, entries, values } from './properties.js';
import { brandViews } from './typed/table.js';

/** The twin of a builtin that takes a callback first: gets it in its raw form. */
type RawTwin = (this: never, callback: RawCallback, ...rest: never[]) => Suspendable;
/** The twin of any other builtin: gets the receiver and the arguments as they are. */
type ArgumentTwin = (self: never, args: unknown[]) => Suspendable;
type Methods = Record<string, AnyFunction | undefined>;

const firstWaits = ([first]: unknown[]): boolean => branded(first);
const secondWaits = ([, second]: unknown[]): boolean => branded(second);
const iterableWaits = ([first]: unknown[]): boolean => iterators.suspend && isObject(first);

/** What the language may find functions in that wait, so that only the builtin itself knows what it does there. */
const isOdd = (value: unknown): boolean => replays.possible && isObject(value) && !isPlain(value);

function isPlain(value: object): boolean {
  const { Array: List } = current.realm;
  if (Array.isArray(value) && Object.getPrototypeOf(value) === List.prototype)
    return !Object.hasOwn(value, 'constructor');
  return types.isTypedArray(value) || types.isMap(value) || types.isSet(value);
}

const realms = new WeakSet<object>();

/** Makes the builtins of a realm known to compiled code: what they do when something that they are given may wait. */
export function brandBuiltins(realm: Intrinsics): void {
  if (realms.has(realm)) return;
  realms.add(realm);
  const { Array: List, Function: Fn, JSON: Json, Map: Mapping, Object: Obj, Reflect: Mirror } = realm;
  noteLoop(List.prototype.forEach);
  brandArrays(realm);
  brandViews(realm);
  raw(Mapping.prototype as unknown as Methods, { forEach: mapForEach as RawTwin });
  raw(realm.Set.prototype as unknown as Methods, { forEach: setForEach as RawTwin });
  withArguments(List as never, {
    from: [arrayFrom, (args) => secondWaits(args) || iterableWaits(args)],
  });
  withArguments(Obj as never, {
    groupBy: [objectGroupBy, (args) => secondWaits(args) || iterableWaits(args)],
    fromEntries: [fromEntries, iterableWaits],
    assign: [
      assign,
      ([target, ...sources]) => replays.possible && target !== undefined && target !== null && sources.some(isObject),
    ],
    values: [values, ([object]) => replays.possible && isObject(object)],
    entries: [entries, ([object]) => replays.possible && isObject(object)],
  });
  // As functions they convert what they are given; a list in steps, as everywhere.
  const isAsked = ([value]: unknown[]): boolean => replays.possible && realm.operators.isArray(value);
  stampTwin(realm.String as never, { run: (_, args) => (isAsked(args) ? textOf(args[0]) : undefined) });
  stampTwin(realm.Number as never, { run: (_, args) => (isAsked(args) ? numberOf(args[0]) : undefined) });
  withArguments(Mapping as never, { groupBy: [mapGroupBy, (args) => secondWaits(args) || iterableWaits(args)] });
  withArguments(Json as never, { parse: [parseJson, secondWaits], stringify: [stringifyJson, secondWaits] });
  for (const [fn, twin] of patternTwins(realm)) stampTwin(fn, twin);
  const functions = Fn.prototype as unknown as Methods;
  for (const [name, twin] of Object.entries({ call: callTwin, apply: applyTwin, bind: bindTwin })) {
    stampTwin(functions[name]!, twin);
  }
  stampTwin(Mirror.apply, reflectApplyTwin);
  stampTwin(Mirror.construct, reflectConstructTwin);
  brandPromises(realm);
  brandConstructors(realm);
}

/** Twins of methods that take a callback first. */
function raw(prototype: Methods, twins: Record<string, RawTwin>): void {
  for (const [name, twin] of Object.entries(twins)) {
    const builtin = prototype[name];
    if (builtin === undefined) continue;
    stampTwin(builtin, {
      run: (self, args) => {
        if (!firstWaits(args)) return undefined;
        if (isOdd(self)) return replaying(() => Reflect.apply(builtin, self, args));
        return Reflect.apply(twin, self, [rawOf(args[0]), ...args.slice(1)] as never);
      },
    });
  }
}

type Condition = (args: unknown[]) => boolean;

function withArguments(holder: Methods, twins: Record<string, [ArgumentTwin, Condition]>): void {
  for (const [name, [twin, mayWait]] of Object.entries(twins)) {
    const builtin = holder[name];
    // Builtins that an older Node.js does not have.
    if (builtin === undefined) continue;
    const brand: BuiltinTwin = {
      run: (self, args) => {
        return mayWait(args) ? twin(self as never, args) : undefined;
      },
    };
    stampTwin(builtin, brand);
  }
}

function brandConstructors(realm: Intrinsics): void {
  for (const Collection of [realm.Map, realm.Set, realm.WeakMap, realm.WeakSet] as unknown as AnyFunction[]) {
    const method = 'add' in Collection.prototype ? 'add' : 'set';
    stampConstruct(Collection, (args, newTarget) =>
      iterableWaits(args) || (args.length > 0 && (replays.possible || branded(ownMethod(newTarget, method))))
        ? filled(Collection, method, args[0], newTarget)
        : undefined,
    );
  }
}

/** What `add` or `set` is for new ones, where that can be seen without asking. */
function ownMethod(newTarget: AnyFunction, method: string): unknown {
  const prototype: unknown = Object.getOwnPropertyDescriptor(newTarget, 'prototype')?.value;
  for (let holder = prototype; isObject(holder) && !types.isProxy(holder); holder = Object.getPrototypeOf(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, method);
    if (property !== undefined) return property.value;
  }
  return undefined;
}

/** `new Map(items)` and the like, whose `add` or `set` may be the script's own. */
function* filled(Collection: AnyFunction, method: string, items: unknown, newTarget: AnyFunction): Suspendable {
  const made = current.realm.operators.construct(Collection, [], newTarget);
  if (items === undefined || items === null) return made;
  const add = yield* reading(made, method);
  if (typeof add !== 'function') throw notCallable(add);
  const iteration = (yield* Iteration.over(items)) as Iteration;
  while (yield* iteration.advance()) {
    const item = iteration.value;
    try {
      if (method === 'add') yield* calling(add, made, [item]);
      else if (isObject(item)) yield* calling(add, made, [yield* reading(item, '0'), yield* reading(item, '1')]);
      else throw new current.realm.TypeError(`Iterator value ${shown(item)} is not an entry object`);
    } catch (error) {
      yield* iteration.abandon();
      throw error;
    }
  }
  return made;
}
