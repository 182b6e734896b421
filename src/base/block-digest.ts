import { Buffer } from 'node:buffer';

export const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

/** Takes one block, as sixteen words, into the state. */
export type Compress = (state: Int32Array, words: Int32Array) => void;

/**
 * A digest of MD4's family that grows with the message: blocks of 64 bytes, little-endian words, and at the end the
 * message's length. Asking for the digest does not end it.
 */
export class BlockDigest {
  readonly #compress: Compress;
  readonly #state: Int32Array;
  /** The part of the message that fills no block yet. */
  readonly #block = Buffer.alloc(BLOCK_BYTES);
  #bytes = 0;

  constructor(compress: Compress, initial: readonly number[]) {
    this.#compress = compress;
    this.#state = new Int32Array(initial);
  }

  update(message: Uint8Array): this {
    for (let from = 0; from < message.length; ) {
      const at = this.#bytes % BLOCK_BYTES;
      const part = message.subarray(from, from + BLOCK_BYTES - at);
      this.#block.set(part, at);
      this.#bytes += part.length;
      from += part.length;
      if (at + part.length === BLOCK_BYTES) this.#compress(this.#state, wordsAt(this.#block, 0));
    }
    return this;
  }

  digest(): Buffer {
    const state = this.#state.slice();
    const ending = this.#ending();
    for (let at = 0; at < ending.length; at += BLOCK_BYTES) this.#compress(state, wordsAt(ending, at));
    const digest = Buffer.alloc(state.length * 4);
    for (let i = 0; i < state.length; i++) digest.writeInt32LE(state[i]!, i * 4);
    return digest;
  }

  /** What is left of the message, one bit, zeros up to the end of a block, the length in bits. */
  #ending(): Buffer {
    const left = this.#bytes % BLOCK_BYTES;
    const ending = Buffer.alloc(left + 1 + LENGTH_BYTES > BLOCK_BYTES ? 2 * BLOCK_BYTES : BLOCK_BYTES);
    this.#block.copy(ending, 0, 0, left);
    ending[left] = 0x80;
    ending.writeUInt32LE((this.#bytes << 3) >>> 0, ending.length - LENGTH_BYTES);
    ending.writeUInt32LE(Math.floor(this.#bytes / 2 ** 29), ending.length - LENGTH_BYTES / 2);
    return ending;
  }
}

/** One for all: a block is compressed at once. */
const words = new Int32Array(BLOCK_BYTES / 4);

function wordsAt(bytes: Buffer, at: number): Int32Array {
  for (let i = 0; i < words.length; i++) words[i] = bytes.readInt32LE(at + i * 4);
  return words;
}

export const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
