import { monotonicMs } from '../base/clock.js';
import { COUNTER, GAUGE, RATE } from './slab.js';

/** The writing end of one series. */
export interface Series {
  add(value: number): void;
}

export class CounterSeries implements Series {
  readonly #cells: Float64Array;

  constructor(cells: Float64Array) {
    this.#cells = cells;
  }

  add(value: number): void {
    const cells = this.#cells;
    cells[COUNTER.sum] = cells[COUNTER.sum]! + value;
    cells[COUNTER.seen] = 1;
  }
}

export class GaugeSeries implements Series {
  readonly #cells: Float64Array;

  constructor(cells: Float64Array) {
    this.#cells = cells;
  }

  add(value: number): void {
    const cells = this.#cells;
    const first = cells[GAUGE.timeMs] === 0;
    cells[GAUGE.value] = value;
    if (first || value < cells[GAUGE.min]!) cells[GAUGE.min] = value;
    if (first || value > cells[GAUGE.max]!) cells[GAUGE.max] = value;
    // Last, because a time other than 0 says that the others hold something.
    cells[GAUGE.timeMs] = monotonicMs();
  }
}

export class RateSeries implements Series {
  readonly #cells: Float64Array;

  constructor(cells: Float64Array) {
    this.#cells = cells;
  }

  add(value: number): void {
    const cells = this.#cells;
    if (value !== 0) cells[RATE.passes] = cells[RATE.passes]! + 1;
    cells[RATE.total] = cells[RATE.total]! + 1;
  }
}

/** Stands in a route beside the series that were made, for the one that was over the limit. */
export class OverLimit implements Series {
  readonly #cells: Float64Array;
  readonly #cell: number;

  constructor(cells: Float64Array, cell: number) {
    this.#cells = cells;
    this.#cell = cell;
  }

  add(): void {
    const cells = this.#cells;
    const cell = this.#cell;
    cells[cell] = cells[cell]! + 1;
  }
}
