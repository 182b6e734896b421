import type { VuContext } from '../context.js';
import { current } from '../suspension.js';
import { GoRandom } from './go-random.js';

const nativeRandom = Math.random;

interface Seed {
  readonly source: GoRandom;
  readonly inInit: boolean;
}

/** What VUs have seeded. */
const seeds = new WeakMap<VuContext, Seed>();

/**
 * k6's randomSeed(n): from here on this VU's Math.random() gives Go's numbers for that seed. As in k6, a seed that init
 * code sets ends with it: else all VUs of such a script would draw the same.
 */
export function randomSeed(seed?: unknown): void {
  const vu = current.vu!;
  seeds.set(vu, { source: new GoRandom(int64Of(seed)), inInit: vu.stage === 'init' });
  // The script's Math, where each VU has a `random` of its own: ours draws as before.
  vu.realm.intrinsics.Math.random = vu.realm.own(random);
}

const random = (): number => sourceOfVu()?.float64() ?? nativeRandom();

function sourceOfVu(): GoRandom | undefined {
  const vu = current.vu;
  const seed = vu === null ? undefined : seeds.get(vu);
  return seed === undefined || (seed.inInit && vu!.stage !== 'init') ? undefined : seed.source;
}

/** How k6 reads a number: what is none is 0, and what does not fit is the smallest one. */
function int64Of(value: unknown): number {
  const number = Math.trunc(+(value as number));
  if (!Number.isFinite(number)) return 0;
  return Math.abs(number) >= 2 ** 63 ? -(2 ** 63) : number;
}
