import type { Operation } from '../../k6/context.js';
import { type AnyFunction, type Blocking, type Suspendable, TWIN } from '../../k6/suspension.js';
import { threadRealm } from '../realm/script-builtins.js';
import { functionOf, methodOf } from './arity.js';
import { runToEnd, type Twin } from './facade.js';
import type { StrandOwner } from './strand.js';

/** What a generator has to close before it can return: the iterator that its `yield*` is in the middle of. */
export interface Closable {
  close(): Suspendable;
}

/** `yield value` of a user's generator function, told apart from the operations that travel the same way. */
export class Yielded {
  constructor(
    readonly value: unknown,
    readonly delegated: Closable | null = null,
  ) {}
}

/** Emitted for `yield value` inside compiled generator functions. */
export const yielding = (value: unknown): Yielded => new Yielded(value);

const { IteratorPrototype } = threadRealm.intrinsics;
type Method = 'next' | 'return' | 'throw';
type Body = Generator<Operation | Yielded, unknown, unknown>;

/** The generator object of a compiled generator function: its methods have twins, because its body may block. */
export class CompiledGenerator {
  declare readonly next: AnyFunction;
  declare readonly return: AnyFunction;
  declare readonly throw: AnyFunction;
  readonly #vu: StrandOwner | null;
  readonly #body: Suspendable;
  #delegated: Closable | null = null;

  constructor(vu: StrandOwner | null, body: Suspendable) {
    this.#vu = vu;
    this.#body = body;
  }

  /** One step of the body: runs it to its next own `yield`, handing the operations on the way to the driver. */
  *step(method: Method, input: unknown): Suspendable {
    const body = this.#body as Body;
    let step = yield* this.#enter(body, method, input);
    while (!step.done && !(step.value instanceof Yielded)) step = body.next(yield step.value);
    if (step.done) return step;
    const { value, delegated } = step.value as Yielded;
    this.#delegated = delegated;
    return { value, done: false };
  }

  /**
   * The builtin `return` closes what `yield*` is in the middle of by itself. But were that to block, the operation's
   * `next` would make the body go on behind its `yield*` instead of returning, so it is closed before.
   */
  *#enter(
    body: Body,
    method: Method,
    input: unknown,
  ): Generator<Operation, IteratorResult<Operation | Yielded, unknown>, unknown> {
    if (method !== 'return' || this.#delegated === null) return body[method](input);
    try {
      yield* this.#delegated.close();
    } catch (error) {
      return body.throw(error);
    }
    return body.return(input);
  }

  static {
    Object.setPrototypeOf(CompiledGenerator.prototype, IteratorPrototype);
    Object.defineProperty(CompiledGenerator.prototype, Symbol.toStringTag, { value: 'Generator', configurable: true });
    for (const name of ['next', 'return', 'throw'] as const) {
      const method: Blocking = function (this: CompiledGenerator, input: unknown) {
        return runToEnd(this.#vu, this.step(name, input));
      };
      method[TWIN] = function (this: CompiledGenerator, input: unknown) {
        return this.step(name, input);
      } as never;
      Object.defineProperty(method, 'name', { value: name });
      Object.defineProperty(CompiledGenerator.prototype, name, { value: method, writable: true, configurable: true });
    }
    // Seen on every generator of every script; `step` is ours alone.
    Object.defineProperty(CompiledGenerator.prototype, 'step', { enumerable: false });
  }
}

/** What a compiled generator function gives when it is called. */
export const generatorObject = (vu: StrandOwner | null, body: Suspendable): CompiledGenerator =>
  new CompiledGenerator(vu, body);

/** A generator function as a value. It needs no twin: calling it never blocks, only stepping does. */
export const generatorFacade = (vu: StrandOwner | null, body: Twin): AnyFunction =>
  functionOf(body.length, (self, args) => new CompiledGenerator(vu, Reflect.apply(body, self, args)));

/** The same for a method of a class. */
export const generatorMethod = (vu: StrandOwner | null, body: Twin, key: PropertyKey): AnyFunction =>
  methodOf(key, body.length, (self, args) => new CompiledGenerator(vu, Reflect.apply(body, self, args)));
