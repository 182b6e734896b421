import { types } from 'node:util';
import { current } from '../../current.js';
import type { Intrinsics } from '../../intrinsics.js';
import { isObject } from '../../is-object.js';
import type { AnyFunction, Suspendable } from '../../operation.js';
import { making, speciesOf } from '../../species.js';

/** Any typed array, by what most of them hold. */
export type View = Float64Array;

const prototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const getterOf = (key: PropertyKey) => Object.getOwnPropertyDescriptor(prototype, key)!.get as () => unknown;
const length = getterOf('length');
const tag = getterOf(Symbol.toStringTag);
const { keys } = prototype as { keys: AnyFunction };

/** Of the view itself, whatever the script calls so; 0 when its buffer is gone, or too short. */
export const lengthOf = (view: View): number => Reflect.apply(length, view, []) as number;

const nameOf = (view: View): ViewName => Reflect.apply(tag, view, []) as ViewName;

/** A typed array that has its buffer. Where it has not the builtin knows the error. */
export function isUsable(value: unknown): value is View {
  if (!types.isTypedArray(value)) return false;
  try {
    Reflect.apply(keys, value, []);
    return true;
  } catch {
    return false;
  }
}

export const VIEWS = [
  ...(['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array'] as const),
  ...(['Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'] as const),
] as const satisfies readonly (keyof Intrinsics)[];
export type ViewName = (typeof VIEWS)[number];

const classOf = (view: View): AnyFunction => current.realm[nameOf(view)] as unknown as AnyFunction;

export const emptyView = (view: View, length: number): View =>
  current.realm.operators.construct(classOf(view), [length], classOf(view)) as View;

const hasNumbers = (view: View): boolean => !nameOf(view).startsWith('Big');

/** Nothing of its class is the script's own. */
export function isPlainView(view: View): boolean {
  const Class = classOf(view);
  if (Object.getPrototypeOf(view) !== Class.prototype || Object.hasOwn(view, 'constructor')) return false;
  return Object.getOwnPropertyDescriptor(Class.prototype, 'constructor')?.value === Class;
}

/** A view that a class of the script makes; the language looks at what it gives. */
export function* viewBy(Class: unknown, args: unknown[]): Suspendable {
  const made = yield* making(Class, args);
  const { TypeError: RealmTypeError } = current.realm;
  if (!isUsable(made)) throw new RealmTypeError('this is not a typed array.');
  const [least] = args;
  if (args.length === 1 && typeof least === 'number' && lengthOf(made) < least)
    throw new RealmTypeError('Derived TypedArray constructor created an array which was too small');
  return made;
}

/** One of the same class. */
export function* viewLike(view: View, args: unknown[]): Suspendable {
  const made = (yield* viewBy(yield* speciesOf(view, classOf(view)), args)) as View;
  if (hasNumbers(made) === hasNumbers(view)) return made;
  throw new current.realm.TypeError('Content type of the derived typed array is another one');
}

export const isView = (value: unknown): boolean => isObject(value) && types.isTypedArray(value);
