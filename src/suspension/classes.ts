import { types } from 'node:util';
import { stampAsyncTwin } from './async-functions.js';
import { stampAsyncGenerator } from './async-generators.js';
import { brandOf, stampConstruct, stampTwin } from './brand.js';
import { flag } from './call-flag.js';
import { constructSuper, emptyObject, refuseNew } from './construct.js';
import { current } from './current.js';
import { delegate } from './delegate.js';
import type { AnyFunction, Suspendable, Twin } from './operation.js';
import type { StrandOwner } from './strand.js';

/** Makes the ordinary function that stands for a twin wherever it is a value; one for each shape, see the compiler. */
export type MakeFacade = (vu: StrandOwner | null, twin: Twin, name?: PropertyKey) => AnyFunction;
type Holder = Record<PropertyKey, unknown>;

/** A function expression or an arrow function of the script. */
export function makeFunction(vu: StrandOwner | null, make: MakeFacade, twin: Twin, name?: PropertyKey): AnyFunction {
  return stampTwin(make(vu, twin, name), twin);
}

export function makeAsync(vu: StrandOwner | null, make: MakeFacade, twin: Twin, name?: PropertyKey): AnyFunction {
  return stampAsyncTwin(vu, make(vu, twin, name), twin);
}

export function makeAsyncGenerator(
  vu: StrandOwner | null,
  make: MakeFacade,
  twin: Twin,
  name?: PropertyKey,
): AnyFunction {
  return stampAsyncGenerator(vu, make(vu, twin, name), twin);
}

/** A generator function whose parameters may wait: then calling it may, and not only stepping. */
export function makeGenerator(vu: StrandOwner | null, make: MakeFacade, twin: Twin, name?: PropertyKey): AnyFunction {
  return stampGenerator(make(vu, twin, name), twin);
}

export function stampGenerator(fn: AnyFunction, twin: Twin): AnyFunction {
  return stampTwin(refuseNew(fn), function* (this: unknown, ...args: never[]) {
    const made = (yield* delegate(Reflect.apply(twin, this, args))) as object;
    const { prototype } = fn;
    if (Object(prototype) === prototype) Object.setPrototypeOf(made, prototype as object);
    return made;
  });
}

/** The body that stands there; undefined when a later member of the same name has replaced it. */
function bodyAt(holder: Holder, key: PropertyKey): Twin | undefined {
  const value = Object.getOwnPropertyDescriptor(holder, key)?.value;
  return types.isGeneratorFunction(value) && brandOf(value as AnyFunction) === undefined ? (value as Twin) : undefined;
}

/** Puts the ordinary function in the place of a class's generator body. Of members of one name the last comes first. */
export function wrapMethod(vu: StrandOwner | null, holder: Holder, key: PropertyKey, make: MakeFacade): void {
  const body = bodyAt(holder, key);
  if (body) Object.defineProperty(holder, key, { value: makeFunction(vu, make, body, key) });
}

export function wrapGeneratorMethod(vu: StrandOwner | null, holder: Holder, key: PropertyKey, make: MakeFacade): void {
  const body = bodyAt(holder, key);
  if (body) Object.defineProperty(holder, key, { value: makeGenerator(vu, make, body, key) });
}

export function wrapAsyncGeneratorMethod(
  vu: StrandOwner | null,
  holder: Holder,
  key: PropertyKey,
  make: MakeFacade,
): void {
  const body = bodyAt(holder, key);
  if (body) Object.defineProperty(holder, key, { value: makeAsyncGenerator(vu, make, body, key) });
}

export function wrapAsyncMethod(vu: StrandOwner | null, holder: Holder, key: PropertyKey, make: MakeFacade): void {
  const body = bodyAt(holder, key);
  if (body) Object.defineProperty(holder, key, { value: makeAsync(vu, make, body, key) });
}

/** The body of an accessor stands as a method under a symbol of ours, until it is put where it belongs. */
export function wrapAccessor(
  vu: StrandOwner | null,
  holder: Holder,
  key: PropertyKey,
  kind: 'get' | 'set',
  make: MakeFacade,
  at: symbol,
): void {
  const twin = holder[at] as Twin;
  delete holder[at];
  // A later member of the same name has replaced it, and perhaps one after that brought an accessor without it.
  if (Object.getOwnPropertyDescriptor(holder, key)?.[kind] === undefined) return;
  Object.defineProperty(holder, key, { [kind]: makeFunction(vu, make, twin, key) });
}

const symbols = new Map<string, symbol>();

/** Keys of ours, for the moment in which a class is made. Stacks show the name. */
export function hiddenKey(number: number, name = ''): symbol {
  const id = `${number} ${name}`;
  let key = symbols.get(id);
  if (key === undefined) symbols.set(id, (key = Symbol(name)));
  return key;
}

/** What has to be done to a new object when its base's constructor has returned: fields, private members. */
type Initialize = (object: object) => Suspendable | undefined;

const initializers = new WeakMap<object, Initialize>();

/** How a class is constructed whose constructor or whose fields may wait. */
export interface Construction {
  /** The constructor's body; undefined if none is written. */
  readonly body: symbol | undefined;
  readonly derived: boolean;
  /** The class that adds the private members and fields that need no waiting to an object. */
  readonly Elements: (new (object: object) => object) | undefined;
  /** The other fields. */
  readonly fields: symbol | undefined;
}

/** Emitted in the static block of such a class. */
export function wrapClass(Class: AnyFunction, { body, derived, Elements, fields }: Construction): void {
  const prototype = Class.prototype as Holder;
  const take = (key: symbol | undefined): Twin | undefined => {
    if (key === undefined) return undefined;
    const twin = prototype[key] as Twin;
    delete prototype[key];
    return twin;
  };
  const run = take(body);
  const runFields = take(fields);
  if (Elements) Object.setPrototypeOf(Elements.prototype, Object.getPrototypeOf(prototype) as object);
  if (Elements || runFields) {
    initializers.set(Class, (object) => {
      if (Elements) new Elements(object);
      return runFields && Reflect.apply(runFields, object, []);
    });
  }
  const constructed = derived ? constructDerived : constructBase;
  stampConstruct(Class, (args, newTarget) => constructed(Class, run, args, newTarget));
}

function* constructBase(
  Class: AnyFunction,
  body: Twin | undefined,
  args: unknown[],
  newTarget: AnyFunction,
): Suspendable {
  const made = (yield* emptyObject(newTarget)) as object;
  yield* initializing(Class, made);
  const result = body && (yield* delegate(Reflect.apply(body, made, [newTarget, ...args] as never[])));
  return Object(result) === result ? result : made;
}

function* constructDerived(
  Class: AnyFunction,
  body: Twin | undefined,
  args: unknown[],
  newTarget: AnyFunction,
): Suspendable {
  if (body) {
    const given = yield* delegate(Reflect.apply(body, undefined, [newTarget, ...args] as never[]));
    return given instanceof Result ? given.judged() : given;
  }
  const result = constructSuper(Class, newTarget, ...args);
  const made = flag.f ? yield* delegate(result as Suspendable) : result;
  yield* initializing(Class, made as object);
  return made;
}

function* initializing(Class: AnyFunction, object: object): Suspendable {
  const generator = initializers.get(Class)?.(object);
  return generator && (yield* delegate(generator));
}

/** Emitted behind `super(…)`: `this` is there now, with the fields of this class. */
export function* bindThis(Class: AnyFunction, made: unknown, bound: unknown): Suspendable {
  if (bound !== undefined) throw new current.realm.ReferenceError('Super constructor may only be called once');
  yield* initializing(Class, made as object);
  return made;
}

/** `this` in a derived constructor. */
export function boundThis(self: unknown): unknown {
  if (self !== undefined) return self;
  throw new current.realm.ReferenceError(
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
  );
}

/** What a derived constructor's `return` gives. It is judged when the body is over, with its `finally`. */
class Result {
  constructor(
    readonly self: () => unknown,
    readonly value: unknown,
  ) {}

  judged(): unknown {
    const { value } = this;
    if (Object(value) === value) return value;
    if (value !== undefined) {
      throw new current.realm.TypeError('Derived constructors may only return object or undefined');
    }
    return boundThis(this.self());
  }
}

export const constructorResult = (self: () => unknown, value: unknown): Result => new Result(self, value);

/** Static fields and blocks that may wait: they stand in a method of the class, under a key of ours. */
export function runStatics(Class: Record<symbol, Twin>, key: symbol): Suspendable {
  const run = Class[key]!;
  delete Class[key];
  return Reflect.apply(run, Class, []);
}

/** The name of a class that has none in its text, or another one there. */
export function nameClass(Class: AnyFunction, name: PropertyKey): void {
  const own = Object.getOwnPropertyDescriptor(Class, 'name');
  // A static member of that name is the class's own.
  if (own && !(own.configurable && !own.writable && typeof own.value === 'string')) return;
  const text =
    typeof name === 'symbol' ? (name.description === undefined ? '' : `[${name.description}]`) : String(name);
  Object.defineProperty(Class, 'name', { value: text, writable: false, enumerable: false, configurable: true });
}

/** The base of classes whose only task is to give their private members and fields to an object that exists. */
export class Elements {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: see above.
    return object;
  }
}

const privateFacades = new WeakMap<Twin, AnyFunction>();

/** A private method that may wait, used as a value: the same function each time. */
export function privateMethod(
  maker: typeof makeFunction,
  vu: StrandOwner | null,
  make: MakeFacade,
  twin: Twin,
): AnyFunction {
  let fn = privateFacades.get(twin);
  if (fn === undefined) privateFacades.set(twin, (fn = maker(vu, make, twin)));
  return fn;
}
