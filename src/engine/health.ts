import { cpus } from 'node:os';
import type { BuiltinName } from '../metrics/builtin.js';
import type { MetricsReader } from '../metrics/reader.js';
import type { SeriesStats } from '../metrics/snapshot.js';
import type { GeneratorHealth, ProcessFigures, TrendFigures, WorkerFigures } from '../report/generator/health.js';
import { judgeGenerator } from '../report/generator/judge.js';
import type { ControlBlock } from '../shard/control-block.js';
import { coresBetween, processorTime } from './processor-time.js';

/** What the run has at its disposal. */
type Machine = Pick<ProcessFigures, 'machineCores' | 'mostWorkers'>;

const NOTHING: TrendFigures = { count: 0, median: 0, p95: 0, p99: 0, max: 0 };

export interface HealthSources {
  readonly reader: MetricsReader;
  readonly control: ControlBlock;
  readonly process: ProcessMeter;
}

/** The health of all workers as it stands, and its verdict. */
export function generatorHealth({ reader, control, process }: HealthSources, machine: Machine): GeneratorHealth {
  const workers = Array.from({ length: control.parts.workers }, (_, worker) => figuresOf(worker, reader, control));
  return judgeGenerator(
    workers.filter(({ measuredMs }) => measuredMs > 0),
    { ...process.figures(), ...machine },
  );
}

function figuresOf(worker: number, reader: MetricsReader, control: ControlBlock): WorkerFigures {
  const stats = (name: BuiltinName): SeriesStats | undefined => reader.ofWorker(worker, name);
  const measuredMs = control.ofWorker(worker, 'loopMs');
  const share = (ms: number): number => (measuredMs === 0 ? 0 : ms / measuredMs);
  const pauses = stats('generator_gc_pause');
  const gcMs = pauses?.type === 'trend' ? pauses.sum : 0;
  return {
    worker,
    measuredMs,
    utilization: share(control.ofWorker(worker, 'loopActiveMs')),
    fullShare: share(control.ofWorker(worker, 'loopFullMs')),
    loopDelay: trendFigures(stats('generator_loop_delay')),
    iterationLag: trendFigures(stats('iteration_lag')),
    sleepLateness: trendFigures(stats('generator_sleep_lateness')),
    gcShare: share(gcMs),
    gcPauseMaxMs: pauses?.type === 'trend' ? pauses.max : 0,
    heapShare: control.ofWorker(worker, 'heapShare'),
  };
}

function trendFigures(stats: SeriesStats | undefined): TrendFigures {
  if (stats?.type !== 'trend') return NOTHING;
  const { count, max } = stats;
  return { count, median: stats.percentile(50), p95: stats.percentile(95), p99: stats.percentile(99), max };
}

export interface ProcessSample {
  /** Cores used since the last sample. */
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** CPU and memory of the process, all threads together, and the CPU of others, from when `restart` was called last. */
export class ProcessMeter {
  #first = processorTime();
  #last = this.#first;
  #peakBytes = 0;

  restart(): void {
    this.#first = this.#last = processorTime();
    this.#peakBytes = 0;
  }

  sample(): ProcessSample {
    const now = processorTime();
    const { own } = coresBetween(this.#last, now);
    this.#last = now;
    // Not memoryUsage(), which walks the heap as well.
    const memoryBytes = process.memoryUsage.rss();
    this.#peakBytes = Math.max(this.#peakBytes, memoryBytes);
    return { cpuCores: own, memoryBytes };
  }

  figures(): Omit<ProcessFigures, keyof Machine> {
    const { own, others } = coresBetween(this.#first, this.#last);
    return {
      cpuCores: own,
      // Not those that this process may use: others are on all of them.
      machine: { cores: cpus().length, othersCores: others },
      memoryPeakBytes: this.#peakBytes,
    };
  }
}
