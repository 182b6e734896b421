import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import { compareSummaries } from '../report/compare/compare.js';
import { judgeConditions, parseCondition } from '../report/compare/conditions.js';
import { renderComparison, renderConditions } from '../report/compare/table.js';
import { paletteFor } from '../report/text/palette.js';
import type { Paint } from './colour.js';
import { readSummaryFile } from './summary-files.js';

export interface DiffSettings {
  /** Conditions of which none may apply. */
  readonly failOn: readonly string[];
  /** Also figures that did not change. */
  readonly all: boolean;
  readonly paint: Paint;
}

/** Prints both runs side by side. Conditions that apply end it as crossed thresholds end a run. */
export function diffFiles(
  baseFile: string,
  nextFile: string,
  host: Host,
  { failOn, all, paint }: DiffSettings,
): ExitName {
  // Read first: a condition with a typing error is told before any file is opened.
  const conditions = failOn.map(parseCondition);
  const [base, next] = [baseFile, nextFile].map((file) => readSummaryFile(file, host).summary);
  const palette = paletteFor({ colors: paint === 'coloured' });
  host.stdout.write(renderComparison(compareSummaries(base!, next!), all, palette));
  const judged = judgeConditions(conditions, base!, next!);
  host.stdout.write(renderConditions(judged, palette));
  return judged.every(({ failed }) => !failed) ? 'ok' : 'thresholdsFailed';
}
