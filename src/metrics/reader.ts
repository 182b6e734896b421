import { errors } from '../base/errors/index.js';
import { type SlabMessage, WORKER, WORKER_SERIES } from './slab.js';
import type { MetricSnapshot, SeriesSnapshot, SeriesStats, Snapshot, SubmetricSnapshot } from './snapshot.js';
import { mergeStats } from './stats.js';
import type { KeyedSeries } from './timeline/recorder.js';
import { type MetricDef, type MetricsPlan, nameOfTags, type Submetric, type Tags } from './types.js';
import { WorkerSeries } from './worker-series.js';

/** One metric's series, each with the workers that have it. */
interface MetricSeries {
  readonly def: MetricDef;
  readonly total: WorkerSeries[];
  readonly submetrics: Map<string, WorkerSeries[]>;
  readonly parts: Map<string, { readonly tags: Tags; readonly series: WorkerSeries[] }>;
}

/** The main thread's view of what all workers measure. Workers may die: their memory stays readable. */
export class MetricsReader {
  readonly #metrics = new Map<string, MetricSeries>();
  readonly #workers = new Map<number, WorkerSeries[]>();
  readonly #workerCells: Float64Array[] = [];
  readonly #plan: MetricsPlan;

  constructor(plan: MetricsPlan, defs: readonly MetricDef[]) {
    this.#plan = plan;
    for (const def of defs) this.#metric(def);
  }

  /** Takes one message of a worker's recorder; a worker's messages must come in their order. */
  accept(worker: number, message: SlabMessage): void {
    if (message.series === WORKER_SERIES) {
      this.#workerCells.push(new Float64Array(message.buffer, message.byteOffset, message.length));
      return;
    }
    let own = this.#workers.get(worker);
    if (!own) this.#workers.set(worker, (own = []));
    if (message.def) {
      const series = new WorkerSeries(message.def, message);
      own[message.series] = series;
      this.#place(series);
    } else {
      own[message.series]!.attach(message);
    }
  }

  /** One metric as one worker alone has measured it. */
  ofWorker(worker: number, metric: string): SeriesStats | undefined {
    const def = this.#metrics.get(metric)?.def;
    const own = this.#workers.get(worker)?.filter(({ def: of }) => of.kind === 'total' && of.metric.name === metric);
    return def && mergeStats(def, own ?? []);
  }

  /** The workers' series of a metric, or of one of its sub-metrics. */
  seriesOf(metric: string, tags: Tags | undefined): readonly WorkerSeries[] {
    const found = this.#metrics.get(metric);
    return (tags === undefined ? found?.total : found?.submetrics.get(nameOfTags(tags))) ?? [];
  }

  /** All metrics and their sub-metrics, by name and key. */
  *keyedSeries(): Generator<KeyedSeries> {
    for (const { def, total, submetrics } of this.#metrics.values()) {
      yield { key: def.name, def, series: total };
      for (const { key, tags } of this.#submetricsOf(def.name)) {
        yield { key, def, series: submetrics.get(nameOfTags(tags)) ?? [] };
      }
    }
  }

  /** The state of everything at this moment. */
  snapshot(): Snapshot {
    const metrics = new Map<string, MetricSnapshot>();
    for (const [name, series] of this.#metrics) metrics.set(name, this.#snapshotOf(series));
    const overWorkers = (cell: number): number => this.#workerCells.reduce((sum, cells) => sum + cells[cell]!, 0);
    return { metrics, overLimit: overWorkers(WORKER.overLimit), notFinite: overWorkers(WORKER.notFinite) };
  }

  #metric(def: MetricDef): MetricSeries {
    const known = this.#metrics.get(def.name);
    if (known) {
      if (known.def.type === def.type) return known;
      throw errors.metricRedeclared(def.name, known.def.type, def.type);
    }
    const made: MetricSeries = { def, total: [], submetrics: new Map(), parts: new Map() };
    this.#metrics.set(def.name, made);
    return made;
  }

  #place(series: WorkerSeries): void {
    const { metric, kind, tags } = series.def;
    const of = this.#metric(metric);
    const name = nameOfTags(tags);
    if (kind === 'total') {
      of.total.push(series);
    } else if (kind === 'submetric') {
      const others = of.submetrics.get(name);
      if (others) others.push(series);
      else of.submetrics.set(name, [series]);
    } else {
      const part = of.parts.get(name);
      if (part) part.series.push(series);
      else of.parts.set(name, { tags, series: [series] });
    }
  }

  #submetricsOf(name: string): readonly Submetric[] {
    return this.#plan.submetrics.filter(({ metric }) => metric === name);
  }

  #snapshotOf({ def, total, submetrics, parts }: MetricSeries): MetricSnapshot {
    return {
      def,
      stats: mergeStats(def, total),
      submetrics: this.#submetricsOf(def.name).map(({ key, tags }): SubmetricSnapshot => {
        return { key, tags, stats: mergeStats(def, submetrics.get(nameOfTags(tags)) ?? []) };
      }),
      parts: [...parts.values()].map(({ tags, series }): SeriesSnapshot => ({ tags, stats: mergeStats(def, series) })),
    };
  }
}
