import { monotonicMs } from '../base/clock.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { RunPlan } from './plan.js';
import { Preconnect } from './preconnect.js';
import { WarmUp } from './warm-up.js';
import type { Workers } from './workers.js';

/** From the message to start to the start itself, so that every worker has the message in time. */
export const LEAD_MS = 10;

/** What comes between setup() and the test and does not count: the warm-up, and connecting ahead. */
export class Prelude {
  readonly warmUp: WarmUp | undefined;
  readonly #preconnect: Preconnect | undefined;
  readonly #control: ControlBlock;

  constructor(plan: RunPlan, control: ControlBlock) {
    this.#control = control;
    this.warmUp = WarmUp.of(plan);
    this.#preconnect = Preconnect.of(plan);
  }

  /** How long it has taken, so far or in all. */
  elapsedMs(): number {
    return (this.warmUp?.elapsedMs() ?? 0) + (this.#preconnect?.elapsedMs() ?? 0);
  }

  /** Lets the workers do it; `untilEnded` waits for them and ends them early. Resolves with what must be said of it. */
  async run(
    workers: Workers,
    setupJson: string | undefined,
    untilEnded: <T>(work: Promise<T>) => Promise<T>,
  ): Promise<string | undefined> {
    if (this.warmUp) {
      this.#control.phase = 'warmUp';
      await this.warmUp.during(untilEnded(workers.warmUp(monotonicMs() + LEAD_MS, setupJson)));
    }
    if (!this.#preconnect) return undefined;
    this.#control.phase = 'preconnect';
    return untilEnded(this.#preconnect.connect(workers));
  }
}
