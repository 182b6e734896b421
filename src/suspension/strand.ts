import { current } from './current.js';
import { NEXT } from './delegate.js';
import { FAIL, failWith } from './failure.js';
import type { Intrinsics } from './intrinsics.js';
import {
  Interruption,
  isOperation,
  type KernelVu,
  type Operation,
  PENDING,
  type Resumable,
  type Suspendable,
} from './operation.js';

/** What a strand needs of the event loop it belongs to. */
export interface StrandOwner {
  readonly vu: KernelVu;
  /** The builtins that its script sees. */
  readonly realm: Intrinsics;
  /** Changes when a run is cut short; strands of an older life never continue. */
  readonly life: number;
  /** Promise callbacks have to wait: a strand holds the VU, or others came before. */
  readonly busy: boolean;
  /** The strand waits for its operation, or has come to its end: the VU may be free now. */
  suspended(strand: Strand): void;
  ended(strand: Strand): void;
  /** A promise callback or the continuation of an `await`: runs when the VU is free. */
  post(job: Job): void;
  /** Ends the run: no script code goes on. */
  interrupt(): void;
}

/** Something that waits until its VU is free. */
export interface Job {
  readonly life: number;
  /** The strand that will hold the VU, at the place where it goes on. */
  readonly strand: Strand;
  go(): void;
}

/** Who wants to know how a strand ended. Exactly one of the two is called, once, unless the strand is dropped. */
export interface StrandEnd {
  returned(value: unknown): void;
  threw(error: unknown): void;
}

/** Whose script code is on this thread's stack; null while none is. Lets shared code find its VU. */
export const turn: { owner: StrandOwner | null } = { owner: null };

const RUNNING = 0;
const STARTING = 1;
const WAITING = 2;
const ANSWERED = 3;
const OVER = 4;

/** One thread of a script's control flow: a generator that is resumed with the results of the operations it yields. */
export class Strand implements Resumable {
  readonly life: number;
  #generator: Suspendable | null;
  #operation: Operation | null = null;
  #state = RUNNING;
  #answer: unknown;
  #makeError: (() => unknown) | null = null;

  constructor(
    readonly owner: StrandOwner,
    generator: Suspendable,
    readonly end: StrandEnd,
  ) {
    this.life = owner.life;
    this.#generator = generator;
  }

  get vu(): KernelVu {
    return this.owner.vu;
  }

  /** What it waits for; null while it runs. */
  get operation(): Operation | null {
    return this.#operation;
  }

  start(): void {
    this.#drive(undefined);
  }

  resume(value: unknown): void {
    if (this.#state === WAITING) {
      this.#drive(value);
      return;
    }
    // The operation answered before it said PENDING: its exec is still on the stack and #drive goes on after it.
    if (this.#state !== STARTING) return;
    this.#state = ANSWERED;
    this.#answer = value;
  }

  fail(makeError: () => unknown): void {
    this.#makeError = makeError;
    this.resume(FAIL);
  }

  /** From now on it waits for something that is not an operation. */
  park(): void {
    this.#state = WAITING;
  }

  /** Never runs again. The generator is let go as it is: no `finally` of the script runs. */
  drop(): void {
    const operation = this.#operation;
    this.#over();
    operation?.cancel?.();
  }

  #drive(input: unknown): void {
    const { owner } = this;
    let value = input;
    for (;;) {
      if (value === FAIL) this.#failWithOwn(this.#makeError!);
      const outer = turn.owner;
      turn.owner = owner;
      current.vu = owner.vu;
      current.realm = owner.realm;
      this.#state = RUNNING;
      let step: IteratorResult<Operation, unknown>;
      try {
        step = NEXT.call(this.#generator, value);
      } catch (error) {
        turn.owner = outer;
        this.#threw(error);
        return;
      }
      turn.owner = outer;
      // Dropped from inside its own code.
      if (this.#generator === null) return;
      if (step.done) {
        this.#returned(step.value);
        return;
      }
      value = this.#exec(step.value);
      if (value === PENDING) {
        owner.suspended(this);
        return;
      }
      // Dropped by its own operation.
      if (this.#generator === null) return;
    }
  }

  #failWithOwn(makeError: () => unknown): void {
    failWith(() => this.vu.realm.own(makeError()));
  }

  /** Starts the operation. PENDING: wait for it. */
  #exec(operation: Operation): unknown {
    if (!isOperation(operation)) throw new Error('an operation must be one of the kernel: see Marked');
    this.#operation = operation;
    this.#state = STARTING;
    let value: unknown;
    try {
      value = operation.exec(this as never);
    } catch (error) {
      value = this.#execThrew(error);
    }
    if (value === PENDING) {
      if (this.#state === STARTING) {
        this.#state = WAITING;
        return PENDING;
      }
      value = this.#answer;
      this.#answer = undefined;
    }
    this.#operation = null;
    return value;
  }

  #execThrew(error: unknown): unknown {
    if (error instanceof Interruption) {
      this.owner.interrupt();
      return PENDING;
    }
    this.#makeError = () => {
      // Made while the script's frames were not on the stack; they are now.
      if (error instanceof Error && error.name === 'GoError') Error.captureStackTrace(error);
      return error;
    };
    return FAIL;
  }

  #returned(value: unknown): void {
    this.#over();
    this.end.returned(value);
    this.owner.ended(this);
  }

  #threw(error: unknown): void {
    // Dropped from inside its own code, which then unwound.
    if (this.#state === OVER) return;
    this.#over();
    this.end.threw(error);
    this.owner.ended(this);
  }

  #over(): void {
    this.#state = OVER;
    this.#generator = null;
    this.#operation = null;
  }
}
