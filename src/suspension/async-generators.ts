import { startInCaller } from './async-functions.js';
import { awaiting } from './await.js';
import { stampTwin } from './brand.js';
import { refuseNew } from './construct.js';
import { current } from './current.js';
import { delegate, NEXT } from './delegate.js';
import { runToEnd } from './facade.js';
import { resumed } from './failure.js';
import type { AnyFunction, Operation, Suspendable, Twin } from './operation.js';
import type { StrandOwner } from './strand.js';
import { Return } from './through.js';
import { type Method, Resumption, Yield } from './yields.js';

type Step = IteratorResult<unknown, unknown>;

const { return: RETURN, throw: THROW } = Object.getPrototypeOf(function* () {}).prototype as Record<
  'return' | 'throw',
  (this: unknown, input: unknown) => Step
>;

interface Request {
  readonly method: Method;
  readonly value: unknown;
  resolve(step: unknown): void;
  reject(error: unknown): void;
}

/** One async generator: its body, and who waits for its values. */
class Requests {
  readonly #queue: Request[] = [];
  #state: 'new' | 'running' | 'yielded' | 'over' = 'new';
  #delegates = false;

  constructor(
    readonly vu: StrandOwner | null,
    readonly body: Suspendable,
  ) {}

  /** `next`, `return` and `throw`, called by code that may wait. */
  *ask(method: Method, value: unknown): Suspendable {
    let request: Request;
    const promise = new current.realm.Promise((resolve, reject) => {
      request = { method, value, resolve, reject };
    });
    this.#queue.push(request!);
    if (this.#state !== 'running') yield* delegate(startInCaller(this.vu, this.#answer()));
    return promise;
  }

  /** Goes on until nobody waits any more. */
  *#answer(): Suspendable {
    if (this.#state === 'new' && this.#queue[0]!.method !== 'next') this.#state = 'over';
    while (this.#queue.length > 0) {
      if (this.#state === 'over') yield* this.#refuse(this.#queue[0]!);
      else yield* this.#goOn(this.#queue[0]!);
    }
    return undefined;
  }

  *#goOn({ method, value }: Request): Suspendable {
    this.#state = 'running';
    let step: Step;
    try {
      step = this.#ended(yield* this.#resumed(method, value));
      while (!step.done && !(step.value instanceof Yield)) {
        step = this.#ended(NEXT.call(this.body, yield step.value as Operation));
      }
    } catch (error) {
      this.#state = 'over';
      this.#queue.shift()!.reject(error);
      return;
    }
    if (step.done) {
      this.#state = 'over';
      this.#settle(step.value, true);
      return;
    }
    const given = step.value as Yield;
    this.#state = 'yielded';
    this.#delegates = given.delegated;
    this.#settle(given.value, false);
  }

  *#resumed(method: Method, value: unknown): Generator<Operation, Step, unknown> {
    let given = value;
    let how = method;
    if (method === 'return') {
      try {
        given = resumed(yield awaiting(value));
      } catch (error) {
        given = error;
        how = 'throw';
      }
    }
    if (!this.#delegates) return (how === 'next' ? NEXT : how === 'return' ? RETURN : THROW).call(this.body, given);
    this.#delegates = false;
    return NEXT.call(this.body, new Resumption(how, given));
  }

  /** `yield*` or a pattern wants the body to end. */
  #ended(first: Step): Step {
    let step = first;
    while (!step.done && step.value instanceof Return) step = RETURN.call(this.body, step.value.value);
    return step;
  }

  /** Behind its end. */
  *#refuse({ method, value }: Request): Suspendable {
    if (method === 'throw') {
      this.#queue.shift()!.reject(value);
      return;
    }
    if (method === 'next') {
      this.#settle(undefined, true);
      return;
    }
    this.#state = 'running';
    let awaited: unknown;
    try {
      awaited = resumed(yield awaiting(value));
    } catch (error) {
      this.#state = 'over';
      this.#queue.shift()!.reject(error);
      return;
    }
    this.#state = 'over';
    this.#settle(awaited, true);
  }

  #settle(value: unknown, done: boolean): void {
    const step = current.realm.Object() as Record<string, unknown>;
    step.value = value;
    step.done = done;
    this.#queue.shift()!.resolve(step);
  }
}

const generators = new WeakMap<object, Requests>();

/** Gives an async generator function its body, a generator function. */
export function stampAsyncGenerator<F extends AnyFunction>(vu: StrandOwner | null, fn: F, twin: Twin): F {
  return stampTwin(refuseNew(fn), function* (this: unknown, ...args: never[]) {
    // The twin binds the parameters, which may wait, and gives the body.
    const body = (yield* delegate(Reflect.apply(twin, this, args))) as Suspendable;
    // One of the language's own, with the right prototype; it never runs.
    const object = Reflect.apply(fn, undefined, []) as object;
    generators.set(object, new Requests(vu, body));
    return object;
  });
}

/** Of such a function that was called by code that can't wait: what the one of the language delegates to. */
export function asyncSteps(vu: StrandOwner | null, twin: Twin, self: unknown, args: ArrayLike<never>): object {
  const requests = new Requests(vu, runToEnd(vu, Reflect.apply(twin, self, Array.from(args))) as Suspendable);
  const method = (name: Method) => (value: unknown) => runToEnd(vu, requests.ask(name, value));
  const steps = { next: method('next'), return: method('return'), throw: method('throw') };
  return Object.assign(steps, { [Symbol.asyncIterator]: () => steps });
}

const METHODS = {
  next(this: unknown, value: unknown) {
    return runToEnd(null, asking(this, 'next', value));
  },
  return(this: unknown, value: unknown) {
    return runToEnd(null, asking(this, 'return', value));
  },
  throw(this: unknown, exception: unknown) {
    return runToEnd(null, asking(this, 'throw', exception));
  },
};

const natives = new WeakMap<object, Record<Method, AnyFunction>>();

/** Replaces the methods of all async generators of the realm by ones that know those that are compiled. */
export function suspendAsyncGenerators(prototype: object, own: (fn: AnyFunction) => AnyFunction): void {
  if (natives.has(prototype)) return;
  const { next, return: end, throw: raise } = prototype as Record<Method, AnyFunction>;
  natives.set(prototype, { next, return: end, throw: raise });
  for (const name of ['next', 'return', 'throw'] as const) {
    const method = METHODS[name];
    stampTwin(method, function (this: unknown, value: unknown) {
      return asking(this, name, value);
    } as never);
    Object.defineProperty(prototype, name, { value: own(method), writable: true, configurable: true });
  }
}

function* asking(self: unknown, method: Method, value: unknown): Suspendable {
  const requests = Object(self) === self ? generators.get(self as object) : undefined;
  if (requests !== undefined) return yield* requests.ask(method, value);
  const { prototype } = current.realm.AsyncGeneratorFunction.prototype as unknown as { prototype: object };
  return Reflect.apply(natives.get(prototype)![method], self, [value]);
}
