import type { HeaderField } from './header-field.js';

/** Places of the ring at first; doubled when they are all taken. */
const FIRST_PLACES = 16;

/** The fields that were sent last, up to a size, the newest first. Each has a number that it keeps: the first one has 0. */
export class DynamicTable {
  /** Number that the next field gets: how many there have ever been. */
  next = 0;
  /** Number of the oldest field that is still there. */
  oldest = 0;
  #bytes = 0;
  #ring: (HeaderField | undefined)[] = [];
  #mask = 0;

  #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  get length(): number {
    return this.next - this.oldest;
  }

  /** The newest one is at 1. Undefined where there is none. */
  at(index: number): HeaderField | undefined {
    const number = this.next - index;
    return number >= this.oldest && index > 0 ? this.#ring[number & this.#mask] : undefined;
  }

  /** False: it is larger than the whole table, which is empty now. */
  insert(field: HeaderField): boolean {
    this.#shrinkTo(this.#maxBytes - field.size);
    if (field.size > this.#maxBytes) return false;
    if (this.length === this.#ring.length) this.#grow();
    this.#ring[this.next & this.#mask] = field;
    this.next++;
    this.#bytes += field.size;
    return true;
  }

  resize(maxBytes: number): void {
    this.#maxBytes = maxBytes;
    this.#shrinkTo(maxBytes);
  }

  /** Told of each field that leaves. */
  protected dropped(_field: HeaderField, _number: number): void {}

  #shrinkTo(bytes: number): void {
    while (this.#bytes > bytes && this.oldest < this.next) {
      const at = this.oldest & this.#mask;
      const field = this.#ring[at]!;
      this.#ring[at] = undefined;
      this.#bytes -= field.size;
      this.dropped(field, this.oldest++);
    }
  }

  #grow(): void {
    const places = Math.max(FIRST_PLACES, this.#ring.length * 2);
    const ring = new Array<HeaderField | undefined>(places).fill(undefined);
    for (let number = this.oldest; number < this.next; number++)
      ring[number & (places - 1)] = this.#ring[number & this.#mask];
    this.#ring = ring;
    this.#mask = places - 1;
  }
}
