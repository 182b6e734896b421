import type { FindingKind, GeneratorHealth, Level, ProcessFigures, WorkerFigures, WorkerHealth } from './health.js';
import { findingsOf } from './rules.js';

/** The verdict over a run, from figures alone. A run is as healthy as its worst worker: its numbers are in the sum. */
export function judgeGenerator(workers: readonly WorkerFigures[], process: ProcessFigures): GeneratorHealth {
  const judged = workers.map((figures): WorkerHealth => {
    const findings = findingsOf(figures);
    return { ...figures, level: findings[0]?.level ?? 'ok', findings };
  });
  return {
    level: worstOf(judged.map(({ level }) => level)),
    workers: judged,
    process,
    advice: adviceFor(judged, process),
  };
}

/** Why the verdict is what it is, with the worker it is about; undefined when all is well. */
export function worstFinding({ level, workers }: GeneratorHealth): string | undefined {
  const worst = workers.find((worker) => worker.level === level && worker.findings.length > 0);
  return worst && `worker ${worst.worker}: ${worst.findings[0]!.reason}`;
}

const worstOf = (levels: readonly Level[]): Level =>
  levels.includes('saturated') ? 'saturated' : levels.includes('strained') ? 'strained' : 'ok';

function adviceFor(workers: readonly WorkerHealth[], { mostWorkers }: ProcessFigures): string {
  const found = new Set<FindingKind>(workers.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  if (found.size === 0) return '';
  const steps: string[] = [];
  if (found.has('heap') || found.has('gc')) steps.push('keep less in script variables', 'use fewer VUs');
  if (workers.length < mostWorkers) steps.push(`use more workers (--workers ${mostWorkers})`);
  if (!steps.includes('use fewer VUs')) steps.push('use fewer VUs or a lower rate');
  steps.push('discard response bodies (--discard-response-bodies)');
  if (workers.length >= mostWorkers) steps.push('add a second machine (--execution-segment)');
  return `${listed(steps)}.`;
}

function listed(steps: readonly string[]): string {
  const text = steps.length > 1 ? `${steps.slice(0, -1).join(', ')}, or ${steps.at(-1)}` : steps[0]!;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
