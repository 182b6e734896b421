import {
  type AnyFunction,
  jobFor,
  runToEnd,
  type StrandOwner,
  type Suspendable,
  suspendably,
  vuOfTurn,
} from '../suspension.js';

/** What a script gives to a stream: its functions, called for it later as jobs of its VU, in which they may wait. */
export class Callbacks {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #owner: StrandOwner;
  /** Settled when `starting` has come to its end. */
  readonly started: Promise<unknown>;
  #settle!: (value: unknown) => void;

  constructor(given: unknown, what: string, names: readonly string[]) {
    if (given === null || (given !== undefined && typeof given !== 'object')) {
      throw new TypeError(`${what} must be an object`);
    }
    this.#given = Object(given) as Record<string, unknown>;
    this.#owner = vuOfTurn();
    this.started = new Promise((resolve) => {
      this.#settle = resolve;
    });
    for (const name of names) {
      const fn = this.#given[name];
      if (fn !== undefined && typeof fn !== 'function') throw new TypeError(`${what}.[[${name}]] must be a function`);
    }
  }

  get(name: string): unknown {
    return this.#given[name];
  }

  /** A function for Node that calls the script's; undefined where the script has none. */
  later(name: string, controller: () => unknown): ((...args: unknown[]) => Promise<unknown>) | undefined {
    const fn = this.#given[name];
    if (fn === undefined) return undefined;
    return (...args) => jobFor(this.#owner, fn as AnyFunction, this.#given, [...args.slice(0, 1), controller()]);
  }

  /** `start` runs while the stream is made; what it throws is what making the stream throws. */
  *starting(controller: unknown): Suspendable {
    const { start } = this.#given;
    this.#settle(
      typeof start === 'function' ? yield* suspendably(start as AnyFunction, this.#given, [controller]) : undefined,
    );
    return undefined;
  }

  /** The same where it cannot wait; what it gives. */
  startAtOnce(controller: unknown): unknown {
    const { start } = this.#given;
    if (typeof start !== 'function') return undefined;
    return runToEnd(suspendably(start as AnyFunction, this.#given, [controller]), start, [controller]);
  }
}
