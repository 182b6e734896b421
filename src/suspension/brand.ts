import type { AnyFunction, Operation, Suspendable, Twin } from './operation.js';

/** How `new` is done where it may suspend. Undefined: nothing in it can, let the language do it. */
export type Construct = (args: unknown[], newTarget: AnyFunction) => Suspendable | undefined;

/** What is known of a builtin that calls back: whether this call of it may suspend, and what to run then. */
export interface BuiltinTwin {
  /** Undefined: nothing that it was given can wait; call the builtin itself. */
  run(self: unknown, args: unknown[]): Suspendable | undefined;
  /** It is done in the language's own steps: where `run` gives nothing, nothing of it needs to be begun anew. */
  readonly inSteps?: true;
}

/** Makes the operation of a blocking native from the call's `this` and arguments. */
export type MakeOperation = (this: unknown, ...args: never[]) => Operation;

/** The base of a class whose constructor gives its fields to any object. */
class Stamped {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is how fields come to an object that exists.
    return object;
  }
}

/**
 * What the runtime knows of a function or an object, in private fields: they belong to this one object, no script can
 * see, copy, inherit or forward them (`Object.assign`, prototypes and Proxies do not), and a look takes about 6 ns.
 */
export class TwinBrand extends Stamped {
  #twin: Twin | BuiltinTwin;

  private constructor(fn: AnyFunction, twin: Twin | BuiltinTwin) {
    super(fn);
    this.#twin = twin;
  }

  /** A function of a script, or a native that may wait; a builtin gives an object. Stamped again, the new one counts. */
  static stamp<F extends AnyFunction>(fn: F, twin: Twin | BuiltinTwin): F {
    if (#twin in fn) (fn as unknown as TwinBrand).#twin = twin;
    else new TwinBrand(fn, twin);
    return fn;
  }

  static of(fn: object): Twin | BuiltinTwin | undefined {
    return #twin in fn ? (fn as TwinBrand).#twin : undefined;
  }
}

class ConstructBrand extends Stamped {
  #construct: Construct;

  private constructor(fn: AnyFunction, construct: Construct) {
    super(fn);
    this.#construct = construct;
  }

  static stamp(fn: AnyFunction, construct: Construct): void {
    new ConstructBrand(fn, construct);
  }

  static of(fn: object): Construct | undefined {
    return #construct in fn ? (fn as ConstructBrand).#construct : undefined;
  }
}

class MakeBrand extends Stamped {
  #make: MakeOperation;

  private constructor(fn: AnyFunction, make: MakeOperation) {
    super(fn);
    this.#make = make;
  }

  static stamp(fn: AnyFunction, make: MakeOperation): void {
    new MakeBrand(fn, make);
  }

  static of(fn: object): MakeOperation | undefined {
    return #make in fn ? (fn as MakeBrand).#make : undefined;
  }
}

/** What a native that takes a block does before and after it, for code that has the block in its place. */
export interface Block {
  enter(name: unknown): unknown;
  leave(entered: unknown): void;
}

class BlockBrand extends Stamped {
  #block: Block;

  private constructor(fn: AnyFunction, block: Block) {
    super(fn);
    this.#block = block;
  }

  static stamp(fn: AnyFunction, block: Block): void {
    new BlockBrand(fn, block);
  }

  static of(fn: object): Block | undefined {
    return #block in fn ? (fn as BlockBrand).#block : undefined;
  }
}

class AsyncBrand extends Stamped {
  #async = true;

  static stamp(fn: AnyFunction): void {
    new AsyncBrand(fn);
  }

  static has(fn: object): boolean {
    return #async in fn && (fn as AsyncBrand).#async;
  }
}

export const stampTwin = TwinBrand.stamp;
export const brandOf = TwinBrand.of;
export const stampConstruct = ConstructBrand.stamp;
export const constructOf = ConstructBrand.of;
export const stampOperation = MakeBrand.stamp;
export const operationOf = MakeBrand.of;
export const stampBlock = BlockBrand.stamp;
export const blockOf = BlockBrand.of;
export const stampAsync = AsyncBrand.stamp;
export const isStampedAsync = AsyncBrand.has;

/** The twin of a function that is not a builtin; undefined when calling it cannot wait. */
export function twinOf(fn: unknown): Twin | undefined {
  if (typeof fn !== 'function') return undefined;
  const brand = TwinBrand.of(fn);
  return typeof brand === 'function' ? brand : undefined;
}
