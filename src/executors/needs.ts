import type { Segment } from '../shard/segment.js';
import type { ScenarioConfig } from './config.js';

/** From `atMs` after the scenario's start, this many VUs are needed. Steps are in order of time. */
export interface VuStep {
  readonly atMs: number;
  readonly vus: number;
}

/** What a scenario comes to in one segment of the test. Its executor makes it; plan, screen and workers go by it. */
export interface ScenarioNeeds {
  /** When no iteration starts any more, and when none runs any more; ms after the scenario's start. */
  readonly regularMs: number;
  readonly maximumMs: number;
  /** VU slots: the numbers 0..n-1 that VUs are borrowed and grown for. */
  readonly slots: number;
  /** Those of the slots that must be initialised before the test; the others are made when they are needed. */
  readonly planned: number;
  /** The indices of the scenario's iterations that this segment runs. */
  readonly iterations: Segment;
  /** How many iterations that is, where their number is fixed. */
  readonly total: number | undefined;
  /** False when nothing of the scenario falls into this segment. */
  readonly hasWork: boolean;
  /**
   * Planned VUs over time, with what graceful stop and ramp-down hold back. With n VUs needed these are always the
   * slots 0..n-1.
   */
  steps(): readonly VuStep[];
}

/** What an executor has to say; the rest follows from it. */
interface NeedsParts {
  readonly regularMs: number;
  readonly slots: number;
  /** All slots, unless it says otherwise. */
  readonly planned?: number;
  /** The segment's own, unless the iterations are dealt out in another way than the VUs. */
  readonly iterations?: Segment;
  readonly total?: number;
  /** All planned VUs from beginning to end, unless it says otherwise. */
  steps?(): readonly VuStep[];
}

export function scenarioNeeds(
  { gracefulStopMs }: ScenarioConfig,
  segment: Segment,
  { regularMs, slots, planned = slots, iterations = segment, total, steps }: NeedsParts,
): ScenarioNeeds {
  const maximumMs = regularMs + gracefulStopMs;
  return {
    regularMs,
    maximumMs,
    slots,
    planned,
    iterations,
    total,
    hasWork: slots > 0 && total !== 0,
    steps: steps ?? (() => throughout(planned, maximumMs)),
  };
}

/** So many VUs from the scenario's start to its very end. */
export const throughout = (vus: number, maximumMs: number): readonly VuStep[] =>
  vus === 0
    ? []
    : [
        { atMs: 0, vus },
        { atMs: maximumMs, vus: 0 },
      ];
