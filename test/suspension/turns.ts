// Who goes on next: the waiting calls of all VUs end in an order that random numbers decide.

/** Calls that end before promise callbacks get their turn. */
const ENDED_AT_ONCE = 8;
/** Turns of the thread's loop in which nothing waits and nothing ends; then the script hangs. */
const IDLE_TURNS = 2000;

export class Turns {
  readonly #waiting: (() => void)[] = [];
  constructor(readonly random: () => number) {}

  /** True: this call ends at once, as a sleep of 0 does. */
  endsAtOnce(): boolean {
    return this.random() < 0.2;
  }

  add(end: () => void): void {
    this.#waiting.push(end);
  }

  /** Until all is finished. False: nothing goes on any more. */
  async run(finished: () => boolean): Promise<boolean> {
    for (let idle = 0; !finished(); ) {
      idle = this.#waiting.length === 0 ? idle + 1 : 0;
      if (idle > IDLE_TURNS) return false;
      for (let ended = 0; ended < ENDED_AT_ONCE; ended++) {
        const at = Math.floor(this.random() * this.#waiting.length);
        this.#waiting.splice(at, 1)[0]?.();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return true;
  }
}

/** Random numbers that are the same in every run: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
