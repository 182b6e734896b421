import type { Logger } from '../base/log.js';
import type { Segment } from '../shard/segment.js';
import type { Shard } from '../shard/share.js';
import type { VuBoard } from '../shard/vu-board.js';
import type { ScenarioConfig } from './config.js';
import type { ScenarioNeeds } from './needs.js';

/** A VU while it works for one scenario. One iteration at a time. */
export interface ScenarioVu {
  /**
   * Starts one iteration. `ended` is called exactly once, in this turn or later: true when it was not interrupted.
   * `iterationInTest` is the iteration's number over all workers and segments, as `exec.scenario` shows it.
   */
  iterate(iterationInTest: number, ended: (completed: boolean) => void): void;
  /** Ends the running iteration at once; its `ended` is called with false. Does nothing when none runs. */
  interrupt(): void;
}

/** What an executor is given inside a worker. Everything is this worker's share unless it says otherwise. */
export interface ScenarioContext<Config extends ScenarioConfig = ScenarioConfig> {
  readonly config: Config;
  readonly segment: Segment;
  /** What the executor itself has said of this scenario in this segment: that of all workers together. */
  readonly needs: ScenarioNeeds;
  readonly shard: Shard;
  /** The worker that has slot 0 of this scenario; from the plan, so that scenarios do not all begin with worker 0. */
  readonly offset: number;
  /** Ms since this scenario's start instant (common to all workers), with fractions; negative before it. */
  elapsedMs(): number;
  /** Fires when the whole test ends at once: start nothing more, interrupt what runs, resolve. */
  readonly signal: AbortSignal;
  /**
   * Lends a VU of this worker's pool, prepared for the scenario: at once when one is free, else when one comes back.
   * `slot` is the VU's number within the scenario, over all workers. Returns how to call it off.
   */
  borrow(slot: number, lent: (vu: ScenarioVu) => void): () => void;
  giveBack(vu: ScenarioVu): void;
  /**
   * Counts a VU as active (1) or no longer (-1). As in k6, a looping VU is active as long as it is borrowed, a VU that
   * waits for arrivals only while it iterates.
   */
  activate(change: 1 | -1): void;
  /** Initialises one VU more than planned (arrival rates under maxVUs); it is borrowed at once. Any slot on any worker. */
  grow(slot: number): Promise<ScenarioVu>;
  /** The next number of a counter that all workers share for this scenario: each is given once, from 0. */
  claim(): number;
  /** The same as the number, over all workers and segments, of the iteration that starts next. */
  nextIteration(): number;
  /** Takes all numbers below `total` that nobody has claimed yet, and says how many they were. */
  claimRest(total: number): number;
  /** Counts iterations that should have run and did not. `slot` when they belong to one VU. */
  drop(iterations: number, slot?: number): void;
  /** How late the open-model iteration that this VU is about to start is against its timetable. */
  lag(ms: number, vu: ScenarioVu): void;
  /** `control.vuBoard(scenario)`: used by arrival rates, whose VUs are one pool over all workers. */
  readonly board: VuBoard;
  readonly log: Logger;
}
