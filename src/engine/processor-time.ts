import { cpus } from 'node:os';
import { monotonicMs, processCpuMs } from '../base/clock.js';

/** Processor time so far, of this process and of everything on the machine. */
export interface ProcessorTime {
  readonly atMs: number;
  readonly ownMs: number;
  readonly machineMs: number;
}

export function processorTime(): ProcessorTime {
  const machineMs = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  return { atMs: monotonicMs(), ownMs: processCpuMs(), machineMs };
}

/** Cores in use on average between two readings. */
export function coresBetween(from: ProcessorTime, to: ProcessorTime): { own: number; others: number } {
  const ms = to.atMs - from.atMs;
  if (ms === 0) return { own: 0, others: 0 };
  const own = to.ownMs - from.ownMs;
  // The system counts in steps, so that the part may be more than the whole.
  return { own: own / ms, others: Math.max(0, to.machineMs - from.machineMs - own) / ms };
}
