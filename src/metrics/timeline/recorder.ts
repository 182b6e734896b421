import { mergeStats } from '../stats.js';
import type { MetricDef } from '../types.js';
import { Gains } from '../window/gains.js';
import type { WorkerSeries } from '../worker-series.js';
import { POINTS, type Point } from './points.js';
import type { Timeline, TimelineSeries } from './timeline.js';

const STEP_MS = 1000;
/** As many intervals are kept at most. One more, and each two become one of twice the length. */
const MOST_POINTS = 240;

export interface KeyedSeries {
  /** A metric's name, or a sub-metric's key. */
  readonly key: string;
  readonly def: MetricDef;
  readonly series: readonly WorkerSeries[];
}

/**
 * Keeps what all series were over time, from the shared memory that workers count in anyway: they know nothing of it. Its
 * room has a limit, however long a run is.
 */
export class TimelineRecorder {
  /** How often `step` is to be called. */
  readonly stepMs = STEP_MS;
  readonly #source: () => Iterable<KeyedSeries>;
  readonly #most: number;
  readonly #tracks = new Map<string, Track>();
  #endsMs: number[] = [];
  #stepsPerPoint = 1;
  #steps = 0;

  constructor(source: () => Iterable<KeyedSeries>, most = MOST_POINTS) {
    this.#source = source;
    this.#most = most;
  }

  /** What there is by now is in no interval. */
  start(): void {
    for (const { key, def, series } of this.#source()) this.#trackOf(key, def).skip(series);
  }

  /** Time since the scenarios began. */
  step(sinceStartMs: number): void {
    if (++this.#steps % this.#stepsPerPoint === 0) this.#add(sinceStartMs);
  }

  /** What is left is an interval of its own, or belongs to the one before when it is short. */
  end(sinceStartMs: number): void {
    const leftMs = sinceStartMs - (this.#endsMs.at(-1) ?? 0);
    if (leftMs <= 0) return;
    this.#add(sinceStartMs);
    if (this.#endsMs.length < 2 || leftMs >= (this.stepMs * this.#stepsPerPoint) / 2) return;
    this.#endsMs.splice(-2, 1);
    for (const track of this.#tracks.values()) track.joinLast();
  }

  timeline(): Timeline {
    const series = [...this.#tracks].map(([key, track]) => track.told(key)).filter((one) => one !== undefined);
    return { endsMs: this.#endsMs, series };
  }

  #add(endMs: number): void {
    for (const { key, def, series } of this.#source()) {
      const track = this.#trackOf(key, def);
      // Of metrics that came late there was nothing before.
      while (track.points.length < this.#endsMs.length) track.points.push(undefined);
      track.add(series);
    }
    this.#endsMs.push(Math.round(endMs));
    if (this.#endsMs.length >= this.#most) this.#halve();
  }

  #halve(): void {
    this.#stepsPerPoint *= 2;
    this.#endsMs = this.#endsMs.filter((_, at) => at % 2 === 1 || at === this.#endsMs.length - 1);
    for (const track of this.#tracks.values()) track.halve();
  }

  #trackOf(key: string, def: MetricDef): Track {
    let track = this.#tracks.get(key);
    if (!track) this.#tracks.set(key, (track = new Track(def)));
    return track;
  }
}

/** One series over time. */
class Track {
  points: (Point | undefined)[] = [];
  readonly #def: MetricDef;
  readonly #gains: Gains | undefined;

  constructor(def: MetricDef) {
    this.#def = def;
    this.#gains = def.type === 'gauge' ? undefined : new Gains(def.type);
  }

  skip(series: readonly WorkerSeries[]): void {
    this.#gains?.take(series);
  }

  add(series: readonly WorkerSeries[]): void {
    this.points.push(this.#point(series));
  }

  halve(): void {
    const halved: (Point | undefined)[] = [];
    for (let at = 0; at < this.points.length; at += 2) halved.push(this.#joined(this.points[at], this.points[at + 1]));
    this.points = halved;
  }

  joinLast(): void {
    const [earlier, later] = this.points.splice(-2);
    this.points.push(this.#joined(earlier, later));
  }

  /** Undefined when nothing ever came. */
  told(key: string): TimelineSeries | undefined {
    const names = Object.keys(this.points.find((point) => point !== undefined)?.figures ?? {});
    const columns = names.map((name) => [name, this.points.map((point) => shown(point?.figures[name]))] as const);
    const { type, contains } = this.#def;
    const isEmpty = columns.every(([, column]) => column.every((value) => !value));
    return isEmpty && type !== 'gauge' ? undefined : { key, type, contains, figures: Object.fromEntries(columns) };
  }

  #point(series: readonly WorkerSeries[]): Point | undefined {
    const { type } = this.#def;
    if (type !== 'gauge') return POINTS[type].of(this.#gains!.take(series));
    const stats = mergeStats(this.#def, series);
    return stats.type === 'gauge' && stats.seen ? { figures: { value: stats.value } } : undefined;
  }

  #joined(earlier: Point | undefined, later: Point | undefined): Point | undefined {
    const { type } = this.#def;
    // Of a gauge the later one holds.
    if (!earlier || !later || type === 'gauge') return later ?? earlier;
    return POINTS[type].joined(earlier, later);
  }
}

/** Six digits of what is no whole number: files are to be small. */
const shown = (value: number | undefined): number | undefined =>
  value === undefined || Number.isInteger(value) ? value : Number(value.toPrecision(6));
