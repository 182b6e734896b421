import { errors } from '../base/errors/index.js';
import type { Labels } from './labels.js';
import { makeSeries } from './make-series.js';
import { Router } from './routes.js';
import type { SampleTap } from './sample-tap.js';
import { OverLimit, type Series } from './series.js';
import { type Announce, CELLS, type SeriesKind, Slab, WORKER, WORKER_SERIES } from './slab.js';
import { labelled, type TagSet, TagSets } from './tags.js';
import type { MetricDef, MetricsPlan, Tags } from './types.js';

/** More sets than series, because one series may take the samples of several sets. */
const TAG_SETS_PER_SERIES = 4;

export interface RecorderParts {
  readonly plan: MetricsPlan;
  /** Called whenever memory was made; the message must reach the reader. */
  readonly announce: Announce;
  /** Takes every sample whole, for outputs. */
  readonly tap?: SampleTap | undefined;
}

/** The writing side of one thread's metrics. */
export class Recorder {
  readonly #plan: MetricsPlan;
  readonly #slab: Slab;
  readonly #tags: TagSets;
  readonly #own: Float64Array;
  readonly #overLimit: Series;
  readonly #metrics = new Map<string, Metric>();
  readonly #tap: SampleTap | undefined;
  #series = 0;
  #paused = false;

  constructor({ plan, announce, tap }: RecorderParts) {
    this.#plan = plan;
    this.#slab = new Slab(announce);
    this.#tags = new TagSets(plan, tap ? 'all' : 'plan', plan.seriesLimit * TAG_SETS_PER_SERIES);
    this.#tap = tap;
    this.#own = this.#slab.doubles(WORKER_SERIES, 'cells', 0, CELLS);
    this.#overLimit = new OverLimit(this.#own, WORKER.overLimit);
  }

  /** The set every other one starts from: the run tags. */
  get rootTags(): TagSet {
    return this.#tags.root;
  }

  /** Whether anybody asked for the tag; what nobody asked for need not be worked out. */
  wants(tag: string): boolean {
    return this.#tags.wants(tag);
  }

  /** The set with labels for its samples; the same set when nobody keeps samples. */
  labelled(tags: TagSet, labels: Labels): TagSet {
    return this.#tap ? labelled(tags, labels) : tags;
  }

  /** Whether samples are kept whole. */
  get tapped(): boolean {
    return this.#tap !== undefined;
  }

  /** All metrics so far, in the order in which they were declared. */
  get defs(): readonly MetricDef[] {
    return [...this.#metrics.values()].map(({ def }) => def);
  }

  /** Idempotent by name; throws when the name is taken by another type. */
  metric(def: MetricDef): Metric {
    const known = this.#metrics.get(def.name);
    if (known) {
      if (known.def.type === def.type && known.def.contains === def.contains) return known;
      throw errors.metricRedeclared(def.name, describe(known.def), describe(def));
    }
    const router = new Router(def, this.#plan, this.#makeSeries, this.#overLimit);
    const metric = this.#tap
      ? new TappedMetric(def, router, this.#own, this.#tap, this.#metrics.size)
      : new Metric(def, router, this.#own);
    if (this.#paused) metric.pause();
    this.#metrics.set(def.name, metric);
    return metric;
  }

  /** From here on samples are discarded. */
  pause(): void {
    this.#paused = true;
    for (const metric of this.#metrics.values()) metric.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const metric of this.#metrics.values()) metric.resume();
  }

  /** Untagged series and what thresholds ask for are always made; only parts of breakdowns have a limit. */
  #makeSeries = (def: MetricDef, kind: SeriesKind, tags: Tags): Series | undefined => {
    if (kind === 'part' && this.#series >= this.#plan.seriesLimit) return undefined;
    return makeSeries(this.#slab, this.#series++, { metric: def, kind, tags });
  };
}

/** A metric of one thread. */
export class Metric {
  /** Where the samples of a tag set go, by the set's number. */
  readonly #routes: (Series[] | undefined)[] = [];
  readonly #holdsSums: boolean;
  protected paused = false;
  readonly #router: Router;
  readonly #workerCells: Float64Array;

  constructor(
    readonly def: MetricDef,
    router: Router,
    workerCells: Float64Array,
  ) {
    this.#router = router;
    this.#workerCells = workerCells;
    this.#holdsSums = def.type === 'counter' || def.type === 'trend';
  }

  /** Hot path: allocates nothing once the tag set has been seen. `endMs` is when it happened, for who keeps samples. */
  add(value: number, tags: TagSet, _endMs?: number): void {
    // True for NaN and both infinities.
    if (value - value !== 0 && this.#refuses(value)) return;
    const route = this.#routes[tags.id] ?? this.#route(tags);
    for (let i = 0; i < route.length; i++) route[i]!.add(value);
  }

  /** Discards samples by routes that lead nowhere, so that counting never has to ask. */
  pause(): void {
    this.paused = true;
    this.#routes.length = 0;
  }

  resume(): void {
    this.paused = false;
    this.#routes.length = 0;
  }

  #route(tags: TagSet): Series[] {
    while (this.#routes.length < tags.id) this.#routes.push(undefined);
    return (this.#routes[tags.id] = this.paused ? [] : this.#router.resolve(tags));
  }

  /**
   * One NaN would make every figure of a series NaN, and one infinity its sum and mean, for the rest of the run. k6
   * refuses NaN before it gets here; infinities it adds. We count both instead. A gauge or rate bears infinities.
   */
  #refuses(value: number): boolean {
    if (!this.#holdsSums && !Number.isNaN(value)) return false;
    if (this.paused) return true;
    this.#workerCells[WORKER.notFinite] = this.#workerCells[WORKER.notFinite]! + 1;
    return true;
  }
}

/** A metric whose samples are also wanted whole. A class of its own, so that without outputs nobody pays for the question. */
class TappedMetric extends Metric {
  readonly #tap: SampleTap;
  readonly #number: number;

  constructor(def: MetricDef, router: Router, workerCells: Float64Array, tap: SampleTap, number: number) {
    super(def, router, workerCells);
    this.#tap = tap;
    this.#number = number;
    tap.announceMetric(number, def);
  }

  override add(value: number, tags: TagSet, endMs?: number): void {
    if (this.paused) return;
    super.add(value, tags);
    // No output's format has a place for what is not finite; the metric has counted it.
    if (value - value === 0) this.#tap.take(this.#number, value, tags, endMs);
  }
}

const describe = ({ type, contains }: MetricDef): string => (contains === 'default' ? type : `${type} of ${contains}`);
