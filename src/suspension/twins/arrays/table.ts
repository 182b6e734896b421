import { types } from 'node:util';
import { stampTwin } from '../../brand.js';
import { current } from '../../current.js';
import type { Intrinsics } from '../../intrinsics.js';
import { isObject } from '../../is-object.js';
import { isPlainList, noteDefined } from '../../lists.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { replays } from '../../replay.js';
import { listOf, type RawCallback, rawOf, waits } from '../callback.js';
import { every, filter, flatMap, some } from '../iteration.js';
import { reduce, reduceRight } from '../reduce.js';
import { find, findIndex, findLast, findLastIndex } from '../search.js';
import { sort, toSorted } from '../sort.js';
import { forEach, map } from '../walk.js';
import * as callbacks from './callbacks.js';
import * as changes from './changes.js';
import { iteratorMaker, iteratorNext } from './iterators.js';
import * as parts from './parts.js';
import * as search from './search.js';
import * as sorting from './sorting.js';
import * as text from './text.js';

/** A method of arrays in the language's own steps, for lists that it has to ask. */
type Method = (list: object, args: unknown[]) => Suspendable;
/** The same for a callback that waits over a list that is as lists are: nothing of it is asked, so it is quicker. */
type RawTwin = (this: never, callback: RawCallback, ...rest: never[]) => Suspendable;

const quick = {
  ...{ forEach, map, filter, flatMap, some, every, reduce, reduceRight },
  ...{ find, findIndex, findLast, findLastIndex, sort, toSorted },
} as unknown as Readonly<Record<string, RawTwin>>;

const { replaced, ...otherParts } = parts;
const methods: Readonly<Record<string, Method>> = {
  ...callbacks,
  ...changes,
  ...otherParts,
  ...search,
  ...sorting,
  join: text.join,
  toLocaleString: text.localeText,
  toString: text.textOfList,
  with: replaced,
};

/** Arguments that are converted, or asked: from the first of the two to before the second. */
const CONVERTED: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['at', [0, 1]],
  ['concat', [0, Number.POSITIVE_INFINITY]],
  ['copyWithin', [0, 3]],
  ['fill', [1, 3]],
  ['flat', [0, 1]],
  ['includes', [1, 2]],
  ['indexOf', [1, 2]],
  ['join', [0, 1]],
  ['lastIndexOf', [1, 2]],
  ['slice', [0, 2]],
  ['splice', [0, 2]],
  ['toSpliced', [0, 2]],
  ['with', [0, 1]],
]);
/** They ask what is in the list. */
const ASKING_ITEMS: ReadonlySet<string> = new Set(['flat', 'join', 'sort', 'toLocaleString', 'toSorted', 'toString']);
/** They make a list of the same class, whose constructor may wait. */
const DERIVING: ReadonlySet<string> = new Set(['concat', 'filter', 'flat', 'flatMap', 'map', 'slice', 'splice']);

const isOfSubclass = (list: object): boolean => Object.getPrototypeOf(list) !== current.realm.Array.prototype;

/** Whether the language may find functions that wait when it does this. */
function mayAsk(name: string, self: unknown, args: readonly unknown[]): boolean {
  if (!isPlainList(self) || name === 'flatMap') return true;
  const [from, to] = CONVERTED.get(name) ?? [0, 0];
  for (let index = from; index < args.length && index < to; index++) {
    if (isObject(args[index]) && !(name === 'concat' && isPlainList(args[index]))) return true;
  }
  // Compared by a function they are not made text.
  if (ASKING_ITEMS.has(name) && typeof args[0] !== 'function')
    for (let index = 0; index < self.length; index++) if (isObject(self[index])) return true;
  return false;
}

const DEFINERS = ['defineProperty', 'defineProperties'] as const;
const isNumber = (key: unknown): boolean => typeof key === 'number' || (typeof key === 'string' && /^\d/.test(key));

/** Notes arrays that get accessors as elements. */
function brandDefiners({ Object: Obj, Reflect: Mirror }: Intrinsics): void {
  const note = (target: unknown, key: unknown): undefined => {
    if (target !== Obj.prototype || isNumber(key)) noteDefined(target);
  };
  for (const name of DEFINERS) stampTwin(Obj[name], { run: (_, [target, key]) => note(target, key) });
  stampTwin(Mirror.defineProperty, { run: (_, [target, key]) => note(target, key) });
  for (const name of ['__defineGetter__', '__defineSetter__']) {
    const builtin = (Obj.prototype as unknown as Record<string, AnyFunction>)[name]!;
    stampTwin(builtin, { run: (target, [key]) => note(target, key) });
  }
}

/** Makes the methods of arrays known to compiled code. */
export function brandArrays(realm: Intrinsics): void {
  const { Array: List, Object: Obj } = realm;
  brandDefiners(realm);
  const prototype = List.prototype as unknown as Record<string, AnyFunction | undefined>;
  for (const [name, steps] of Object.entries(methods)) {
    const builtin = prototype[name];
    // Builtins that an older Node.js does not have.
    if (builtin === undefined) continue;
    const twin = quick[name];
    const derives = DERIVING.has(name);
    stampTwin(builtin, {
      inSteps: true,
      run: (self, args) => {
        const asks = replays.possible ? mayAsk(name, self, args) : derives && Array.isArray(self) && isOfSubclass(self);
        if (asks) return steps(listOf(self), args);
        if (twin === undefined || !waits(args[0])) return undefined;
        return Reflect.apply(twin, self, [rawOf(args[0]), ...args.slice(1)] as never);
      },
    });
  }
  for (const name of ['entries', 'keys', 'values']) {
    const make = iteratorMaker(prototype[name]!);
    stampTwin(prototype[name]!, {
      inSteps: true,
      run: (self) => {
        const isOdd = replays.possible && isObject(self) && !isPlainList(self) && !types.isTypedArray(self);
        return isOdd ? make(self) : undefined;
      },
    });
  }
  const { next } = Obj.getPrototypeOf(List.prototype.values.call([])) as { next: AnyFunction };
  stampTwin(next, iteratorNext(next));
}
