import { stampBlock } from '../suspension/brand.js';
import { callsBack, type NativeKind, operation } from '../suspension/natives.js';
import type { Operation } from './context.js';
import type { AnyFunction, Suspendable } from './suspension.js';

/** The call is one wait. */
export interface Waiting {
  /** Checks and packs the arguments; the operation does the work. */
  readonly make: (...args: never[]) => Operation;
  /** What happens where nothing can suspend; without it that is an error, outside of init code. */
  readonly atOnce?: AnyFunction;
}

/** It runs functions of the script before it returns. */
export interface CallingBack {
  /** For calls in which none of those functions may wait. */
  readonly native: AnyFunction;
  /** Whether one of them may, by the call's arguments and its `this`. */
  readonly waits: (args: unknown[], self: unknown) => boolean;
  /** For calls in which one may. */
  readonly twin: (...args: never[]) => Suspendable;
  /** What it does before and after its block, for code that has the block in its place. */
  readonly block?: { enter(name: unknown): unknown; leave(entered: unknown): void };
}

type Kinds = Readonly<Record<string, NativeKind>>;
type Ways<Declared extends Kinds> = {
  readonly [Name in keyof Declared]: Declared[Name] extends 'operation' ? Waiting : CallingBack;
};

/**
 * Makes the functions that a module has declared as data, each in the way that its declaration says; `place` stands
 * before their names in errors. Nothing of `k6` waits in another way, so the compiler, which reads the same data, knows
 * all that waits.
 */
export function makeNatives<Declared extends Kinds>(
  place: string,
  declared: Declared,
  ways: Ways<Declared>,
): { readonly [Name in keyof Declared]: AnyFunction } {
  const made: Record<string, AnyFunction> = {};
  for (const [name, kind] of Object.entries(declared)) {
    const way = ways[name] as Waiting | CallingBack;
    made[name] = kind === 'operation' ? waiting(`${place}${name}()`, way as Waiting) : callingBack(way as CallingBack);
  }
  return made as { readonly [Name in keyof Declared]: AnyFunction };
}

/** The same for a class: its instances get them as methods. */
export function addMethods<Declared extends Kinds>(
  prototype: object,
  place: string,
  declared: Declared,
  ways: Ways<Declared>,
): void {
  for (const [name, value] of Object.entries(makeNatives(place, declared, ways))) {
    Object.defineProperty(prototype, name, { value, enumerable: true, writable: true, configurable: true });
  }
}

const waiting = (what: string, { make, atOnce }: Waiting): AnyFunction => operation(what, make, atOnce);

function callingBack({ native, waits, twin, block }: CallingBack): AnyFunction {
  const fn = callsBack(native, waits, twin);
  if (block) stampBlock(fn, block);
  return fn;
}
