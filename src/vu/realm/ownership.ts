import { isAnyArrayBuffer, isDate, isNativeError, isPromise, isProxy } from 'node:util/types';
import { type AnyClass, CLOSED, type Intrinsics } from '../../k6/realm.js';
import {
  blockOf,
  brandOf,
  constructOf,
  operationOf,
  stampBlock,
  stampConstruct,
  stampOperation,
  stampTwin,
} from '../../suspension/brand.js';
import type { Suspendable } from '../../suspension/operation.js';
import type { RealmErrors } from './inside/errors.js';
import type { NativeMaker } from './inside/natives.js';
import type { ValueMaker } from './inside/values.js';

// biome-ignore lint/suspicious/noExplicitAny: natives take whatever scripts pass.
type AnyFunction = (...args: any[]) => unknown;

export interface OwnershipParts {
  readonly intrinsics: Intrinsics;
  readonly errors: RealmErrors;
  readonly natives: NativeMaker;
  readonly values: ValueMaker;
}

/** A class of ours as one realm sees it: `Maker` makes instances whose prototype is the realm's. */
interface Edition {
  readonly Maker: AnyClass;
  readonly prototype: object;
}

/** Function calls take so many arguments, and a list is made by calling a function with its items. */
const MAX_ITEMS_AT_ONCE = 10_000;

/** Makes of our values the script's own, see `ScriptRealm.own`. */
export class Ownership {
  readonly #parts: OwnershipParts;
  /** The realm's functions by ours, so that one of ours is always the same function to the script. */
  readonly #functions = new WeakMap<AnyFunction, AnyFunction>();
  readonly #editions = new WeakMap<AnyClass, Edition>();

  constructor(parts: OwnershipParts) {
    this.#parts = parts;
  }

  own(value: unknown): unknown {
    return isReference(value) && isOurs(value) ? this.#convert(value, new Map()) : value;
  }

  editionOf(OurClass: AnyClass): Edition {
    let edition = this.#editions.get(OurClass);
    if (edition === undefined) this.#editions.set(OurClass, (edition = this.#makeEdition(OurClass)));
    return edition;
  }

  /** `done` holds what is being copied, for cycles. */
  #own(value: unknown, done: Map<object, unknown>): unknown {
    return isReference(value) && isOurs(value) ? this.#convert(value, done) : value;
  }

  #convert(value: object, done: Map<object, unknown>): unknown {
    const known = done.get(value);
    if (known !== undefined) return known;
    const { errors, intrinsics } = this.#parts;
    if (typeof value === 'function') return this.#function(value as AnyFunction);
    if (Array.isArray(value)) return this.#list(value, done);
    if (isPromise(value)) return this.#follow(value);
    if (isNativeError(value)) return errors.own(value);
    if (isAnyArrayBuffer(value)) return this.#bytes(new Uint8Array(value)).buffer;
    if (ArrayBuffer.isView(value)) return this.#view(value);
    if (isDate(value)) return new intrinsics.Date(Date.prototype.getTime.call(value));
    const prototype = Object.getPrototypeOf(value) as object;
    return prototype === Object.prototype ? this.#object(value, done) : this.#adopt(value, prototype, done);
  }

  #function(ours: AnyFunction): AnyFunction {
    let made = this.#functions.get(ours);
    if (made !== undefined) return made;
    const { natives } = this.#parts;
    made = isClass(ours)
      ? natives.constructorFor(ours.name, ours, this.editionOf(ours as never).prototype, this.#complete)
      : natives.method(ours.name, ours);
    this.#functions.set(ours, made);
    carryBrands(ours, made, natives);
    return made;
  }

  #makeEdition(OurClass: AnyClass): Edition {
    const Maker = class extends (OurClass as new (...args: unknown[]) => object) {};
    const prototype = Maker.prototype as object;
    const Parent = Object.getPrototypeOf(OurClass) as AnyClass;
    Object.setPrototypeOf(prototype, this.#prototypeAbove(OurClass, Parent));
    delete (prototype as { constructor?: unknown }).constructor;
    this.#define(prototype, OurClass.prototype as object, new Map());
    return { Maker, prototype };
  }

  #prototypeAbove(OurClass: AnyClass, Parent: AnyClass): object {
    if (Parent !== Function.prototype) return this.editionOf(Parent).prototype;
    const { values, intrinsics } = this.#parts;
    return CLOSED in OurClass ? values.closed : (intrinsics.Object.prototype as object);
  }

  #adopt(value: object, prototype: object, done: Map<object, unknown>): object {
    const OurClass = prototype.constructor as AnyClass;
    done.set(value, value);
    this.#ownFields(value, done);
    return Object.setPrototypeOf(value, this.editionOf(OurClass).prototype) as object;
  }

  readonly #complete = (made: unknown): unknown => {
    // A constructor may have returned something else than its instance: that is made the script's own when it is handed out.
    if (isReference(made) && !isProxy(made)) this.#ownFields(made, new Map());
    return made;
  };

  #ownFields(value: object, done: Map<object, unknown>): void {
    for (const key of Object.keys(value)) {
      const member = (value as Record<string, unknown>)[key];
      const own = this.#own(member, done);
      if (own !== member) Object.defineProperty(value, key, { value: own });
    }
  }

  #object(value: object, done: Map<object, unknown>): object {
    const made = this.#parts.values.object();
    done.set(value, made);
    this.#define(made, value, done);
    return Object.isFrozen(value) ? Object.freeze(made) : made;
  }

  /** Puts the members of one of ours on an object of the realm; defined and not assigned, for setters up its chain. */
  #define(target: object, from: object, done: Map<object, unknown>): void {
    for (const key of Reflect.ownKeys(from)) {
      if (key === 'constructor' && isClass((from as never)[key])) continue;
      const property = Object.getOwnPropertyDescriptor(from, key)!;
      if ('value' in property) property.value = this.#own(property.value, done);
      if (property.get) property.get = this.#function(property.get) as () => unknown;
      if (property.set) property.set = this.#function(property.set);
      Object.defineProperty(target, key, property);
    }
  }

  #list(value: readonly unknown[], done: Map<object, unknown>): unknown[] {
    const { list } = this.#parts.values;
    const frozen = Object.isFrozen(value);
    const items = (from: number): unknown[] =>
      value.slice(from, from + MAX_ITEMS_AT_ONCE).map((item) => this.#own(item, done));
    if (value.length <= MAX_ITEMS_AT_ONCE) {
      const made = list(...items(0));
      return frozen ? (Object.freeze(made) as unknown[]) : made;
    }
    const made = list();
    for (let from = 0; from < value.length; from += MAX_ITEMS_AT_ONCE) {
      Array.prototype.push.apply(made, items(from));
    }
    return frozen ? (Object.freeze(made) as unknown[]) : made;
  }

  #follow(ours: Promise<unknown>): Promise<unknown> {
    const { promise, resolve, reject } = this.#parts.values.promise();
    ours.then(
      (value) => resolve(this.own(value)),
      (reason) => reject(this.own(reason)),
    );
    return promise;
  }

  #bytes(ours: Uint8Array): Uint8Array {
    const { intrinsics } = this.#parts;
    const buffer = new intrinsics.ArrayBuffer(ours.length);
    new Uint8Array(buffer).set(ours);
    return new intrinsics.Uint8Array(buffer);
  }

  #view(ours: ArrayBufferView): ArrayBufferView {
    const { buffer } = this.#bytes(new Uint8Array(ours.buffer, ours.byteOffset, ours.byteLength));
    const tag = Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag, ours) as
      | 'Uint8Array'
      | undefined;
    const Own = this.#parts.intrinsics[tag ?? 'DataView'] as new (buffer: ArrayBufferLike) => ArrayBufferView;
    return new Own(buffer);
  }
}

const isReference = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const isClass = (value: unknown): boolean =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

/** Ours end in our `Object.prototype`; what has no prototype at all counts as the script's. */
export function isOurs(value: object): boolean {
  let at = value;
  for (let next = Object.getPrototypeOf(at); next !== null; next = Object.getPrototypeOf(at)) at = next;
  return at === Object.prototype;
}

/** What the kernel knows of our function holds for the realm's; what ours throw on these ways is made the script's own. */
function carryBrands(ours: AnyFunction, made: AnyFunction, natives: NativeMaker): void {
  const brand = brandOf(ours);
  if (typeof brand === 'function') stampTwin(made, natives.rawGenerator(ours.name, brand as never) as never);
  else if (brand !== undefined) {
    stampTwin(made, {
      run(self, args) {
        const generator = brand.run(self, args);
        return generator && (natives.rawGenerator(ours.name, () => generator)() as Suspendable);
      },
    });
  }
  const construct = constructOf(ours);
  if (construct) {
    stampConstruct(made, (args, newTarget) => {
      const generator = construct(args, newTarget);
      return generator && (natives.rawGenerator(ours.name, () => generator)() as Suspendable);
    });
  }
  const make = operationOf(ours);
  if (make) stampOperation(made, natives.raw(ours.name, make as never) as never);
  const block = blockOf(ours);
  if (block) {
    stampBlock(made, {
      enter: natives.raw(ours.name, block.enter) as typeof block.enter,
      leave: natives.raw(ours.name, block.leave as never) as never,
    });
  }
}
