import { constants, createContext, Script } from 'node:vm';
import { GoError } from '../../k6/go-error.js';
import type { AnyClass, Intrinsics, RealmDeferred, ScriptRealm } from '../../k6/realm.js';
import { current } from '../../k6/suspension.js';
import { makeOperators } from '../../suspension/operators.js';
import { guardCode } from './inside/code.js';
import { makeErrors, type RealmErrors } from './inside/errors.js';
import { captureIntrinsics } from './inside/intrinsics.js';
import { makeNatives, type NativeMaker } from './inside/natives.js';
import { makeValues, type ValueMaker } from './inside/values.js';
import { makeWatch } from './inside/watch.js';
import { Ownership } from './ownership.js';

const TRAPS = [
  'get',
  'set',
  'has',
  'ownKeys',
  'getOwnPropertyDescriptor',
  'defineProperty',
  'deleteProperty',
  'preventExtensions',
  'setPrototypeOf',
] as const;

/** File name of our code that runs in realms; its frames are not shown. */
export const INSIDE = 'salvo:realm';

/** One realm: a global object of its own, with builtins of its own. */
export class Realm implements ScriptRealm {
  readonly intrinsics: Intrinsics;
  /** The realm's global object. */
  readonly global: Record<PropertyKey, unknown>;
  /** The builtin, with which compiled code evaluates in its own scope. */
  readonly directEval: typeof eval;
  readonly #errors: RealmErrors;
  readonly #natives: NativeMaker;
  readonly #values: ValueMaker;
  readonly #ownership: Ownership;
  readonly #origins = new WeakMap<object, object>();

  constructor() {
    // Not contextified: names are looked up on an ordinary global object, as fast as on our own.
    this.global = createContext(constants.DONT_CONTEXTIFY as never) as Record<PropertyKey, unknown>;
    this.directEval = this.inside(guardCode)();
    this.#errors = this.inside(makeErrors)(Object.prototype, (made, origin) => this.#origins.set(made, origin));
    this.#natives = this.inside(makeNatives)((value) => this.own(value), this.#errors.own);
    this.#values = this.inside(makeValues)();
    const builtins = this.inside(captureIntrinsics)(this.#errors.GoError);
    this.intrinsics = { ...builtins, operators: this.inside(makeOperators)() };
    this.#ownership = new Ownership({
      intrinsics: this.intrinsics,
      errors: this.#errors,
      natives: this.#natives,
      values: this.#values,
    });
  }

  /** Runs a text as a script of the realm. */
  evaluate(code: string, fileName: string): unknown {
    return scriptOf(code, fileName).runInContext(this.global as never);
  }

  own<T>(value: T): T {
    return this.#ownership.own(value) as T;
  }

  editionOf<Class extends AnyClass>(ourClass: Class): Class {
    return this.#ownership.editionOf(ourClass).Maker as Class;
  }

  parseJson(text: string): unknown {
    return this.#values.parseJson(text);
  }

  copyOf<T extends object>(members: T): T {
    return this.#values.copyOf(members);
  }

  proxy(target: 'object' | 'list', traps: ProxyHandler<never>): object {
    const { object, list } = this.#values;
    const bound: Record<string, (...args: unknown[]) => unknown> = {};
    for (const name of TRAPS) {
      const trap = (traps as Record<string, unknown>)[name];
      if (typeof trap === 'function') bound[name] = trap.bind(traps) as () => unknown;
    }
    return this.#natives.proxy(target === 'list' ? list() : object(), bound);
  }

  hosts(names: readonly string[]): <T extends object>(instance: T) => T {
    return this.#values.hosts(this.#values.list(...names) as string[]);
  }

  promise<T>(): RealmDeferred<T> {
    const { promise, resolve, reject } = this.#values.promise();
    return {
      promise: promise as Promise<T>,
      resolve: (value) => resolve(this.own(value)),
      reject: (reason) => reject(this.own(reason)),
    };
  }

  /** Remembers the builtins as they are now. What is returned names those that differ when it is called. */
  watch(): () => string[] {
    return this.inside(makeWatch)();
  }

  isError(value: unknown): value is Error {
    return Function.prototype[Symbol.hasInstance].call(this.intrinsics.Error, value);
  }

  originOf(error: unknown): Error | undefined {
    return typeof error === 'object' && error !== null ? (this.#origins.get(error) as Error | undefined) : undefined;
  }

  /** A function of ours that names nothing from outside of itself, as a function of the realm: made from its text. */
  inside<Fn>(fn: Fn): Fn {
    return this.evaluate(`'use strict'; (${fn})`, INSIDE) as Fn;
  }
}

/**
 * A dynamic import that is left in the text: modules of the script are in the bundle, and nothing else can be had.
 * Node.js calls this in threads that were started with --experimental-vm-modules; elsewhere it refuses by itself, with
 * an error of its own.
 */
function refuseImport(specifier: string): never {
  const error = new GoError(
    `module ${specifier} cannot be loaded while the script runs: import it at the top of a file`,
  );
  throw current.vu?.realm.own(error) ?? error;
}

/** Compiled once, for all realms of the thread. */
const scripts = new Map<string, Script>();
const MAX_SCRIPTS = 16;

function scriptOf(code: string, fileName: string): Script {
  let script = scripts.get(code);
  if (script !== undefined) return script;
  script = new Script(code, { filename: fileName, importModuleDynamically: refuseImport as never });
  const oldest = scripts.keys().next();
  if (scripts.size >= MAX_SCRIPTS && !oldest.done) scripts.delete(oldest.value);
  scripts.set(code, script);
  return script;
}
