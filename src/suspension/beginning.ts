import type { Job, Strand } from './strand.js';

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

/** A strand's end as a promise. */
export class Settle {
  constructor(
    readonly settle: (value: unknown) => void,
    readonly threw: (error: unknown) => void,
  ) {}

  returned(value: unknown): void {
    this.settle(value);
  }
}
