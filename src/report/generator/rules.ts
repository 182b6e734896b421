import type { Finding, FindingKind, WorkerFigures } from './health.js';

/**
 * From which value on a worker is strained, and from which it is saturated. Strained: some numbers contain the
 * generator's own delay. Saturated: most do, which is why only medians and shares of the whole run decide it; one
 * stall of a busy machine must not. Times in ms, shares of 1.
 */
const RULES: readonly Rule[] = [
  {
    kind: 'busy',
    strained: 0.2,
    saturated: 0.5,
    value: ({ fullShare }) => fullShare,
    reason: (share) => `its event loop had no idle time in ${percent(share)} of the run`,
  },
  {
    kind: 'busy',
    strained: 0.8,
    saturated: Infinity,
    value: ({ utilization }) => utilization,
    reason: (share) => `its event loop was busy ${percent(share)} of the time`,
  },
  {
    kind: 'loopDelay',
    strained: Infinity,
    saturated: 50,
    value: ({ loopDelay }) => loopDelay.median,
    reason: (ms) => `what was due waited ${rounded(ms)} ms for its event loop in the median`,
  },
  {
    kind: 'loopDelay',
    strained: 50,
    saturated: Infinity,
    value: ({ loopDelay }) => loopDelay.p95,
    reason: (ms) => `what was due waited up to ${rounded(ms)} ms for its event loop (p95)`,
  },
  {
    kind: 'iterationLag',
    strained: Infinity,
    saturated: 50,
    value: ({ iterationLag }) => iterationLag.median,
    reason: (ms) => `iterations began ${rounded(ms)} ms late in the median`,
  },
  {
    kind: 'iterationLag',
    strained: 20,
    saturated: Infinity,
    value: ({ iterationLag }) => iterationLag.p95,
    reason: (ms) => `iterations began up to ${rounded(ms)} ms late (p95)`,
  },
  {
    kind: 'sleepLateness',
    strained: Infinity,
    saturated: 50,
    value: ({ sleepLateness }) => sleepLateness.median,
    reason: (ms) => `sleep() returned ${rounded(ms)} ms late in the median`,
  },
  {
    kind: 'sleepLateness',
    strained: 20,
    saturated: Infinity,
    value: ({ sleepLateness }) => sleepLateness.p95,
    reason: (ms) => `sleep() returned up to ${rounded(ms)} ms late (p95)`,
  },
  {
    kind: 'gc',
    strained: 0.15,
    saturated: 0.5,
    value: ({ gcShare }) => gcShare,
    reason: (share) => `garbage collection took ${percent(share)} of the time`,
  },
  {
    kind: 'heap',
    strained: 0.9,
    saturated: 0.98,
    value: ({ heapShare }) => heapShare,
    reason: (share) => `${percent(share)} of its heap limit was in use`,
  },
];

interface Rule {
  readonly kind: FindingKind;
  readonly strained: number;
  readonly saturated: number;
  value(figures: WorkerFigures): number;
  reason(value: number): string;
}

/** Below this nothing can be judged. */
export const LEAST_MS = 250;
/** Before this, start-up (compiling hot code, opening connections) is too much of the run to call it strain. */
const STRAIN_FROM_MS = 3000;

/** Everything that is wrong with one worker, the worst first. */
export function findingsOf(figures: WorkerFigures): Finding[] {
  if (figures.measuredMs < LEAST_MS) return [];
  const findings = RULES.flatMap(({ kind, strained, saturated, value, reason }): Finding[] => {
    const measured = value(figures);
    if (measured >= saturated) return [{ kind, level: 'saturated', reason: reason(measured) }];
    if (measured >= strained && figures.measuredMs >= STRAIN_FROM_MS) {
      return [{ kind, level: 'strained', reason: reason(measured) }];
    }
    return [];
  });
  const worst = findings.filter(({ level }) => level === 'saturated');
  return [...worst, ...findings.filter(({ level }) => level === 'strained')];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const rounded = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
