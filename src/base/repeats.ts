import type { LogRecord, LogSink } from './log.js';
import { every } from './timers.js';

/** Lines that are told apart at one time; others pass as they come. */
const MOST_KEPT = 100;

interface Kept {
  readonly record: LogRecord;
  /** How often it came since it was said last. */
  readonly times: number;
}

/**
 * Says a line that may come thousands of times a second as soon as it comes, and from then on at most once in a period,
 * with the number of times that it came. Lines without `times` pass as they come.
 */
export class Repeats {
  readonly #sink: LogSink;
  readonly #periodMs: number;
  readonly #kept = new Map<string, Kept>();
  #stopTicks: (() => void) | undefined;

  constructor(sink: LogSink, periodMs: number) {
    this.#sink = sink;
    this.#periodMs = periodMs;
  }

  take(record: LogRecord): void {
    if (record.times === undefined) this.#sink(record);
    else this.#count(record, record.times);
  }

  /** Says at once what has not been said, and starts anew. */
  flush(): void {
    this.#say();
    this.#kept.clear();
    this.#rest();
  }

  #count(record: LogRecord, times: number): void {
    const key = JSON.stringify([record.level, record.message, record.fields]);
    const kept = this.#kept.get(key);
    if (!kept) this.#sink(record);
    if (kept || this.#kept.size < MOST_KEPT) this.#kept.set(key, { record, times: kept ? kept.times + times : 0 });
    this.#stopTicks ??= every(this.#periodMs, undefined, () => this.#tick());
  }

  /** What did not come for a whole period is new when it comes again. */
  #tick(): void {
    const silent = [...this.#kept].filter(([, { times }]) => times === 0);
    this.#say();
    for (const [key] of silent) this.#kept.delete(key);
    if (this.#kept.size === 0) this.#rest();
  }

  #say(): void {
    for (const [key, { record, times }] of this.#kept) {
      if (times === 0) continue;
      this.#kept.set(key, { record, times: 0 });
      this.#sink({ ...record, times });
    }
  }

  #rest(): void {
    this.#stopTicks?.();
    this.#stopTicks = undefined;
  }
}
