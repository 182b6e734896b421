import {
  FINDING_KINDS,
  type GeneratorHealth,
  type Level,
  type Spread,
  type WorkerHealth,
} from '../generator/health.js';
import type { ProcessUsage, TargetUsage, UsageFigures } from '../target-usage.js';
import { FIGURES_VERSION } from './format.js';
import type { Reader } from './reader.js';

const LEVELS: readonly Level[] = ['ok', 'strained', 'saturated'];

/** The figures of each run; none where the file has none, or only of a form that is not ours. */
export function readFigures<Figure>(figures: Reader, read: (run: Reader) => Figure): Figure[] {
  if (figures.value === undefined || figures.get('version').number() !== FIGURES_VERSION) return [];
  return figures.get('runs').list(read);
}

export function readGenerator(run: Reader): GeneratorHealth {
  const process = run.get('process');
  return {
    level: run.get('level').oneOf(LEVELS),
    workers: run.get('workers').list(readWorker),
    process: {
      cpuCores: process.get('cpuCores').number(),
      machineCores: process.get('machineCores').number(),
      mostWorkers: process.get('mostWorkers').number(),
      memoryPeakBytes: process.get('memoryPeakBytes').number(),
    },
    advice: run.get('advice').text(),
  };
}

function readWorker(worker: Reader): WorkerHealth {
  const number = (key: string): number => worker.get(key).number();
  return {
    worker: number('worker'),
    measuredMs: number('measuredMs'),
    utilization: number('utilization'),
    fullShare: number('fullShare'),
    loopDelay: readSpread(worker.get('loopDelay')),
    iterationLag: readSpread(worker.get('iterationLag')),
    sleepLateness: readSpread(worker.get('sleepLateness')),
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

function readSpread(spread: Reader): Spread {
  const number = (key: keyof Spread): number => spread.get(key).number();
  return {
    count: number('count'),
    median: number('median'),
    p95: number('p95'),
    p99: number('p99'),
    max: number('max'),
  };
}

export function readTarget(run: Reader): TargetUsage {
  return {
    machineCores: run.get('machineCores').number(),
    ...readUsage(run),
    processes: run.get('processes').list(readProcess),
  };
}

const readProcess = (process: Reader): ProcessUsage => ({
  pid: process.get('pid').number(),
  name: process.get('name').text(),
  port: process.has('port') ? process.get('port').number() : undefined,
  processCount: process.get('processCount').number(),
  ended: process.get('ended').flag(),
  ...readUsage(process),
});

function readUsage(usage: Reader): UsageFigures {
  const range = (key: 'cpuCores' | 'memoryBytes'): UsageFigures['cpuCores'] => {
    const figures = usage.get(key);
    if (figures.value === undefined) return undefined;
    return { average: figures.get('average').number(), max: figures.get('max').number() };
  };
  return { watchedMs: usage.get('watchedMs').number(), cpuCores: range('cpuCores'), memoryBytes: range('memoryBytes') };
}
