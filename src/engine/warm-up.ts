import { ControlBlock } from '../shard/control-block.js';
import type { RunPlan } from './plan.js';
import { UncountedTime } from './uncounted-time.js';

/** The load's first part before the test. Nothing of it counts, its time neither. */
export class WarmUp extends UncountedTime {
  /** Counters and VU boards of its own. */
  readonly control: ControlBlock;
  readonly #longestMs: number;

  private constructor({ options, workers }: RunPlan) {
    super();
    const { scenarios, warmupMs } = options;
    this.control = ControlBlock.allocate(workers, scenarios.length);
    this.#longestMs = warmupMs + Math.max(...scenarios.map(({ gracefulStopMs }) => gracefulStopMs));
  }

  /** Undefined when none is wanted. */
  static of(plan: RunPlan): WarmUp | undefined {
    return plan.options.warmupMs > 0 ? new WarmUp(plan) : undefined;
  }

  /** How long after the time that its scenarios have; negative before, and when it is over. */
  overdueMs(): number {
    return this.runs ? this.elapsedMs() - this.#longestMs : Number.NEGATIVE_INFINITY;
  }
}
