import { types } from 'node:util';
import { stampConstruct, stampTwin } from '../../brand.js';
import type { Intrinsics } from '../../intrinsics.js';
import { isObject } from '../../is-object.js';
import { isPlainList } from '../../lists.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { replays } from '../../replay.js';
import { waits } from '../callback.js';
import { iterators } from '../iterators.js';
import * as callbacks from './callbacks.js';
import { fill, includes, indexOf, join, lastIndexOf, numbersFirst, replaced, set, slice } from './converting.js';
import { filledView, from, of } from './making.js';
import { isPlainView, isUsable, VIEWS, type View } from './views.js';

type Method = (view: View, args: unknown[], builtin: AnyFunction) => Suspendable;
type Methods = Record<string, AnyFunction | undefined>;

/** They call a function of the script. */
const calling: Readonly<Record<string, Method>> = { ...callbacks };
/** They convert what they are given. */
const converting: Readonly<Record<string, Method>> = {
  at: numbersFirst(1),
  copyWithin: numbersFirst(3),
  fill,
  includes,
  indexOf,
  join,
  lastIndexOf,
  set,
  slice,
  subarray: numbersFirst(2),
  with: replaced,
};
/** They make a view of the same class. */
const DERIVING: ReadonlySet<string> = new Set(['map', 'filter', 'slice']);

/** Makes typed arrays known to compiled code. */
export function brandViews(realm: Intrinsics): void {
  const All = realm.Object.getPrototypeOf(realm.Uint8Array) as AnyFunction;
  const prototype = All.prototype as Methods;
  for (const [name, steps] of Object.entries({ ...calling, ...converting })) {
    const builtin = prototype[name];
    // Builtins that an older Node.js does not have.
    if (builtin === undefined) continue;
    stampTwin(builtin, {
      // `subarray` asks for the class when its places are numbers.
      ...(name === 'subarray' ? {} : { inSteps: true }),
      run: (self, args) => (isUsable(self) && mayWait(name, self, args) ? steps(self, args, builtin) : undefined),
    });
  }
  brandStatics(All as unknown as Methods);
  for (const name of VIEWS) {
    const Class = realm[name] as unknown as AnyFunction;
    stampConstruct(Class, ([source], newTarget) =>
      mayAskItems(source) ? filledView(Class, source, newTarget) : undefined,
    );
  }
}

function mayWait(name: string, view: View, args: readonly unknown[]): boolean {
  if (name in calling && waits(args[0])) return true;
  if (!replays.possible) return false;
  if (DERIVING.has(name) && !isPlainView(view)) return true;
  return name in converting && args.some(isObject);
}

/** A list or an iterable in which functions of the script may be found. */
function mayAskItems(source: unknown): boolean {
  if (!isObject(source) || types.isTypedArray(source) || types.isAnyArrayBuffer(source)) return false;
  if (!replays.possible) return iterators.suspend;
  return !isPlainList(source) || source.some(isObject);
}

function brandStatics(All: Methods): void {
  stampTwin(All.from!, {
    run: (Class, args) => (waits(args[1]) || mayAskItems(args[0]) || isOdd(Class) ? from(Class, args) : undefined),
  });
  stampTwin(All.of!, {
    run: (Class, items) => (isOdd(Class) || (replays.possible && items.some(isObject)) ? of(Class, items) : undefined),
  });
}

/** A class of the script. */
const isOdd = (Class: unknown): boolean => replays.possible && typeof Class === 'function';
