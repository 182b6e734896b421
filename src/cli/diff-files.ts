import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import { compareSummaries } from '../report/compare/compare.js';
import { failuresOf, parseCondition } from '../report/compare/conditions.js';
import { renderComparison, renderFailures } from '../report/compare/table.js';
import { paletteFor } from '../report/text/palette.js';
import type { Paint } from './colour.js';
import { readSummaryFile } from './summary-files.js';

/** Prints both runs side by side. Conditions that hold end it as crossed thresholds end a run. */
export function diffFiles(
  baseFile: string,
  nextFile: string,
  failOn: readonly string[],
  host: Host,
  paint: Paint,
): ExitName {
  // Read first: a condition with a typing error is told before any file is opened.
  const conditions = failOn.map(parseCondition);
  const [base, next] = [baseFile, nextFile].map((file) => readSummaryFile(file, host).summary);
  const palette = paletteFor({ colors: paint === 'coloured' });
  host.stdout.write(renderComparison(compareSummaries(base!, next!), palette));
  const failures = failuresOf(conditions, base!, next!);
  host.stdout.write(renderFailures(failures, palette));
  return failures.length === 0 ? 'ok' : 'thresholdsFailed';
}
