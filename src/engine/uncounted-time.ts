import { monotonicMs } from '../base/clock.js';

/** The time of a part of the run that does not count. */
export class UncountedTime {
  #fromMs: number | undefined;
  #tookMs = 0;

  /** Takes the time of what the workers do. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#fromMs = monotonicMs();
    try {
      return await work;
    } finally {
      this.#tookMs = this.elapsedMs();
      this.#fromMs = undefined;
    }
  }

  /** It has begun and is not over. */
  get runs(): boolean {
    return this.#fromMs !== undefined;
  }

  /** Since it began; once it is over, how long it took. */
  elapsedMs(): number {
    return this.#fromMs === undefined ? this.#tookMs : monotonicMs() - this.#fromMs;
  }
}
