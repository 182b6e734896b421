import { nsFromMs } from '../base/duration.js';
import type { Segment } from '../shard/segment.js';
import type { VuStep } from './needs.js';
import { type RampStage, stagesEndMs } from './stages.js';

/** VUs that come and go along a curve. */
export interface Ramp {
  readonly startVUs: number;
  readonly stages: readonly RampStage[];
  readonly gracefulRampDownMs: number;
  readonly gracefulStopMs: number;
}

/** From `fromMs` to `toMs` a VU takes new iterations; its last one may go on until `interruptMs`. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly interruptMs: number;
}

/**
 * When the VU with this global index works, on the curve of the whole test: the curve's VUs are stacked, so VU g is
 * active while the curve is above g. Spans are in order and do not touch.
 */
export function spansOf(config: Ramp, globalIndex: number): Span[] {
  const endMs = stagesEndMs(config.stages);
  const lastMs = endMs + config.gracefulStopMs;
  const ramps: [fromNs: number, toNs: number][] = [];
  let startNs = config.startVUs > globalIndex ? 0 : -1;
  for (const { atNs, up } of turnsOf(config, globalIndex)) {
    if (!up) ramps.push([startNs, atNs]);
    // Down and up again in one instant is no turn at all.
    else startNs = ramps.at(-1)?.[1] === atNs ? ramps.pop()![0] : atNs;
    if (!up) startNs = -1;
  }
  const spans = ramps
    .filter(([fromNs, toNs]) => toNs > fromNs)
    .map(([fromNs, toNs]) => ({
      fromMs: fromNs / 1e6,
      toMs: toNs / 1e6,
      interruptMs: Math.min(toNs / 1e6 + config.gracefulRampDownMs, lastMs),
    }));
  // Who is active when the stages are over has gracefulStop, not gracefulRampDown. A ramp up to the very end has a
  // last VU that comes in its last instant: nothing starts on it, but k6 counts it as needed.
  return startNs >= 0 ? [...spans, { fromMs: startNs / 1e6, toMs: endMs, interruptMs: lastMs }] : spans;
}

/** The most VUs that the curve asks for. */
export const peakOf = ({ startVUs, stages }: Ramp): number =>
  stages.reduce((most, { target }) => Math.max(most, target), startVUs);

/** How many VUs of a segment are in use over time, its slots 0..slots-1. */
export function rampSteps(ramp: Ramp, segment: Segment, slots: number): VuStep[] {
  const changes = new Map<number, number>();
  const change = (atMs: number, by: number): void => void changes.set(atMs, (changes.get(atMs) ?? 0) + by);
  for (let slot = 0; slot < slots; slot++) {
    const spans = spansOf(ramp, segment.globalIndex(slot));
    for (const [at, { fromMs, interruptMs }] of spans.entries()) {
      const next = spans[at + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
      change(fromMs, 1);
      change(Math.min(interruptMs, next), -1);
    }
  }
  let vus = 0;
  return [...changes]
    .filter(([, by]) => by !== 0)
    .sort(([a], [b]) => a - b)
    .map(([atMs, by]) => ({ atMs, vus: (vus += by) }));
}

interface Turn {
  readonly atNs: number;
  readonly up: boolean;
}

/** The moments at which the curve crosses from below to above this VU, or back. */
function* turnsOf({ startVUs, stages }: Ramp, index: number): Generator<Turn> {
  let [from, endNs] = [startVUs, 0];
  for (const { durationMs, target } of stages) {
    const durationNs = nsFromMs(durationMs);
    endNs += durationNs;
    if (from <= index && index < target)
      yield { atNs: endNs - portion(durationNs, target - index - 1, target - from), up: true };
    else if (target <= index && index < from)
      yield { atNs: endNs - portion(durationNs, index - target, from - target), up: false };
    from = target;
  }
}

/** duration × part / whole in whole nanoseconds, rounded down; exact, because no product leaves the safe integers. */
function portion(durationNs: number, part: number, whole: number): number {
  const each = Math.floor(durationNs / whole);
  return each * part + Math.floor(((durationNs - each * whole) * part) / whole);
}
