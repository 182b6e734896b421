import type { Snapshot } from '../metrics/snapshot.js';
import type { Verdict } from '../thresholds/types.js';

/** One check, over all VUs. */
export interface CheckResult {
  readonly name: string;
  /** `::outer::inner`; empty at the root. */
  readonly groupPath: string;
  readonly passes: number;
  readonly fails: number;
}

/** The end-of-test document, as data: everything that texts, files and reports are made from. */
export interface Summary {
  readonly snapshot: Snapshot;
  readonly verdicts: readonly Verdict[];
  /** In order of first use. */
  readonly checks: readonly CheckResult[];
  readonly runDurationMs: number;
  readonly setupData: unknown;
  readonly scenarios: readonly string[];
  readonly workers: number;
  /** Sentences that must stand below the numbers: dropped log lines, series over the limit, workers that died. */
  readonly notes: readonly string[];
}
