import type { CheckResult } from '../summary.js';
import { type ColumnRow, columnsOf, nameWidthOf, renderRow } from './columns.js';
import type { Palette } from './palette.js';
import { ratePerSecond } from './rows.js';
import { humanNumber, percentOf } from './values.js';

/** How many checks there were in a section, also those that have no line of their own. */
export interface CheckTotals {
  readonly passes: number;
  readonly total: number;
}

export interface CheckStyle {
  readonly runDurationMs: number;
  readonly palette: Palette;
  /** How many groups the scope is inside of. */
  readonly depth: number;
}

/** Totals, then a line for each check; what failed says how often. Ends with an empty line. */
export function renderChecks(
  checks: readonly CheckResult[],
  totals: CheckTotals,
  { runDurationMs, palette, depth }: CheckStyle,
): string[] {
  const rows = totalRows(totals, runDurationMs);
  const columns = columnsOf(rows);
  const lines = rows.map((row) => renderRow(row, nameWidthOf(rows), columns, palette));
  return [...lines, '', ...checks.flatMap((check) => checkLines(check, palette, depth)), ''];
}

function totalRows({ passes, total }: CheckTotals, runDurationMs: number): ColumnRow[] {
  const fails = total - passes;
  const share = (name: string, count: number): ColumnRow => ({
    name,
    main: percentOf(count, total),
    extras: [`${count} out of ${total}`],
  });
  const rate = `${humanNumber(ratePerSecond(total, runDurationMs))}/s`;
  return [
    { name: 'checks_total', main: String(total), extras: [rate] },
    share('checks_succeeded', passes),
    share('checks_failed', fails),
  ];
}

/** k6 indents the second line once more for each group that the check is in. */
function checkLines({ name, passes, fails }: CheckResult, { good, bad }: Palette, depth: number): string[] {
  if (fails === 0) return [good(`✓ ${name}`)];
  const share = Math.floor((passes * 100) / (passes + fails));
  return [bad(`✗ ${name}`), bad(`${'  '.repeat(depth + 1)}↳  ${share}% — ✓ ${passes} / ✗ ${fails}`)];
}
