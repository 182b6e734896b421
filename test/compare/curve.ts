// How many requests a server holds over time: with one request per iteration, the VUs that are in an iteration.
import type { RecordedRequest } from './server/record.js';

const STEP_MS = 20;
/**
 * What lasts less than half of this, 0.15 s, is not seen: the moment between two requests of a VU, which is longer where
 * many processes share few cores. A VU that is missing at a hand-over is missing for the rest of its second.
 */
const MEDIAN_STEPS = 15;
/** What a busy machine may be late by: a start, an end or the sight of either. */
const TOLERANCE_STEPS = 12;
/** What the very first request, from which time is counted, may be late by. */
const LATE_STEPS = 15;

/** Requests held at each step, from shortly before the arrival of the first one on. */
export function curveOf(requests: readonly RecordedRequest[], lastsMs: number): number[] {
  const fromMs = Math.min(...requests.map((one) => one.arrivedMs)) - LATE_STEPS * STEP_MS;
  const held = Array.from({ length: lastsMs / STEP_MS }, (_, step) => {
    const atMs = fromMs + step * STEP_MS;
    return requests.filter(({ arrivedMs, closedMs }) => arrivedMs <= atMs && atMs < closedMs).length;
  });
  return held.map((_, step) => median(around(held, step, (MEDIAN_STEPS - 1) / 2)));
}

/** At every step as many as the other has about that time, however late the first request of the two was. */
export function follows(curve: readonly number[], other: readonly number[]): boolean {
  const shifts = Array.from({ length: 2 * LATE_STEPS + 1 }, (_, at) => at - LATE_STEPS);
  return shifts.some((shift) => followsAt(curve, other, shift));
}

function followsAt(curve: readonly number[], other: readonly number[], shift: number): boolean {
  return curve.every((value, step) => {
    // Nothing runs before the beginning and after the end.
    const about = step + shift < 0 || step + shift >= other.length ? [0] : around(other, step + shift, TOLERANCE_STEPS);
    return value >= Math.min(...about) && value <= Math.max(...about);
  });
}

const around = (curve: readonly number[], step: number, steps: number): number[] =>
  curve.slice(Math.max(0, step - steps), step + steps + 1);

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** `2×0.95 0×0.1 2×0.9`: values and for how many seconds each. */
export function shortly(curve: readonly number[]): string {
  const parts: { value: number; steps: number }[] = [];
  for (const value of curve) {
    const last = parts.at(-1);
    if (last?.value === value) last.steps++;
    else parts.push({ value, steps: 1 });
  }
  return parts.map(({ value, steps }) => `${value}×${((steps * STEP_MS) / 1000).toFixed(2)}`).join(' ');
}
