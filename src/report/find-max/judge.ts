import { usesItsCores } from '../scaling/limit.js';
import type { Round } from '../scaling/round.js';

/** `late` and `saturated` are the generator's fault: what was measured there says nothing of the target. */
export type StepResult = 'held' | 'objective' | 'dropped' | 'saturated' | 'late';

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
  const { cpuMs, windowMs, lagP99, droppedIterations, iterations, verdicts, health } = round;
  const cores = (cpuMs / windowMs).toFixed(2);
  if (usesItsCores(round)) return { result: 'saturated', because: `the generator is at its end with ${cores} cores` };
  if (health?.level === 'saturated') return { result: 'saturated', because: health.reason };
  const broken = verdicts.filter(({ ok }) => !ok);
  if (broken.length > 0) return { result: 'objective', because: broken.map(brokenText).join(', ') };
  if (lagP99 > LATE_MS) return { result: 'late', because: `iterations started ${lagP99.toFixed(0)} ms late (p99)` };
  const dropped = droppedIterations / Math.max(1, droppedIterations + iterations);
  if (dropped > FEW_DROPPED)
    return { result: 'dropped', because: `${(dropped * 100).toFixed(1)}% of the iterations found no free VU` };
  return { result: 'held', because: '' };
}

const brokenText = ({ metric, expression, observed }: Round['verdicts'][number]): string =>
  `${metric} ${expression}: ${observed === undefined ? 'nothing measured' : Number(observed.toPrecision(4))}`;
