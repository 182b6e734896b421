import type { SalvoError } from '../base/errors/index.js';
import type { ExitName } from '../base/exit-codes.js';
import type { Summary } from '../report/summary.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { SummaryFile } from '../vu/task.js';
import type { RunPlan } from './plan.js';
import type { WarmUp } from './warm-up.js';

/** What scripts may learn about where their output goes. */
export interface TerminalFacts {
  readonly noColor: boolean;
  readonly stdoutIsTTY: boolean;
  readonly stderrIsTTY: boolean;
}

/** What a running test tells those who watch it. All calls come on the main thread. */
export interface RunObserver {
  readonly terminal: TerminalFacts;
  /** Once, when everything is decided and nothing has started; outputs are described. */
  planned?(plan: RunPlan, outputs: readonly string[]): void;
  /** Once, when VUs begin to be made: from here `state` can be read. */
  starting?(state: RunState): void;
  /** Once, when the last iteration has ended and teardown has not begun; never when that did not happen. */
  iterated?(): void;
}

/** The live numbers of a run, read from shared memory when asked for. */
export interface RunState {
  readonly plan: RunPlan;
  readonly control: ControlBlock;
  /** Undefined when there is none. */
  readonly warmUp: WarmUp | undefined;
  /** Ms since the common start instant; undefined before it. */
  elapsedMs(): number | undefined;
  /** Ms of the whole test run so far, setup and teardown included, warm-up left out. */
  runDurationMs(): number;
  /** Something has ended the run before its plan did. */
  stopping(): boolean;
  /** The numbers as they stand. */
  summarize(): Summary;
  /** Ends one worker's thread at once. */
  terminateWorker(id: number): void;
}

export interface RunResult {
  readonly exit: ExitName;
  /** Why the exit code is not 0. */
  readonly error: SalvoError | undefined;
  /** Everything that was measured; undefined when the run ended before it began. */
  readonly summary: Summary | undefined;
  /** Otherwise the run ended before anything could be measured. */
  readonly madeVus: boolean;
  readonly plan: RunPlan | undefined;
  /** What the script's handleSummary wants written instead of the text; undefined without one, or when it threw. */
  readonly files: readonly SummaryFile[] | 'timed out' | 'unusable' | undefined;
}
