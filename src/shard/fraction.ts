/** An exact number from 0 to 1 and beyond, in lowest terms; segments must meet without a gap of rounding. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** `1/3`, `0.25`, `25%`, `1`; undefined for anything else. */
export function parseFraction(text: string): Fraction | undefined {
  const ratio = /^(\d+)\/(\d+)$/.exec(text);
  if (ratio) return ratio[2]!.match(/^0+$/) ? undefined : reduced(BigInt(ratio[1]!), BigInt(ratio[2]!));
  const decimal = /^(\d*)(?:\.(\d*))?(%?)$/.exec(text);
  const digits = (decimal?.[1] ?? '') + (decimal?.[2] ?? '');
  if (!decimal || digits === '') return undefined;
  const places = (decimal[2] ?? '').length + (decimal[3] === '%' ? 2 : 0);
  return reduced(BigInt(digits), 10n ** BigInt(places));
}

export const ZERO: Fraction = { over: 0n, under: 1n };
export const ONE: Fraction = { over: 1n, under: 1n };

/** Below, at or above 0, as the first is below, equal to or above the second. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return reduced(a.over * b.under - b.over * a.under, a.under * b.under);
}

/** The smallest number that all the fractions can be written over. */
export function commonDenominator(fractions: readonly Fraction[]): bigint {
  return fractions.reduce((common, { under }) => (common * under) / greatestDivisor(common, under), 1n);
}

function reduced(over: bigint, under: bigint): Fraction {
  const divisor = greatestDivisor(over, under);
  return { over: over / divisor, under: under / divisor };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a < 0n ? -a : a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}
