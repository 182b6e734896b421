import type { Segment } from '../shard/segment.js';
import { peakOf, spansOf, stagesEndMs } from './ramp.js';
import type { RampingVusConfig, ScenarioConfig, VuStep } from './scenario.js';

/** When no iteration starts any more, and when none runs any more; ms after the scenario's start. */
export interface ScenarioEnd {
  readonly regularMs: number;
  readonly maximumMs: number;
}

export function scenarioEnd(config: ScenarioConfig): ScenarioEnd {
  const regularMs = regularEndMs(config);
  return { regularMs, maximumMs: regularMs + config.gracefulStopMs };
}

/** VU slots of the scenario in this segment: the numbers 0..n-1 that `borrow` and `grow` are called with. */
export function slotCount(config: ScenarioConfig, segment: Segment): number {
  if ('maxVUs' in config) return segment.scale(config.maxVUs);
  return segment.scale('vus' in config ? config.vus : peakOf(config));
}

/** Those of the slots that must be initialised before the test; the others are made when they are needed. */
export function plannedCount(config: ScenarioConfig, segment: Segment): number {
  return 'preAllocatedVUs' in config ? segment.scale(config.preAllocatedVUs) : slotCount(config, segment);
}

/**
 * The indices of the scenario's iterations that this segment runs. Those that are dealt out (arrivals, shared ones)
 * go by the VUs that each segment really has; the others follow the VUs.
 */
export function iterationSegment(config: ScenarioConfig, segment: Segment): Segment {
  if ('maxVUs' in config) return segment.resegment(config.maxVUs);
  return config.executor === 'shared-iterations' ? segment.resegment(config.vus) : segment;
}

/** False for a scenario of which nothing falls into this segment. */
export function hasWork(config: ScenarioConfig, segment: Segment): boolean {
  if (slotCount(config, segment) === 0) return false;
  return config.executor !== 'shared-iterations' || iterationSegment(config, segment).scale(config.iterations) > 0;
}

/**
 * Planned VUs of this segment over time, with what graceful stop and ramp-down hold back. With n VUs needed these are
 * always the slots 0..n-1.
 */
export function vuSteps(config: ScenarioConfig, segment: Segment): VuStep[] {
  if (config.executor === 'ramping-vus') return rampSteps(config, segment);
  const vus = plannedCount(config, segment);
  if (vus === 0) return [];
  return [
    { atMs: 0, vus },
    { atMs: scenarioEnd(config).maximumMs, vus: 0 },
  ];
}

function regularEndMs(config: ScenarioConfig): number {
  if ('stages' in config) return stagesEndMs(config);
  return 'durationMs' in config ? config.durationMs : config.maxDurationMs;
}

function rampSteps(config: RampingVusConfig, segment: Segment): VuStep[] {
  const changes = new Map<number, number>();
  const change = (atMs: number, by: number): void => void changes.set(atMs, (changes.get(atMs) ?? 0) + by);
  for (let slot = 0; slot < slotCount(config, segment); slot++) {
    const spans = spansOf(config, segment.globalIndex(slot));
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
