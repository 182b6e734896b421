import type { SeriesStats } from '../snapshot.js';
import type { WorkerSeries } from '../worker-series.js';
import { countedTrend } from './counted-trend.js';
import { addValues, type Gain, Gains, type WindowedType } from './gains.js';
import type { ValueCounts } from './trend-gains.js';

/** A window moves in steps of a second; a long one in this part of its length, so that no window holds more steps. */
const MOST_STEPS = 60;
const SHORTEST_STEP_MS = 1000;

export const stepOf = (windowMs: number): number => Math.max(SHORTEST_STEP_MS, windowMs / MOST_STEPS);

interface Step extends Gain {
  readonly fromMs: number;
}

/** The samples of a series of the last so many milliseconds. */
export class SlidingWindow {
  readonly #type: WindowedType;
  readonly #windowMs: number;
  readonly #gains: Gains;
  readonly #steps: Step[] = [];
  readonly #values: ValueCounts = new Map();
  readonly #startMs: number;
  #lastMs: number;

  /** What the series have by now is in no window. */
  constructor(type: WindowedType, windowMs: number, series: readonly WorkerSeries[], nowMs: number) {
    this.#type = type;
    this.#windowMs = windowMs;
    this.#gains = new Gains(type);
    this.#gains.take(series);
    this.#startMs = nowMs;
    this.#lastMs = nowMs;
  }

  /** Moves on to now: takes what has come and lets go of what is too old, to half a step. */
  move(series: readonly WorkerSeries[], nowMs: number): void {
    const gain = this.#gains.take(series);
    this.#steps.push({ ...gain, fromMs: this.#lastMs });
    addValues(this.#values, gain.values, 1);
    this.#lastMs = nowMs;
    const oldestMs = nowMs - this.#windowMs - this.#slackMs;
    while (this.#steps.length > 1 && this.#steps[0]!.fromMs < oldestMs) {
      addValues(this.#values, this.#steps.shift()!.values, -1);
    }
  }

  /** Whether it is as long as it should be. */
  get isFull(): boolean {
    return this.#lastMs - this.#startMs >= this.#windowMs - this.#slackMs;
  }

  get endMs(): number {
    return this.#lastMs;
  }

  get steps(): number {
    return this.#steps.length;
  }

  /** How long it really is. */
  get lengthMs(): number {
    return this.#steps.length === 0 ? 0 : this.#lastMs - this.#steps[0]!.fromMs;
  }

  stats(): SeriesStats {
    const sum = this.#steps.reduce((total, step) => total + step.sum, 0);
    const count = this.#steps.reduce((total, step) => total + step.count, 0);
    if (this.#type === 'counter') return { type: 'counter', sum, seen: count > 0 };
    if (this.#type === 'rate') return { type: 'rate', passes: sum, total: count };
    return countedTrend(sum, count, this.#values);
  }

  get #slackMs(): number {
    return stepOf(this.#windowMs) / 2;
  }
}
