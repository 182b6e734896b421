/**
 * One request rate for all threads of a process. The only state is the instant when the next request may go; each
 * request moves it on by one interval, so that no two share a slot. An idle time saves up nothing beyond the burst.
 */
export class Throttle {
  readonly #nextUs: BigInt64Array;
  readonly #intervalUs: bigint;
  readonly #aheadUs: bigint;

  constructor(
    readonly buffer: SharedArrayBuffer,
    perSecond: number,
    /** So many may go at once after a time without any. */
    burst = 1,
  ) {
    this.#nextUs = new BigInt64Array(buffer);
    this.#intervalUs = BigInt(Math.round(1_000_000 / perSecond));
    this.#aheadUs = this.#intervalUs * BigInt(burst - 1);
  }

  static allocate(): SharedArrayBuffer {
    return new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  }

  /** Takes the next slot. Returns how long to wait for it, in ms. */
  take(nowMs: number): number {
    const nowUs = BigInt(Math.round(nowMs * 1000));
    for (;;) {
      const next = Atomics.load(this.#nextUs, 0);
      const slot = next > nowUs ? next : nowUs;
      if (Atomics.compareExchange(this.#nextUs, 0, next, slot + this.#intervalUs) === next) {
        return Math.max(0, Number(slot - this.#aheadUs - nowUs) / 1000);
      }
    }
  }
}
