import type { ScenarioConfig } from '../executors/config.js';
import type { ValuesOf } from '../schema/field.js';
import type { ThresholdSpec } from '../thresholds/types.js';
import type { PlainTable } from './table.js';

/** What a run needs to know, complete and frozen: nobody after the door asks whether something was set. */
export interface Options extends ValuesOf<PlainTable> {
  /** Derived: shortcuts (vus, duration, iterations, stages) have become a scenario named `default`. */
  readonly scenarios: readonly ScenarioConfig[];
  readonly thresholds: readonly ThresholdSpec[];
}
