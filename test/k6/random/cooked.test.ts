// The generator's first state is what Go's documentation says it is: its own state 7.8e12 steps after seed 1. Nobody can
// take so many steps, but the steps are linear: step n is a sum of first words whose factors are the coefficients of t^n
// modulo t^607 = t^334 + 1, and a power needs only as many squares as n has bits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookedWords, fill, LENGTH, positionOf, TAP, WORD } from './alfg.js';

const STEPS = 7_800_000_000_000n;
/** Bits for a coefficient of a product: two words, and 607 of them added. */
const DIGIT_BITS = 144;
const HEX = DIGIT_BITS / 4;

test('the words of the first state', () => {
  const start = fill(1n, [20n, 10n]);
  // Words in the order in which they are made, from 607 steps before the first.
  const words = Array.from({ length: LENGTH }, (_, i) => start[positionOf(i - LENGTH)]!);
  for (let i = LENGTH; i < 2 * LENGTH; i++) words.push((words[i - LENGTH]! + words[i - TAP]!) & WORD);

  const factors = powerOfT(STEPS);
  const cooked: bigint[] = [];
  const turn = Number(STEPS % BigInt(LENGTH));
  for (let i = 0; i < LENGTH; i++) {
    const sum = factors.reduce((total, factor, j) => total + factor * words[i + j]!, 0n);
    cooked[positionOf(turn + i - LENGTH)] = sum & WORD;
  }
  assert.deepEqual(cookedWords(), cooked);
});

function powerOfT(exponent: bigint): bigint[] {
  let power = [1n];
  for (const bit of exponent.toString(2)) {
    power = reduce(squared(power));
    if (bit === '1') power = reduce([0n, ...power]);
  }
  return power;
}

/** A polynomial as one large number, so that the engine multiplies it. */
function squared(polynomial: readonly bigint[]): bigint[] {
  const digits = polynomial.map((coefficient) => coefficient.toString(16).padStart(HEX, '0'));
  const text = (BigInt(`0x${digits.toReversed().join('')}`) ** 2n).toString(16);
  const result: bigint[] = [];
  for (let end = text.length; end > 0; end -= HEX) {
    result.push(BigInt(`0x${text.slice(Math.max(0, end - HEX), end)}`) & WORD);
  }
  return result;
}

function reduce(polynomial: bigint[]): bigint[] {
  for (let i = polynomial.length - 1; i >= LENGTH; i--) {
    const coefficient = polynomial[i]!;
    polynomial[i - LENGTH] = (polynomial[i - LENGTH]! + coefficient) & WORD;
    polynomial[i - TAP] = (polynomial[i - TAP]! + coefficient) & WORD;
  }
  return [...polynomial, ...Array<bigint>(LENGTH).fill(0n)].slice(0, LENGTH);
}
