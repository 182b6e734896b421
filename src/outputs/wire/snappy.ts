/** Positions that are compared lie in one block, so that they fit into 16 bits. */
const BLOCK = 65_536;
const HASH_BITS = 14;
/** A match is worth it from here on, and hashes are of as many bytes. */
const SHORTEST = 4;
/** What one copy element can say. */
const LONGEST_COPY = 64;

/**
 * Snappy's block format, which Prometheus wants: literals, and copies of what stood before. Greedy, with one table of
 * positions by the hash of their four bytes. Repeated labels become a tenth.
 */
export function snappy(input: Uint8Array): Buffer {
  const output = new Elements(input);
  for (let start = 0; start < input.length; start += BLOCK) {
    compressBlock(input, start, Math.min(start + BLOCK, input.length), output);
  }
  return output.bytes();
}

function compressBlock(input: Uint8Array, start: number, end: number, output: Elements): void {
  const table = new Uint16Array(1 << HASH_BITS);
  let literal = start;
  let at = start + 1;
  while (at + SHORTEST <= end) {
    const slot = hashAt(input, at);
    const candidate = start + table[slot]!;
    table[slot] = at - start;
    if (candidate >= at || !sameFour(input, candidate, at)) {
      // What does not compress is passed over faster and faster.
      at += 1 + ((at - literal) >> 5);
      continue;
    }
    let length = SHORTEST;
    while (at + length < end && input[candidate + length] === input[at + length]) length++;
    output.literal(literal, at);
    output.copy(at - candidate, length);
    at += length;
    literal = at;
  }
  output.literal(literal, end);
}

const hashAt = (input: Uint8Array, at: number): number => {
  const four = input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16) | (input[at + 3]! << 24);
  return Math.imul(four, 0x1e35a7bd) >>> (32 - HASH_BITS);
};

const sameFour = (input: Uint8Array, a: number, b: number): boolean =>
  input[a] === input[b] &&
  input[a + 1] === input[b + 1] &&
  input[a + 2] === input[b + 2] &&
  input[a + 3] === input[b + 3];

/** The stream that is made: its length, then elements. */
class Elements {
  readonly #bytes: Buffer;
  readonly #input: Uint8Array;
  #at = 0;

  constructor(input: Uint8Array) {
    this.#input = input;
    // No element is longer than what it stands for, but for the heads of literals.
    this.#bytes = Buffer.allocUnsafe(32 + input.length + Math.ceil(input.length / 6));
    let left = input.length;
    for (; left >= 128; left >>>= 7) this.#bytes[this.#at++] = (left & 127) | 128;
    this.#bytes[this.#at++] = left;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  literal(from: number, to: number): void {
    const length = to - from;
    if (length === 0) return;
    if (length <= 60) this.#bytes[this.#at++] = (length - 1) << 2;
    else if (length <= 256) {
      this.#bytes[this.#at++] = 60 << 2;
      this.#bytes[this.#at++] = length - 1;
    } else {
      this.#bytes[this.#at++] = 61 << 2;
      this.#at = this.#bytes.writeUInt16LE(length - 1, this.#at);
    }
    this.#bytes.set(this.#input.subarray(from, to), this.#at);
    this.#at += length;
  }

  /** Elements with two bytes of offset. What is left at the end must be long enough for its own element to be worth it. */
  copy(offset: number, length: number): void {
    for (let left = length; left > 0; ) {
      const part = Math.min(left, LONGEST_COPY);
      this.#bytes[this.#at++] = ((part - 1) << 2) | 2;
      this.#at = this.#bytes.writeUInt16LE(offset, this.#at);
      left -= part;
    }
  }
}
