import type { Buffer } from 'node:buffer';
import { randomFillSync } from 'node:crypto';

/** Random numbers that nobody has used, so that a frame need not ask the system for its own. */
const KEYS = new Uint32Array(2048);
let next = KEYS.length;

/** The key of one frame. A server that caches what passes must not be able to foresee it. */
export function maskingKey(): number {
  if (next === KEYS.length) {
    randomFillSync(KEYS);
    next = 0;
  }
  return KEYS[next++]!;
}

/** From here on it pays to take four bytes at once. */
const WORDS_PAY_BYTES = 128;
const WORD = 4;

/** Masks the bytes from `from` up to `end`, or takes the mask off: it is the same. `key` is big-endian. */
export function mask(bytes: Buffer, from: number, end: number, key: number): void {
  let at = from;
  if (end - from >= WORDS_PAY_BYTES) at = maskWords(bytes, from, end, key);
  for (; at < end; at++) bytes[at]! ^= key >>> (24 - 8 * ((at - from) & 3));
}

/** Masks whole words of memory and what stands before the first one; where it has stopped. */
function maskWords(bytes: Buffer, from: number, end: number, key: number): number {
  const before = -(bytes.byteOffset + from) & (WORD - 1);
  const start = from + before;
  for (let at = from; at < start; at++) bytes[at]! ^= key >>> (24 - 8 * (at - from));
  const turned = before === 0 ? key : (key << (8 * before)) | (key >>> (32 - 8 * before));
  const word = IS_LITTLE_ENDIAN ? swapped(turned) : turned;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, (end - start) >> 2);
  for (let i = 0; i < words.length; i++) words[i]! ^= word;
  return start + words.length * WORD;
}

const swapped = (word: number): number =>
  (word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff0000) | (word << 24);

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
