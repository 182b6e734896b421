/** Something that has its turn when all sockets that were ready have been read. */
export interface AfterReads {
  readsOver(): void;
}

/**
 * Ended requests are reported after all sockets that were ready have been read. What a script does with one response then
 * falls into no other's time: without this, of a hundred responses that came at once, the last would seem to have come
 * when ninety-nine iterations had been computed.
 */
class ReadQueue {
  #waiting: AfterReads[] = [];
  /** The list that has its turn now, used again for the next one. */
  #running: AfterReads[] = [];
  readonly #run = (): void => this.#runAll();

  add(one: AfterReads): void {
    if (this.#waiting.length === 0) setImmediate(this.#run);
    this.#waiting.push(one);
  }

  #runAll(): void {
    const all = this.#waiting;
    this.#waiting = this.#running;
    this.#running = all;
    for (let i = 0; i < all.length; i++) all[i]!.readsOver();
    all.length = 0;
  }
}

const queue = new ReadQueue();

/** Calls `readsOver` of this one when the sockets of the thread that are ready now have been read. */
export const afterReads = (one: AfterReads): void => queue.add(one);
