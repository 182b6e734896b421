import type { OuterSources } from '../../options/outer-sources.js';

/** A fixed rate in place of whatever the script and its surroundings want to run, with objectives of its own. */
export interface RoundLoad {
  readonly rate: number;
  readonly durationMs: number;
  readonly exec: string;
  readonly maxVus: number;
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
}

/** VUs that are there from the start: enough for answers within half a second, because adding some takes time. */
const AHEAD_SECONDS = 0.5;
const FEWEST_AHEAD = 10;

/** Every step has a fresh process, whose first seconds would count as the target's. */
const WARM_UP_MS = 2000;

/** Puts the load where flags stand, above all other sources; the warm-up is only a default. */
export function imposeLoad({ layers }: OuterSources, { rate, durationMs, exec, maxVus, thresholds }: RoundLoad): void {
  const scenario = {
    executor: 'constant-arrival-rate',
    rate,
    timeUnit: '1s',
    duration: `${durationMs}ms`,
    preAllocatedVUs: Math.min(maxVus, Math.max(FEWEST_AHEAD, Math.ceil(rate * AHEAD_SECONDS))),
    maxVUs: maxVus,
    gracefulStop: '10s',
    exec,
  };
  layers.flags.set('scenarios', { value: { step: scenario }, path: 'find-max', layer: 'flags' });
  layers.defaults.set('warmup', { value: WARM_UP_MS, path: 'find-max', layer: 'defaults' });
  layers.flags.set('thresholds', { value: { ...thresholds }, path: '--slo', layer: 'flags' });
  // Those of the script are gone; objectives that nobody judges would hold at every rate.
  layers.flags.set('noThresholds', { value: false, path: '--slo', layer: 'flags' });
}
