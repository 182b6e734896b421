import { Fifo } from '../base/fifo.js';
import type { Job, Strand } from './strand.js';

export type Task = () => unknown;

/**
 * What a run has begun beside its main function. A VU has none until its script first uses a promise, a timer or
 * other asynchronous work; most never do.
 */
export class Backlog {
  readonly jobs = new Fifo<Job>();
  readonly tasks = new Fifo<Task>();
  /** Blocked strands that do not hold the VU: async functions begun by code that is not compiled. */
  readonly strays = new Set<Strand>();
  /** Callbacks that were registered and have not come, timers that have not fired. */
  outstanding = 0;
  /** Once the VU has made a promise, only a turn of the thread's loop tells that no microtask is left. */
  hasPromises = false;
  /** What a task threw, until the promise callbacks that it left have run. */
  thrown: { readonly error: unknown } | undefined;
  readonly #rejections = new Map<Promise<unknown>, unknown>();
  #hopping = false;
  readonly #runJob: () => void;
  readonly #afterMicrotasks: () => void;

  constructor(runJob: () => void, work: () => void) {
    this.#runJob = runJob;
    this.#afterMicrotasks = () => {
      this.#hopping = false;
      work();
    };
  }

  /** Nothing is left that could still run. */
  get isEmpty(): boolean {
    return this.outstanding === 0 && this.tasks.size === 0 && this.jobs.size === 0 && this.strays.size === 0;
  }

  scheduleJob(): void {
    queueMicrotask(this.#runJob);
  }

  /** Tasks come when the microtasks are done. */
  scheduleWork(): void {
    if (this.#hopping) return;
    this.#hopping = true;
    setImmediate(this.#afterMicrotasks);
  }

  reject(promise: Promise<unknown>, reason: unknown): void {
    this.#rejections.set(promise, reason);
  }

  handled(promise: Promise<unknown>): void {
    this.#rejections.delete(promise);
  }

  /** The first rejection that nobody has handled until now, in a box because it may be anything. */
  takeRejection(): { readonly reason: unknown } | undefined {
    for (const reason of this.#rejections.values()) {
      this.#rejections.clear();
      return { reason };
    }
    return undefined;
  }

  /** The run was cut short. */
  clear(): void {
    this.outstanding = 0;
    this.thrown = undefined;
    this.#rejections.clear();
    this.jobs.clear();
    this.tasks.clear();
    for (const stray of this.strays) stray.drop();
    this.strays.clear();
  }
}
