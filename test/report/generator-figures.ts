// Figures of workers that are well; tests say what is wrong with one.
import type { ProcessFigures, TrendFigures, WorkerFigures } from '../../src/report/generator/health.js';

export const spread = (median: number, p95: number): TrendFigures => ({
  count: 100,
  median,
  p95,
  p99: p95 * 2,
  max: p95 * 3,
});

export const healthyFigures = (worker: number, wrong: Partial<WorkerFigures> = {}): WorkerFigures => ({
  worker,
  measuredMs: 10_000,
  utilization: 0.3,
  fullShare: 0,
  loopDelay: spread(0.4, 2),
  iterationLag: spread(0.3, 1),
  sleepLateness: spread(0.5, 1),
  gcShare: 0.01,
  gcPauseMaxMs: 3,
  heapShare: 0.05,
  ...wrong,
});

export const PROCESS: ProcessFigures = {
  cpuCores: 0.5,
  machineCores: 4,
  mostWorkers: 4,
  memoryPeakBytes: 96_000_000,
};
