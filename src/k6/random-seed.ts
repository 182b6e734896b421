import { current } from './suspension.js';

const SLOT = 'k6.random';
const nativeRandom = Math.random;
let installed = false;

/**
 * k6's randomSeed(n): from here on this VU's Math.random() gives the same numbers in every run. The generator is
 * ours (a 32-bit mix of a counter), not Go's, so the numbers differ from k6's.
 */
export function randomSeed(seed: unknown): void {
  // All VUs of a thread share one Math; it is replaced when the first of them asks, so that others pay nothing.
  if (!installed) {
    installed = true;
    Math.random = () => {
      const own = current.vu?.slots.get(SLOT) as (() => number) | undefined;
      return own ? own() : nativeRandom();
    };
  }
  current.vu?.slots.set(SLOT, seededRandom(Number(seed) | 0));
}

function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
