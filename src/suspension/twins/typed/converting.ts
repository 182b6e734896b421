import { calling } from '../../calls.js';
import { textOf } from '../../conversions.js';
import { current } from '../../current.js';
import { isObject } from '../../is-object.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { reading, writing } from '../../properties.js';
import { indexOf as indexIn, integerOf, lengthOf as lengthOfList } from '../../steps.js';
import { emptyView, isUsable, isView, lengthOf, type View, viewLike } from './views.js';

export function* includes(view: View, [wanted, from]: unknown[]): Suspendable {
  const length = lengthOf(view);
  if (length === 0) return false;
  for (let index = yield* indexIn(from, length, 0); index < length; index++) {
    const value: unknown = view[index];
    if (value === wanted || Object.is(value, wanted)) return true;
  }
  return false;
}

export function* indexOf(view: View, [wanted, from]: unknown[]): Suspendable {
  const length = lengthOf(view);
  if (length === 0) return -1;
  for (let index = yield* indexIn(from, length, 0); index < length; index++) {
    if (index < lengthOf(view) && (view[index] as unknown) === wanted) return index;
  }
  return -1;
}

export function* lastIndexOf(view: View, [wanted, ...from]: unknown[]): Suspendable {
  const length = lengthOf(view);
  if (length === 0) return -1;
  const begin = from.length === 0 ? length - 1 : yield* integerOf(from[0]);
  for (let index = begin < 0 ? length + begin : Math.min(begin, length - 1); index >= 0; index--) {
    if (index < lengthOf(view) && (view[index] as unknown) === wanted) return index;
  }
  return -1;
}

export function* join(view: View, [separator]: unknown[]): Suspendable {
  const length = lengthOf(view);
  const between = separator === undefined ? ',' : ((yield* textOf(separator)) as string);
  let text = '';
  for (let index = 0; index < length; index++) {
    if (index > 0) text += between;
    const value = view[index];
    if (value !== undefined) text += String(value);
  }
  return text;
}

export function* slice(view: View, [from, to]: unknown[]): Suspendable {
  const length = lengthOf(view);
  const begin = yield* indexIn(from, length, 0);
  const end = yield* indexIn(to, length, length);
  const count = Math.max(end - begin, 0);
  const made = (yield* viewLike(view, [count])) as View;
  if (count === 0) return made;
  if (!isUsable(view))
    throw new current.realm.TypeError('Cannot perform %TypedArray%.prototype.slice on a detached ArrayBuffer');
  const last = Math.min(end, lengthOf(view));
  for (let index = begin; index < last; index++) made[index - begin] = view[index]!;
  return made;
}

/** `set` takes a list of anything, which may change the view while it is read. */
export function* set(view: View, [source, offset]: unknown[], builtin: AnyFunction): Suspendable {
  const at = yield* integerOf(offset);
  const { RangeError: RealmRangeError, Object: RealmObject } = current.realm;
  if (at < 0) throw new RealmRangeError('offset is out of bounds');
  if (isView(source) || !isUsable(view)) return current.realm.operators.apply(builtin, view, [source, at]);
  const room = lengthOf(view);
  const list = isObject(source) ? source : (RealmObject(source) as object);
  const length = yield* lengthOfList(list);
  if (at + length > room) throw new RealmRangeError('offset is out of bounds');
  for (let index = 0; index < length; index++) yield* writing(view, at + index, yield* reading(list, index));
  return undefined;
}

/** What is converted first, from left to right, before anything else is done with the view. */
export const numbersFirst = (howMany: number) =>
  function* (view: View, args: unknown[], builtin: AnyFunction): Suspendable {
    const given: unknown[] = [];
    for (const [index, value] of args.entries()) {
      given.push(index < howMany && isObject(value) ? yield* integerOf(value) : value);
    }
    return yield* calling(builtin, view, given);
  };

/** A value is converted as the view's own are, and before the places. */
export function* fill(view: View, [value, ...places]: unknown[], builtin: AnyFunction): Suspendable {
  const converted = isObject(value) ? yield* asElement(view, value) : value;
  return yield* numbersFirst(3)(view, [converted, ...places], builtin);
}

/** The place is converted before the value. */
export function* replaced(view: View, [place, value]: unknown[], builtin: AnyFunction): Suspendable {
  const at = yield* integerOf(place);
  const converted = isObject(value) ? yield* asElement(view, value) : value;
  return current.realm.operators.apply(builtin, view, [at, converted]);
}

/** Put into a view of the same kind and read again. */
function* asElement(view: View, value: unknown): Suspendable {
  const one = emptyView(view, 1);
  yield* writing(one, 0, value);
  return one[0];
}
