import type { FindingKind, GeneratorHealth, Level, ProcessFigures, WorkerFigures, WorkerHealth } from './health.js';
import { othersText, takenByOthers } from './machine.js';
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

/** The same figures without a verdict, for runs in which the generator was busy for a reason that is not its own. */
export const withoutVerdict = (health: GeneratorHealth): GeneratorHealth => ({
  ...health,
  level: 'ok',
  workers: health.workers.map((worker) => ({ ...worker, level: 'ok', findings: [] })),
  advice: '',
});

/** Why the verdict is what it is; undefined when all is well. */
export const reasonOf = (health: GeneratorHealth): string | undefined =>
  machineWords(health.workers, health.process) ?? worstFinding(health);

/** The first finding of the worker with the worst level, whatever its cause. */
export function worstFinding({ level, workers }: GeneratorHealth): string | undefined {
  const worst = workers.find((worker) => worker.level === level && worker.findings.length > 0);
  return worst && `worker ${worst.worker}: ${worst.findings[0]!.reason}`;
}

/** Says that other processes took the processor time that workers lack; undefined when that is not the cause. */
export function machineWords(
  workers: readonly WorkerHealth[],
  { cpuCores, machine }: ProcessFigures,
): string | undefined {
  const wantTime = workers.some(({ findings }) => findings.some(({ kind }) => kind !== 'heap'));
  const use = machine && { ...machine, generatorCores: cpuCores };
  return use && wantTime && takenByOthers(use, workers.length) ? `machine busy: ${othersText(use)}` : undefined;
}

const worstOf = (levels: readonly Level[]): Level =>
  levels.includes('saturated') ? 'saturated' : levels.includes('strained') ? 'strained' : 'ok';

function adviceFor(workers: readonly WorkerHealth[], process: ProcessFigures): string {
  const { mostWorkers } = process;
  const found = new Set<FindingKind>(workers.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  if (found.size === 0) return '';
  if (machineWords(workers, process) !== undefined) {
    const steps = found.has('heap') ? ['keep less in script variables'] : [];
    return `${listed([...steps, 'stop what else runs on this machine', 'use another one', 'use a lower rate or fewer VUs'])}.`;
  }
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
