import type { CheckResult } from '../summary.js';
import { columnsOf, nameWidthOf, type Row, renderRow } from './columns.js';
import type { Palette } from './palette.js';
import { ratePerSecond } from './rows.js';
import { humanNumber, percentOf } from './values.js';

/** How many checks there were in a section, also those that have no line of their own. */
export interface CheckTotals {
  readonly passes: number;
  readonly total: number;
}

/** Totals, then a line for each check; what failed says how often. Ends with an empty line. */
export function renderChecks(
  checks: readonly CheckResult[],
  totals: CheckTotals,
  runDurationMs: number,
  palette: Palette,
): string[] {
  if (totals.total === 0) return [];
  const rows = totalRows(totals, runDurationMs);
  const columns = columnsOf(rows);
  const lines = rows.map((row) => renderRow(row, nameWidthOf(rows), columns, palette));
  const each = checks.flatMap((check) => checkLines(check, palette));
  return each.length === 0 ? [...lines, ''] : [...lines, '', ...each, ''];
}

function totalRows({ passes, total }: CheckTotals, runDurationMs: number): Row[] {
  const fails = total - passes;
  const share = (name: string, count: number): Row => ({
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

function checkLines({ name, passes, fails }: CheckResult, { good, bad }: Palette): string[] {
  if (fails === 0) return [good(`✓ ${name}`)];
  const share = Math.floor((passes * 100) / (passes + fails));
  return [bad(`✗ ${name}`), bad(`  ↳  ${share}% — ✓ ${passes} / ✗ ${fails}`)];
}
