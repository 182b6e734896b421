/**
 * Which part owns which index: a pattern of `parts' sum` indices that repeats for ever. Larger parts are asked first;
 * a part takes an index as soon as it has less than its due, so every prefix is shared as evenly as whole numbers allow.
 */
export class Striping {
  readonly #owners: Int32Array;

  /** `sizes` are the parts as whole numbers; those of size 0 own nothing. */
  constructor(readonly sizes: readonly number[]) {
    this.#owners = ownersOf(sizes);
  }

  /** After so many indices the pattern begins again. */
  get period(): number {
    return this.#owners.length;
  }

  ownerOf(index: number): number {
    return this.#owners[index % this.period]!;
  }

  /** The indices of one part inside the first period. */
  offsetsOf(part: number): readonly number[] {
    const offsets: number[] = [];
    for (const [index, owner] of this.#owners.entries()) if (owner === part) offsets.push(index);
    return offsets;
  }

  /** How many of the first `total` indices each part owns. */
  split(total: number): number[] {
    const counts = this.sizes.map((size) => Math.floor(total / this.period) * size);
    for (let index = 0; index < total % this.period; index++) counts[this.#owners[index]!]!++;
    return counts;
  }
}

function ownersOf(sizes: readonly number[]): Int32Array {
  const period = sizes.reduce((sum, size) => sum + size, 0);
  // Equal sizes keep their order: sort is stable.
  const order = sizes.map((_, part) => part).filter((part) => sizes[part]! > 0);
  order.sort((a, b) => sizes[b]! - sizes[a]!);
  const taken = new Float64Array(sizes.length);
  return Int32Array.from({ length: period }, (_, index) => {
    const owner = order.find((part) => taken[part]! * period <= index * sizes[part]!)!;
    taken[owner]!++;
    return owner;
  });
}
