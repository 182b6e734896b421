// Who goes on next: the waiting calls of all VUs end in an order that random numbers decide.

/** Calls that end before promise callbacks get their turn. */
const ENDED_AT_ONCE = 8;
/** Turns of the thread's loop in which nothing waits and nothing ends, and a time longer than timers of tests; then the script hangs. */
const IDLE_TURNS = 2000;
const IDLE_MS = 400;

const now = performance.now.bind(performance);

interface Waiting {
  readonly end: () => void;
  next: Waiting | undefined;
}

/** A list of its own make: scripts under test may have changed what arrays do. */
export class Turns {
  #first: Waiting | undefined;
  #count = 0;
  constructor(readonly random: () => number) {}

  /** True: this call ends at once, as a sleep of 0 does. */
  endsAtOnce(): boolean {
    return this.random() < 0.2;
  }

  add(end: () => void): void {
    this.#first = { end, next: this.#first };
    this.#count++;
  }

  /** Until all is finished. False: nothing goes on any more. */
  async run(finished: () => boolean): Promise<boolean> {
    let idleSince = now();
    for (let idle = 0; !finished(); ) {
      idle = this.#count === 0 ? idle + 1 : 0;
      if (idle === 0) idleSince = now();
      if (idle > IDLE_TURNS && now() - idleSince > IDLE_MS) return false;
      for (let ended = 0; ended < ENDED_AT_ONCE && this.#count > 0; ended++) this.#endOne();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return true;
  }

  #endOne(): void {
    let before: Waiting | undefined;
    let chosen = this.#first!;
    for (let skip = (this.random() * this.#count) | 0; skip > 0; skip--) {
      before = chosen;
      chosen = chosen.next!;
    }
    if (before === undefined) this.#first = chosen.next;
    else before.next = chosen.next;
    this.#count--;
    chosen.end();
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
