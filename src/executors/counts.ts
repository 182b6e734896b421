import { type Limits, wholeWithin } from '../schema/limits.js';
import type { JsonType } from '../schema/value-type.js';

/** k6 refuses more VUs than this; it also keeps the arithmetic of ramps inside exact integers. */
const MOST_VUS = 100_000_000;

export const vusFrom = (least: number): Limits => ({ least, most: MOST_VUS });

/** A number of VUs. */
export const vuCount = (least: number): JsonType<number> => wholeWithin(vusFrom(least));

/** A number of iterations: the counter that all workers claim from has 32 bits. */
export const iterationCount: JsonType<number> = wholeWithin({ least: 1, most: 2 ** 31 - 1 });
