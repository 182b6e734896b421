import type { Buffer } from 'node:buffer';
import { BlockDigest, rotateLeft } from './block-digest.js';

/** MD4 (RFC 1320). OpenSSL 3 has moved it out of reach; NTLM and scripts still need it. */
export const md4 = (message: Uint8Array): Buffer => startMd4().update(message).digest();

/** An MD4 that grows with the message. */
export const startMd4 = (): BlockDigest => new BlockDigest(compress, INITIAL);

const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as const;
/** Which word each step adds: sixteen steps for each of three rounds. */
const ORDER = Uint8Array.of(
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  ...[0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  ...[0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
);
/** How far each step turns the sum: four in turn, by round. */
const SHIFT = Uint8Array.of(3, 7, 11, 19, 3, 5, 9, 13, 3, 9, 11, 15);
const ADD = Int32Array.of(0, 0x5a827999, 0x6ed9eba1);

function compress(state: Int32Array, words: Int32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  for (let step = 0; step < ORDER.length; step++) {
    const round = step >> 4;
    const sum = (a + mix(round, b, c, d) + words[ORDER[step]!]! + ADD[round]!) | 0;
    a = d;
    d = c;
    c = b;
    b = rotateLeft(sum, SHIFT[round * 4 + (step & 3)]!);
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  return round === 1 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}
