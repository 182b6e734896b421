// Go's additive lagged Fibonacci generator in whole 64-bit words, as its documentation describes it: slow and plain.
import { cookedHalves } from '../../../src/k6/random/cooked.js';

export const LENGTH = 607;
export const TAP = 273;
export const WORD = (1n << 64n) - 1n;
const PRIME = 2n ** 31n - 1n;

/** The Lehmer generator that fills the state: three numbers of 31 bits for each word, shifted by these. */
export function fill(seed: bigint, shifts: readonly [bigint, bigint]): bigint[] {
  let x = ((seed % PRIME) + PRIME) % PRIME || 89_482_311n;
  const next = (): bigint => (x = (x * 48_271n) % PRIME);
  for (let i = 0; i < 20; i++) next();
  return Array.from({ length: LENGTH }, () => ((next() << shifts[0]) ^ (next() << shifts[1]) ^ next()) & WORD);
}

/** Position in the state of the word that step n (from 0) makes; those before the first have negative numbers. */
export const positionOf = (n: number): number => (((LENGTH - TAP - 1 - n) % LENGTH) + LENGTH) % LENGTH;

export const cookedWords = (): bigint[] => {
  const halves = cookedHalves();
  return Array.from({ length: LENGTH }, (_, i) => BigInt(halves[2 * i]!) | (BigInt(halves[2 * i + 1]!) << 32n));
};

export class Alfg {
  #step = 0;

  private constructor(private readonly state: bigint[]) {}

  static seeded(seed: bigint): Alfg {
    const cooked = cookedWords();
    return new Alfg(fill(seed, [40n, 20n]).map((word, i) => word ^ cooked[i]!));
  }

  float64(): number {
    const fraction = Number(this.#next() & (WORD >> 1n)) / 2 ** 63;
    return fraction === 1 ? this.float64() : fraction;
  }

  /** The sum of the words 607 and 273 steps before. */
  #next(): bigint {
    const n = this.#step++;
    const word = (this.state[positionOf(n)]! + this.state[positionOf(n - TAP)]!) & WORD;
    this.state[positionOf(n)] = word;
    return word;
  }
}
