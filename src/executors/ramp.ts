import type { RampingVusConfig } from './scenario.js';
import { nsFromMs } from './timetable.js';

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
export function spansOf(config: RampingVusConfig, globalIndex: number): Span[] {
  const lastMs = stagesEndMs(config) + config.gracefulStopMs;
  const endNs = nsFromMs(stagesEndMs(config));
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
  return startNs >= 0 ? [...spans, { fromMs: startNs / 1e6, toMs: endNs / 1e6, interruptMs: lastMs }] : spans;
}

export const stagesEndMs = ({ stages }: Pick<RampingVusConfig, 'stages'>): number =>
  stages.reduce((sumNs, { durationMs }) => sumNs + nsFromMs(durationMs), 0) / 1e6;

/** The most VUs that the curve asks for. */
export const peakOf = ({ startVUs, stages }: RampingVusConfig): number =>
  stages.reduce((most, { target }) => Math.max(most, target), startVUs);

interface Turn {
  readonly atNs: number;
  readonly up: boolean;
}

/** The moments at which the curve crosses from below to above this VU, or back. */
function* turnsOf({ startVUs, stages }: RampingVusConfig, index: number): Generator<Turn> {
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
