import { isFull, usesItsCores } from '../generator/machine.js';
import { median } from './median.js';
import type { Round } from './round.js';

/**
 * What keeps a run from being faster. `generator`: its workers have no time left. `machine`: all cores are busy, some
 * of them with other processes. `target`: VUs wait for answers. `pacing`: the script itself waits, or its rate is met.
 */
export type LimitKind = 'generator' | 'machine' | 'target' | 'pacing' | 'unknown';

export interface Limit {
  readonly kind: LimitKind;
  /** The figures it was judged by, as a part of a sentence. */
  readonly because: string;
}

/** An event loop that is never idle wants more than it gets; below the second one it clearly has time left. */
const BUSY_LOOP = 0.95;
const IDLE_LOOP = 0.8;
/** Arrivals that found no VU; below this the rate counts as met. */
const FEW_DROPPED = 0.01;
const MOSTLY = 0.5;

/** Judged from what can be seen from outside: processor time of generator and machine, and what iterations wait for. */
export function limitOf(runs: readonly Round[]): Limit {
  const middle = (pick: (run: Round) => number): number => median(runs.map(pick));
  const { openModel, workersUsed: workers, machineCores } = runs[0]!;
  const cores = middle(({ cpuMs, windowMs }) => cpuMs / windowMs);
  const busy = Math.max(
    cores,
    middle(({ machineBusyMs, windowMs }) => machineBusyMs / windowMs),
  );
  const dropped = middle(({ droppedIterations: lost, iterations }) => (lost === 0 ? 0 : lost / (lost + iterations)));
  const waiting = middle(({ requestMs, iterationMs }) =>
    iterationMs === 0 ? 0 : Math.min(1, requestMs / iterationMs),
  );
  if (middle(({ iterations }) => iterations) === 0) return { kind: 'unknown', because: 'no iteration was completed' };
  if (openModel && dropped < FEW_DROPPED) return { kind: 'pacing', because: 'its arrival rate was met' };
  const use = { cores: machineCores, generatorCores: cores, othersCores: busy - cores };
  if (usesItsCores(use, workers))
    return { kind: 'generator', because: `${coresText(cores)} used by ${workersText(workers)}` };
  const loop = middle(({ health }) => health?.utilization ?? Number.NaN);
  const share = `${Math.round(waiting * 100)}% of an iteration is waiting for answers`;
  // A script that mostly sleeps does so on a busy machine as well.
  if (!openModel && waiting < MOSTLY && loop < IDLE_LOOP) return { kind: 'pacing', because: share };
  if (isFull(use)) {
    const full = `all ${coresText(machineCores)} are busy, ${(busy - cores).toFixed(1)} with other processes`;
    // The generator has time left, so it is the answers that come late, for whatever reason.
    return loop < IDLE_LOOP ? { kind: 'target', because: `${share}; ${full}` } : { kind: 'machine', because: full };
  }
  if (loop >= BUSY_LOOP)
    return { kind: 'generator', because: `event loops are busy ${Math.round(loop * 100)}% of the time` };
  if (openModel) return { kind: 'target', because: `${share}, and arrivals found no free VU` };
  return { kind: waiting >= MOSTLY ? 'target' : 'pacing', because: share };
}

export const workersText = (workers: number): string => `${workers} ${workers === 1 ? 'worker' : 'workers'}`;

const coresText = (cores: number): string =>
  `${Number.isInteger(cores) ? cores : cores.toFixed(2)} ${cores === 1 ? 'core' : 'cores'}`;
