import type { GeneratorHealth, Level, Spread, WorkerHealth } from '../generator/health.js';
import { LEAST_MS } from '../generator/rules.js';
import { numbered } from './numbered.js';
import type { Palette } from './palette.js';
import { humanBytes } from './values.js';

/** What each generator says of itself. */
export const renderGenerators = (all: readonly GeneratorHealth[], palette: Palette): string[] =>
  numbered(all.map((health) => renderGenerator(health, palette)));

/** One line when all workers fared alike, else one for each; then what was found and what to do about it. */
export function renderGenerator(health: GeneratorHealth, palette: Palette): string[] {
  if (health.workers.length === 0) return [];
  const { level, workers, process, advice } = health;
  const cpu = `${process.cpuCores.toFixed(2)} of ${process.machineCores} cores`;
  const usage = `${cpu}, ${humanBytes(process.memoryPeakBytes)} of memory at most`;
  const alike = workers.every((worker) => worker.level === level);
  const lines = alike
    ? [`${marked(level, palette)}: ${summed(workers)}; ${usage}`, ...reasonsOf(workers)]
    : [
        `${marked(level, palette)}: ${usage}`,
        ...workers.flatMap((worker) => [
          `worker ${worker.worker} ${marked(worker.level, palette)}: ${summed([worker])}`,
          ...reasonsOf([worker]),
        ]),
      ];
  if (level === 'saturated') lines.push('The numbers above are about the generator as much as about the target.');
  return advice === '' ? lines : [...lines, advice];
}

/** The worst of the workers in each figure. */
function summed(workers: readonly WorkerHealth[]): string {
  const who = workers.length === 1 ? '' : `${workers.length} workers, `;
  const longest = Math.max(...workers.map(({ measuredMs }) => measuredMs));
  if (longest < LEAST_MS) return `${who}too short a run to judge`;
  const busy = workers.map(({ utilization }) => `${Math.round(utilization * 100)}%`);
  const worst = (of: (worker: WorkerHealth) => Spread, figure: 'median' | 'p99' | 'max'): string =>
    `${Math.max(...workers.map((worker) => of(worker)[figure])).toFixed(1)} ms`;
  const loop = (worker: WorkerHealth): Spread => worker.loopDelay;
  const delays = `delay med ${worst(loop, 'median')}, p99 ${worst(loop, 'p99')}, max ${worst(loop, 'max')}`;
  const gc = Math.max(...workers.map(({ gcShare }) => gcShare));
  return `${who}event loop ${[...new Set(busy)].join(' / ')} busy, ${delays}, GC ${(gc * 100).toFixed(1)}%`;
}

/** Of each kind of finding the first worker's words; that others found the same is in the line above. */
function reasonsOf(workers: readonly WorkerHealth[]): string[] {
  const seen = new Set<string>();
  const reasons = workers.flatMap(({ findings }) => {
    const fresh = findings.filter(({ kind }) => !seen.has(kind));
    for (const { kind } of fresh) seen.add(kind);
    return fresh;
  });
  return reasons.map(({ reason }) => `  - ${reason}`);
}

const marked = (level: Level, { good, bad }: Palette): string => (level === 'ok' ? good : bad)(level);
