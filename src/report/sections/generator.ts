import { figuresJson } from '../document/figures.js';
import type { Reader } from '../document/reader.js';
import {
  FINDING_KINDS,
  type GeneratorHealth,
  LEVELS,
  type Level,
  type ProcessFigures,
  type TrendFigures,
  type WorkerHealth,
} from '../generator/health.js';
import { machineWords, reasonOf } from '../generator/judge.js';
import { LEAST_MS } from '../generator/rules.js';
import * as html from '../html/markup.js';
import * as md from '../markdown/markup.js';
import { section } from '../section.js';
import { numbered } from '../text/numbered.js';
import { type Palette, plainPalette } from '../text/palette.js';
import { humanBytes, humanTime } from '../text/values.js';

/** What the generator says of itself: the figures of a saturated one are not the target's. */
export const generator = section({
  data: ({ generators }) => generators,
  text(generators, { palette }) {
    const lines = generatorLines(generators, palette);
    return lines.length === 0 ? [] : [{ title: 'GENERATOR', lines, prose: true }];
  },
  markdown(generators) {
    const lines = generatorLines(generators, plainPalette).map((line) =>
      line.startsWith('  - ') ? `  - ${md.escaped(line.slice(4))}` : `- ${md.escaped(line)}`,
    );
    return lines.length === 0 ? [] : [['**Generator**', '', ...lines].join('\n')];
  },
  annotations: (generators) =>
    generators
      .filter(({ level }) => level === 'saturated')
      .map((health) => md.annotation('warning', 'Generator saturated', `${reasonOf(health)}. ${health.advice}`)),
  // The lines of the run itself: files of older versions have no figures.
  html: (generators, { generator: lines }) =>
    lines.length === 0
      ? ''
      : html.titled('Generator', html.card(html.lines(lines)) + generators.map(workerTable).join('')),
  json: figuresJson('generator', readGenerator, (generators) => ({ generators })),
});

/** What each generator says of itself. */
export const generatorLines = (all: readonly GeneratorHealth[], palette: Palette): string[] =>
  numbered(all.map((health) => healthLines(health, palette)));

/** One line when all workers fared alike, else one for each; then what was found and what to do about it. */
function healthLines(health: GeneratorHealth, palette: Palette): string[] {
  if (health.workers.length === 0) return [];
  const { level, workers, process, advice } = health;
  const cpu = `${process.cpuCores.toFixed(2)} of ${process.machineCores} cores`;
  const usage = `${cpu}, ${humanBytes(process.memoryPeakBytes)} of memory at most`;
  const busy = machineWords(workers, process);
  const others = busy === undefined ? [] : [`  - ${busy}`];
  const alike = workers.every((worker) => worker.level === level);
  const lines = alike
    ? [`${marked(level, palette)}: ${summed(workers)}; ${usage}`, ...others, ...reasonsOf(workers)]
    : [
        `${marked(level, palette)}: ${usage}`,
        ...others,
        ...workers.flatMap((worker) => [
          `worker ${worker.worker} ${marked(worker.level, palette)}: ${summed([worker])}`,
          ...reasonsOf([worker]),
        ]),
      ];
  const what = busy === undefined ? 'the generator' : 'what else runs on this machine';
  if (level === 'saturated') lines.push(`The numbers above are about ${what} as much as about the target.`);
  return advice === '' ? lines : [...lines, advice];
}

/** The worst of the workers in each figure. */
function summed(workers: readonly WorkerHealth[]): string {
  const who = workers.length === 1 ? '' : `${workers.length} workers, `;
  const longest = Math.max(...workers.map(({ measuredMs }) => measuredMs));
  if (longest < LEAST_MS) return `${who}too short a run to judge`;
  const busy = workers.map(({ utilization }) => `${Math.round(utilization * 100)}%`);
  const worst = (of: (worker: WorkerHealth) => TrendFigures, figure: 'median' | 'p99' | 'max'): string =>
    `${Math.max(...workers.map((worker) => of(worker)[figure])).toFixed(1)} ms`;
  const loop = (worker: WorkerHealth): TrendFigures => worker.loopDelay;
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

/** What the workers of one run measured of themselves. */
const workerTable = ({ workers }: GeneratorHealth): string =>
  workers.length === 0 ? '' : html.table(['worker', ...COLUMNS.map(([title]) => title)], workers.map(workerRow));

const COLUMNS: readonly (readonly [string, (worker: WorkerHealth) => string])[] = [
  ['verdict', ({ level }) => level],
  ['busy', ({ utilization }) => percent(utilization)],
  ['loop delay, median', ({ loopDelay }) => time(loopDelay, 'median')],
  ['99 %', ({ loopDelay }) => time(loopDelay, 'p99')],
  ['most', ({ loopDelay }) => time(loopDelay, 'max')],
  ['GC', ({ gcShare }) => percent(gcShare)],
  ['sleep lateness, 95 %', ({ sleepLateness }) => time(sleepLateness, 'p95')],
  ['iteration lag, 95 %', ({ iterationLag }) => time(iterationLag, 'p95')],
  ['heap in use', ({ heapShare }) => percent(heapShare)],
];

const workerRow = (worker: WorkerHealth): string =>
  html.textRow([String(worker.worker), ...COLUMNS.map(([, value]) => value(worker))]);

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** Empty where there was nothing to measure: no sleeps, no arrival rate. */
const time = (figures: TrendFigures, figure: 'median' | 'p95' | 'p99' | 'max'): string =>
  figures.count === 0 ? '' : humanTime(figures[figure], '');

function readGenerator(run: Reader): GeneratorHealth {
  const process = run.get('process');
  return {
    level: run.get('level').oneOf(LEVELS),
    workers: run.get('workers').list(readWorker),
    process: {
      cpuCores: process.get('cpuCores').number(),
      machineCores: process.get('machineCores').number(),
      mostWorkers: process.get('mostWorkers').number(),
      memoryPeakBytes: process.get('memoryPeakBytes').number(),
      ...(process.has('machine') ? { machine: readMachine(process.get('machine')) } : {}),
    },
    advice: run.get('advice').text(),
  };
}

const readMachine = (machine: Reader): ProcessFigures['machine'] & object => ({
  cores: machine.get('cores').number(),
  othersCores: machine.get('othersCores').number(),
});

function readWorker(worker: Reader): WorkerHealth {
  const number = (key: string): number => worker.get(key).number();
  return {
    worker: number('worker'),
    measuredMs: number('measuredMs'),
    utilization: number('utilization'),
    fullShare: number('fullShare'),
    loopDelay: readFigures(worker.get('loopDelay')),
    iterationLag: readFigures(worker.get('iterationLag')),
    sleepLateness: readFigures(worker.get('sleepLateness')),
    gcShare: number('gcShare'),
    gcPauseMaxMs: number('gcPauseMaxMs'),
    heapShare: number('heapShare'),
    level: worker.get('level').oneOf(LEVELS),
    findings: worker.get('findings').list((finding) => ({
      kind: finding.get('kind').oneOf(FINDING_KINDS),
      level: finding.get('level').oneOf(['strained', 'saturated']),
      reason: finding.get('reason').text(),
    })),
  };
}

function readFigures(figures: Reader): TrendFigures {
  const number = (key: keyof TrendFigures): number => figures.get(key).number();
  return {
    count: number('count'),
    median: number('median'),
    p95: number('p95'),
    p99: number('p99'),
    max: number('max'),
  };
}
