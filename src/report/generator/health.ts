import type { MachineUse } from './machine.js';

/** How far a measurement was from what it was to be. */
export const LEVELS = ['ok', 'strained', 'saturated'] as const;
export type Level = (typeof LEVELS)[number];

/** A trend in the figures that judge it; times in ms. */
export interface TrendFigures {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** What one worker measured about itself. Shares are parts of 1. */
export interface WorkerFigures {
  readonly worker: number;
  /** How long it was watched: from the start of the scenarios to the end of its share. */
  readonly measuredMs: number;
  /** Share of the time in which its event loop was not idle. */
  readonly utilization: number;
  /** Share of the time that lies in seconds without idleness (95 % busy or more). */
  readonly fullShare: number;
  /** How long something that is due has to wait for the event loop. */
  readonly loopDelay: TrendFigures;
  /** How late open-model iterations began. */
  readonly iterationLag: TrendFigures;
  readonly sleepLateness: TrendFigures;
  /** Share of the time that garbage collection took. */
  readonly gcShare: number;
  readonly gcPauseMaxMs: number;
  /** The largest share of its heap limit that was in use. */
  readonly heapShare: number;
}

export interface ProcessFigures {
  /** Cores used on average, by all threads. */
  readonly cpuCores: number;
  readonly machineCores: number;
  /** As many workers as there are cores, and no more than there are VUs. */
  readonly mostWorkers: number;
  readonly memoryPeakBytes: number;
  /** The whole machine, whatever of it this process may use; unknown in files of older versions. */
  readonly machine?: Pick<MachineUse, 'cores' | 'othersCores'>;
}

/** What made a verdict worse than ok. */
export interface Finding {
  readonly kind: FindingKind;
  readonly level: Exclude<Level, 'ok'>;
  /** `its event loop was busy 99% of the time`. */
  readonly reason: string;
}
export const FINDING_KINDS = ['busy', 'loopDelay', 'iterationLag', 'sleepLateness', 'gc', 'heap'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface WorkerHealth extends WorkerFigures {
  readonly level: Level;
  readonly findings: readonly Finding[];
}

/** Whether the numbers of a run are about the target or about the generator. */
export interface GeneratorHealth {
  /** That of the worst worker. */
  readonly level: Level;
  readonly workers: readonly WorkerHealth[];
  readonly process: ProcessFigures;
  /** What to do about it, one sentence; empty when all is well. */
  readonly advice: string;
}
