import type { Operation, Resumable } from '../../k6/context.js';
import { PENDING } from '../../k6/suspension.js';
import { Promise } from '../realm/script-builtins.js';
import type { Job, Strand } from './strand.js';

/** `await value`, as emitted code yields it: the strand gives the VU free until the promise settles. */
export class Await implements Operation {
  readonly what = 'await';

  constructor(readonly awaited: unknown) {}

  exec(strand: Resumable): unknown {
    continueAfter(strand as Strand, this.awaited);
    return PENDING;
  }
}

/** Lets the strand go on, as a job of its VU, when the value has settled. */
export function continueAfter(strand: Strand, awaited: unknown): void {
  Promise.resolve(awaited).then(
    (value) => strand.owner.post(new Continuation(strand, value)),
    (error) => strand.owner.post(new FailedContinuation(strand, error)),
  );
}

class Continuation implements Job {
  constructor(
    readonly strand: Strand,
    readonly value: unknown,
  ) {}

  get life(): number {
    return this.strand.life;
  }

  go(): void {
    this.strand.resume(this.value);
  }
}

class FailedContinuation implements Job {
  constructor(
    readonly strand: Strand,
    readonly error: unknown,
  ) {}

  get life(): number {
    return this.strand.life;
  }

  go(): void {
    this.strand.fail(() => this.error);
  }
}

/** A strand that is about to begin. */
export class Beginning implements Job {
  constructor(readonly strand: Strand) {}

  get life(): number {
    return this.strand.life;
  }

  go(): void {
    this.strand.start();
  }
}
