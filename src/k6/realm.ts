import type { Operators } from '../suspension/operators.js';

/**
 * The realm that a VU's script lives in, as modules see it. Scripts have builtins of their own: their `Object`, `Error`,
 * `Promise` are not those that our code uses, so nothing that a script does to them reaches us, and nothing that we hand
 * to a script may lead back to ours.
 *
 * A module need not think of it as a rule: what its functions return and throw is made the script's own on the way out
 * (`own`). It asks for the realm where it keeps what it has given, or makes many of one kind.
 */
export interface ScriptRealm {
  /** The realm's builtins as they were before any script ran. */
  readonly intrinsics: Intrinsics;
  /**
   * The script's own edition of a value of ours: functions become functions of the realm that call ours, errors errors
   * of the realm, promises its promises; plain objects, lists and bytes are copied; instances of our classes get the
   * realm's edition of their class as prototype. What is the realm's already stays what it is.
   */
  own<T>(value: T): T;
  /** The class to make instances with that are the script's own from the start; cheaper than `own` for many of them. */
  editionOf<Class extends AnyClass>(ourClass: Class): Class;
  parseJson(text: string): unknown;
  /** A plain object of the script's own; of members that are numbers, texts and the like only. Cheaper than `own`. */
  copyOf<T extends object>(members: T): T;
  /** An object that the traps speak for; seen as an empty list if `target` is one, else as an empty object. */
  proxy(target: 'object' | 'list', traps: ProxyHandler<never>): object;
  /**
   * Makes instances of the realm's edition of a class show what they have as own properties, as k6's host objects do. What
   * stands for an instance then has no private members: methods ask it for the instance (`SELF`).
   */
  hosts(names: readonly string[]): <T extends object>(instance: T) => T;
  promise<T>(): RealmDeferred<T>;
  isError(value: unknown): value is Error;
  /** Our error behind an error of the realm; undefined for the script's own. */
  originOf(error: unknown): Error | undefined;
}

/** A promise of the realm. What it is settled with is made the script's own. */
export interface RealmDeferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: unknown): void;
}

// biome-ignore lint/suspicious/noExplicitAny: any class will do.
export type AnyClass = abstract new (...args: any[]) => object;

/** Constructors and namespaces of the language by their global names, and those that have no global name. */
export type Intrinsics = Readonly<
  Pick<
    typeof globalThis,
    | 'Object'
    | 'Function'
    | 'Array'
    | 'String'
    | 'Number'
    | 'Boolean'
    | 'Symbol'
    | 'BigInt'
    | 'Date'
    | 'RegExp'
    | 'Promise'
    | 'Proxy'
    | 'Map'
    | 'Set'
    | 'WeakMap'
    | 'WeakSet'
    | 'Error'
    | 'AggregateError'
    | 'EvalError'
    | 'RangeError'
    | 'ReferenceError'
    | 'SyntaxError'
    | 'TypeError'
    | 'URIError'
    | 'ArrayBuffer'
    | 'DataView'
    | 'Int8Array'
    | 'Uint8Array'
    | 'Uint8ClampedArray'
    | 'Int16Array'
    | 'Uint16Array'
    | 'Int32Array'
    | 'Uint32Array'
    | 'Float32Array'
    | 'Float64Array'
    | 'BigInt64Array'
    | 'BigUint64Array'
    | 'JSON'
    | 'Math'
    | 'Reflect'
    | 'eval'
    | 'decodeURI'
    | 'decodeURIComponent'
    | 'encodeURI'
    | 'encodeURIComponent'
    | 'isFinite'
    | 'isNaN'
    | 'parseFloat'
    | 'parseInt'
  >
> & {
  readonly GoError: ErrorConstructor;
  readonly AsyncFunction: FunctionConstructor;
  readonly GeneratorFunction: GeneratorFunctionConstructor;
  readonly AsyncGeneratorFunction: AsyncGeneratorFunctionConstructor;
  readonly TypedArray: object;
  readonly IteratorPrototype: object;
  readonly AsyncIteratorPrototype: object;
  /** The language's own operations, of the realm's code. */
  readonly operators: Operators;
};

/** A class whose instances refuse names that they do not have, as k6's host objects do. */
export const CLOSED: unique symbol = Symbol('closed');
