import type { Timeline, TimelineSeries } from '../metrics/timeline/timeline.js';

type Column = readonly (number | undefined)[];

/** The series of a timeline by key, and what is worked out of it for readers. */
export class TimelineView {
  readonly #series: ReadonlyMap<string, TimelineSeries>;
  readonly #endsMs: readonly number[];

  constructor({ endsMs, series }: Timeline) {
    this.#endsMs = endsMs;
    this.#series = new Map(series.map((one) => [one.key, one]));
  }

  has(key: string): boolean {
    return this.#series.has(key);
  }

  column(key: string, name: string): Column {
    return this.#series.get(key)?.figures[name] ?? [];
  }

  /** Of a counter, for each second. */
  perSecond(key: string): Column {
    return this.column(key, 'sum').map((sum, at) => {
      const lengthMs = this.#endsMs[at]! - (this.#endsMs[at - 1] ?? 0);
      return sum === undefined || lengthMs <= 0 ? undefined : (sum / lengthMs) * 1000;
    });
  }

  /** Of a rate, from 0 to 1. */
  share(key: string): Column {
    const total = this.column(key, 'total');
    return this.column(key, 'passes').map((passes, at) => (total[at] ? passes! / total[at]! : undefined));
  }
}
