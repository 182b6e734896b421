import { BlockDigest, rotateLeft } from '../../base/block-digest.js';

/**
 * RIPEMD-160 (Dobbertin, Bosselaers, Preneel 1996). Builds of Node.js on a system's own OpenSSL do not all have it, and
 * one that is the same everywhere is worth more than a fast one: nobody makes load with it.
 */
export const startRipemd160 = (): BlockDigest => new BlockDigest(compress, INITIAL);

const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;

/** Two lines of five rounds go over each block, each round with its own order of words, shifts, function and constant. */
interface Line {
  readonly order: Uint8Array;
  readonly shifts: Uint8Array;
  readonly add: Int32Array;
  /** Number of the function that each round mixes with. */
  readonly mix: Uint8Array;
}

const IN_TURN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** The permutation that makes a round's order of words from the one before. */
const RHO = [7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8];

/** Shift of each word, by round; both lines use the same, each in its own order of words. */
const SHIFTS = [
  [11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8],
  [12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7],
  [13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9],
  [14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6],
  [15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5],
] as const;

const LEFT = line(IN_TURN, [0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e], [0, 1, 2, 3, 4]);
const RIGHT = line(
  IN_TURN.map((i) => (9 * i + 5) % 16),
  [0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0],
  [4, 3, 2, 1, 0],
);

function line(first: readonly number[], add: readonly number[], mix: readonly number[]): Line {
  const rounds = [first];
  while (rounds.length < SHIFTS.length) rounds.push(rounds.at(-1)!.map((word) => RHO[word]!));
  return {
    order: Uint8Array.from(rounds.flat()),
    shifts: Uint8Array.from(rounds.flatMap((order, round) => order.map((word) => SHIFTS[round]![word]!))),
    add: Int32Array.from(add),
    mix: Uint8Array.from(mix),
  };
}

/** What the two lines make of the state. */
const left = new Int32Array(5);
const right = new Int32Array(5);

function compress(state: Int32Array, words: Int32Array): void {
  run(LEFT, state, words, left);
  run(RIGHT, state, words, right);
  // Each word of the state comes from the next one and those after it in the two lines.
  const first = state[0]!;
  for (let i = 0; i < 4; i++) state[i] = state[i + 1]! + left[(i + 2) % 5]! + right[(i + 3) % 5]!;
  state[4] = first + left[1]! + right[2]!;
}

function run({ order, shifts, add, mix }: Line, state: Int32Array, words: Int32Array, result: Int32Array): void {
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  for (let step = 0; step < order.length; step++) {
    const round = step >> 4;
    const sum = (a + mixed(mix[round]!, b, c, d) + words[order[step]!]! + add[round]!) | 0;
    a = e;
    e = d;
    d = rotateLeft(c, 10);
    c = b;
    b = (rotateLeft(sum, shifts[step]!) + a) | 0;
  }
  result[0] = a;
  result[1] = b;
  result[2] = c;
  result[3] = d;
  result[4] = e;
}

function mixed(mix: number, x: number, y: number, z: number): number {
  if (mix === 0) return x ^ y ^ z;
  if (mix === 1) return (x & y) | (~x & z);
  if (mix === 2) return (x | ~y) ^ z;
  return mix === 3 ? (x & z) | (y & ~z) : x ^ (y | ~z);
}
