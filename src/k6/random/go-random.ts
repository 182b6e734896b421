import { cookedHalves } from './cooked.js';

/** Words that the generator remembers, and how far back the second one of a sum lies. */
const LENGTH = 607;
const TAP = 273;
/** Seeds count modulo this prime; 0 stands for another one, because the generator behind them never leaves 0. */
const SEEDS = 2 ** 31 - 1;
const SEED_FOR_ZERO = 89_482_311;

/**
 * The numbers of Go's math/rand: an additive lagged Fibonacci generator, each word the sum modulo 2^64 of the ones 607
 * and 273 steps before it. Words are kept as two halves, because sums of BigInts allocate.
 *
 * The algorithm follows Go's, which is Copyright 2009 The Go Authors, under a BSD licence (see LICENSE).
 */
export class GoRandom {
  readonly #halves: Uint32Array;
  #feed = 2 * (LENGTH - TAP);
  #tap = 0;

  /** Any integer; int64 in Go. */
  constructor(seed: number) {
    this.#halves = startingWith(seed);
  }

  /** In [0, 1): the low 63 bits of the next word as a fraction; one that rounds up to 1 is passed over. */
  float64(): number {
    const fraction = this.#next63() / 2 ** 63;
    return fraction === 1 ? this.float64() : fraction;
  }

  /** Rounded once, by the addition, as Go rounds the integer. */
  #next63(): number {
    const halves = this.#halves;
    this.#tap = (this.#tap === 0 ? halves.length : this.#tap) - 2;
    this.#feed = (this.#feed === 0 ? halves.length : this.#feed) - 2;
    const low = halves[this.#feed]! + halves[this.#tap]!;
    const high = halves[this.#feed + 1]! + halves[this.#tap + 1]! + (low > 0xffff_ffff ? 1 : 0);
    halves[this.#feed] = low;
    halves[this.#feed + 1] = high;
    return (high & 0x7fff_ffff) * 2 ** 32 + (low >>> 0);
  }
}

let cooked: Uint32Array | undefined;

function startingWith(seed: number): Uint32Array {
  cooked ??= cookedHalves();
  const halves = cooked.slice();
  let x = ((seed % SEEDS) + SEEDS) % SEEDS || SEED_FOR_ZERO;
  for (let i = 0; i < 20; i++) x = following(x);
  // Of three numbers of 31 bits the first stands 40 bits up, the second 20.
  for (let i = 0; i < halves.length; i += 2) {
    const first = following(x);
    const second = following(first);
    x = following(second);
    halves[i]! ^= (second << 20) ^ x;
    halves[i + 1]! ^= (first << 8) ^ (second >>> 12);
  }
  return halves;
}

/** 48271 x modulo SEEDS, in steps that fit into 31 bits; scripts may seed in every iteration. */
function following(x: number): number {
  const quotient = (x / 44_488) | 0;
  const next = (48_271 * (x - quotient * 44_488) - 3_399 * quotient) | 0;
  return next < 0 ? next + SEEDS : next;
}
