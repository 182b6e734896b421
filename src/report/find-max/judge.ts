import { othersText, takenByOthers, usesItsCores } from '../generator/machine.js';
import { machineUseOf, type Round } from '../scaling/round.js';

/**
 * `late` and `saturated` are the generator's fault, `machine` is that of other processes: what was measured there
 * says nothing of the target.
 */
export type StepResult = 'held' | 'down' | 'objective' | 'dropped' | 'saturated' | 'late' | 'machine';

export interface Judgement {
  readonly result: StepResult;
  /** In words, with the figures. */
  readonly because: string;
}

/** Arrivals that found no VU although there are some for two seconds of arrivals: answers come too slowly. */
const FEW_DROPPED = 0.01;
/** Iterations that start this much after their time no longer make the rate that was asked for. */
const LATE_MS = 100;

/** Whether a run at a fixed rate held its objectives, and may be believed. */
export function judge(round: Round): Judgement {
  const { lagP99, droppedIterations, iterations, verdicts, health, workersUsed } = round;
  if (round.targetDown) return { result: 'down', because: 'the target is down, every request was refused' };
  const use = machineUseOf(round);
  if (usesItsCores(use, workersUsed))
    return { result: 'saturated', because: `the generator is at its end with ${use.generatorCores.toFixed(2)} cores` };
  const fault = (result: 'saturated' | 'late', because: string): Judgement =>
    takenByOthers(use, workersUsed)
      ? { result: 'machine', because: `${because} while ${othersText(use)}` }
      : { result, because };
  if (health?.level === 'saturated') return fault('saturated', health.reason);
  const broken = verdicts.filter(({ ok }) => !ok);
  if (broken.length > 0) return { result: 'objective', because: broken.map(brokenText).join(', ') };
  if (lagP99 > LATE_MS) return fault('late', `iterations started ${lagP99.toFixed(0)} ms late (p99)`);
  const dropped = droppedIterations / Math.max(1, droppedIterations + iterations);
  if (dropped > FEW_DROPPED)
    return { result: 'dropped', because: `${(dropped * 100).toFixed(1)}% of the iterations found no free VU` };
  return { result: 'held', because: '' };
}

const brokenText = ({ metric, expression, shown }: Round['verdicts'][number]): string =>
  `${metric} ${expression}: ${shown === '' ? 'nothing measured' : shown}`;
