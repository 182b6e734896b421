import { monotonicMs } from '../base/clock.js';
import { ControlBlock } from '../shard/control-block.js';
import type { RunPlan } from './plan.js';

/** The load's first part before the test. Nothing of it counts, its time neither. */
export class WarmUp {
  /** Counters and VU boards of its own. */
  readonly control: ControlBlock;
  readonly #longestMs: number;
  #fromMs: number | undefined;
  #tookMs = 0;

  private constructor({ options, workers }: RunPlan) {
    const { scenarios, warmupMs } = options;
    this.control = ControlBlock.allocate(workers, scenarios.length);
    this.#longestMs = warmupMs + Math.max(...scenarios.map(({ gracefulStopMs }) => gracefulStopMs));
  }

  /** Undefined when none is wanted. */
  static of(plan: RunPlan): WarmUp | undefined {
    return plan.options.warmupMs > 0 ? new WarmUp(plan) : undefined;
  }

  /** Takes the time of what the workers do. */
  async during(work: Promise<void>): Promise<void> {
    this.#fromMs = monotonicMs();
    try {
      await work;
    } finally {
      this.#tookMs = this.elapsedMs();
      this.#fromMs = undefined;
    }
  }

  /** Since it began; once it is over, how long it took. */
  elapsedMs(): number {
    return this.#fromMs === undefined ? this.#tookMs : monotonicMs() - this.#fromMs;
  }

  /** How long after the time that its scenarios have; negative before, and when it is over. */
  overdueMs(): number {
    return this.#fromMs === undefined ? Number.NEGATIVE_INFINITY : this.elapsedMs() - this.#longestMs;
  }
}
