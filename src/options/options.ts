import type { ScenarioConfig } from '../executors/scenario.js';
import type { ModuleOptions } from '../k6/context.js';
import type { ThresholdSpec } from '../thresholds/types.js';
import type { MsRow, Row } from './row.js';
import type { PlainTable } from './table.js';

export type TimeUnit = Options['summaryTimeUnit'];
export type SummaryMode = Options['summaryMode'];

/** Every row of the table under its own name; durations end in `Ms`. */
type FromTable = {
  readonly [Key in keyof PlainTable as PlainTable[Key] extends MsRow ? `${Key}Ms` : Key]: PlainTable[Key] extends Row<
    infer T,
    infer _
  >
    ? T
    : never;
};

/** What a run needs to know, complete and frozen: nobody after the door asks whether something was set. */
export interface Options extends FromTable {
  /** Derived: shortcuts (vus, duration, iterations, stages) have become a scenario named `default`. */
  readonly scenarios: readonly ScenarioConfig[];
  readonly thresholds: readonly ThresholdSpec[];
}

/** A table that lacks what k6's modules read does not compile here. */
export const asModuleOptions = (options: Options): ModuleOptions => options;
