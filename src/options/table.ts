import type { Rows } from './row.js';
import { executionRows, workloadRows } from './table/execution.js';
import { fileRows } from './table/files.js';
import { generatorRows } from './table/generator.js';
import { globalRows } from './table/global.js';
import { httpRows } from './table/http.js';
import { lifecycleRows } from './table/lifecycle.js';
import { metricRows, thresholdRows } from './table/metrics.js';
import { networkRows } from './table/network.js';
import { outputRows } from './table/output.js';
import { runtimeRows } from './table/runtime.js';

/** Options that reach `Options` under their own name. */
export const plainTable = {
  ...executionRows,
  ...lifecycleRows,
  ...httpRows,
  ...networkRows,
  ...metricRows,
  ...runtimeRows,
  ...outputRows,
  ...fileRows,
  ...generatorRows,
};

/** Every option of a run: one row each. */
export const runTable = { ...workloadRows, ...plainTable, ...thresholdRows };

/** Options of how the script is loaded and summarised: the flags that `inspect` takes, as in k6. */
export const loadTable = {
  env: runtimeRows.env,
  includeSystemEnvVars: runtimeRows.includeSystemEnvVars,
  compatibilityMode: runtimeRows.compatibilityMode,
  type: runtimeRows.type,
  offlineModules: runtimeRows.offlineModules,
  tracesOutput: runtimeRows.tracesOutput,
  noThresholds: metricRows.noThresholds,
  summaryMode: metricRows.summaryMode,
  summaryExport: metricRows.summaryExport,
  newMachineReadableSummary: metricRows.newMachineReadableSummary,
  compile: generatorRows.compile,
  isolateLibs: generatorRows.isolateLibs,
};

/** What a script's `options` and the config file look like, and every flag besides a command's own. */
export const optionTable = { ...runTable, ...globalRows };

export type PlainTable = typeof plainTable;
export type OptionTable = typeof optionTable;
export type OptionKey = keyof OptionTable;
/** What the sources give for an option. */
export type Given<Key extends OptionKey> = OptionTable[Key] extends {
  type: { fromEnv(...args: never[]): infer T | undefined };
}
  ? Exclude<T, undefined>
  : never;

/** The same table where keys come from outside and values are not looked at. */
export const anyRows: Rows = optionTable;
