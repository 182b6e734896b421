/** Something that is over and has to be told to whoever waits for it. */
export interface Landed {
  tell(): void;
}

/**
 * Ended requests are told of after all sockets that were ready have been read. What a script does with one response then
 * falls into no other's time: without this, of a hundred responses that came at once, the last would seem to have come
 * when ninety-nine iterations had been computed.
 */
export class Landings {
  #waiting: Landed[] = [];
  /** The list that is told of now, used again for the next turn. */
  #telling: Landed[] = [];
  readonly #tell = (): void => this.#tellAll();

  add(landed: Landed): void {
    if (this.#waiting.length === 0) setImmediate(this.#tell);
    this.#waiting.push(landed);
  }

  #tellAll(): void {
    const all = this.#waiting;
    this.#waiting = this.#telling;
    this.#telling = all;
    for (let i = 0; i < all.length; i++) all[i]!.tell();
    all.length = 0;
  }
}

/** The thread's own. */
export const landings = new Landings();
