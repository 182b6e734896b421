import { Delegate, NEXT } from './delegate.js';
import { Marked, type Operation } from './operation.js';

const { return: RETURN, throw: THROW } = Object.getPrototypeOf(function* () {}).prototype;

/** The generator is to return here, which only the one who steps it can make it do. Nothing that a strand ever sees. */
export class Return extends Marked implements Operation {
  readonly what = 'return';

  constructor(readonly value: unknown) {
    super();
  }

  exec(): never {
    throw new Error('a generator ends for the one who asked');
  }
}

/** A delegate that also hands on what a consumer of a script's generator does: `return` and `throw`. */
export class Through extends Delegate {
  /** It was told to return, and what it does before that has waited. */
  #returns = false;

  override next(value: unknown): IteratorResult<Operation, unknown> {
    const step = NEXT.call(this.generator, value);
    // To `yield*` the end of a `next` is a value, behind which the body would go on.
    return step.done && this.#returns ? { done: false, value: new Return(step.value) } : step;
  }

  return(value: unknown): IteratorResult<Operation, unknown> {
    const step = RETURN.call(this.generator, value);
    this.#returns = !step.done;
    return step;
  }

  throw(error: unknown): IteratorResult<Operation, unknown> {
    return THROW.call(this.generator, error);
  }
}
