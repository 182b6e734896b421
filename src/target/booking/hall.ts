/** The seats of one evening. Numbers from 1; each is free, held by a reservation, or sold. */
export class Hall {
  /** Free seats in any order; a seat's place in it stands in `#placeOf`, -1 while it is taken. */
  readonly #free: Int32Array;
  readonly #placeOf: Int32Array;
  #freeCount: number;
  #cursor = 0;

  constructor(readonly size: number) {
    this.#free = Int32Array.from({ length: size }, (_, i) => i + 1);
    this.#placeOf = Int32Array.from({ length: size + 1 }, (_, seat) => seat - 1);
    this.#freeCount = size;
  }

  get freeCount(): number {
    return this.#freeCount;
  }

  has(seat: number): boolean {
    return Number.isInteger(seat) && seat >= 1 && seat <= this.size;
  }

  isFree(seat: number): boolean {
    return this.#placeOf[seat]! >= 0;
  }

  /**
   * Up to `count` free seats. Each caller is offered the next ones, as a real seller does, so that customers who look at
   * the same time rarely want the same seat.
   */
  offer(count: number): number[] {
    const offered = Math.min(count, this.#freeCount);
    const seats = Array.from({ length: offered }, (_, i) => this.#free[(this.#cursor + i) % this.#freeCount]!);
    this.#cursor = this.#freeCount === 0 ? 0 : (this.#cursor + offered) % this.#freeCount;
    return seats;
  }

  /** The seat must be free. */
  take(seat: number): void {
    const place = this.#placeOf[seat]!;
    const last = this.#free[--this.#freeCount]!;
    this.#free[place] = last;
    this.#placeOf[last] = place;
    this.#placeOf[seat] = -1;
  }

  /** The seat must be taken. */
  release(seat: number): void {
    this.#placeOf[seat] = this.#freeCount;
    this.#free[this.#freeCount++] = seat;
  }
}
