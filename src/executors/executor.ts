import type { FieldTable } from '../schema/field.js';
import type { Spot } from '../schema/spot.js';
import type { Segment } from '../shard/segment.js';
import type { ScenarioConfig } from './config.js';
import type { ScenarioContext } from './context.js';
import type { ScenarioNeeds } from './needs.js';
import type { Progress, ScenarioState } from './progress.js';

/** How a scenario is announced before the run: `work (fact, fact)`. */
export interface Description {
  readonly work: string;
  readonly facts: readonly string[];
}

/**
 * All that is known of one way to run iterations. Nobody else asks which executor a scenario has: whoever wants to
 * know something of it asks its record. Functions are declared as methods so that every record fits into the table.
 */
export interface Executor<Config extends ScenarioConfig = ScenarioConfig> {
  /** As scripts write it. */
  readonly name: string;
  /** What it does, for the reference of options. */
  readonly help: string;
  /** What it can be told besides the fields that every scenario has; `ConfigOf` makes `Config` of them. */
  readonly fields: FieldTable;
  /** It may end before its time is over, with the last iteration that it starts. */
  readonly endsWithLastStart?: true;
  /** Complains about fields that are right each for itself and wrong together. */
  check?(config: Config, spot: Spot): void;
  /** VUs, times and iterations of the scenario in one segment. The same on every thread. */
  needs(config: Config, segment: Segment): ScenarioNeeds;
  /** In k6's words; the numbers are those of the segment. */
  describe(config: Config, needs: ScenarioNeeds): Description;
  /** The scenario as its first `lengthMs` would run, to be run once before the test. */
  warmUp(config: Config, lengthMs: number): ScenarioConfig;
  /**
   * Runs one worker's share, from the scenario's start to the end of its last iteration. Called on every worker, also
   * on one without VUs of the scenario: the others count on its having finished.
   */
  run(context: ScenarioContext<Config>): Promise<void>;
  /** What the screen shows of it once it has begun. */
  progress(scenario: ScenarioState<Config>): Progress;
}
