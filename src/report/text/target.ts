import type { TargetUsage } from '../target-usage.js';
import { type UsageRow, usageRows } from '../usage-rows.js';
import { numbered } from './numbered.js';

/** What the watched processes of each run used: a line each, and one of all when they are several. */
export const renderTargets = (all: readonly TargetUsage[]): string[] =>
  numbered(all.map((target) => usageRows(target).map((row) => `${row.title}: ${figures(row, target)}`)));

function figures({ cores, memory }: UsageRow, { machineCores }: TargetUsage): string {
  const parts = [
    ...(cores[0] === '' ? [] : [`${cores[0]} of ${machineCores} cores, ${cores[1]} at most`]),
    ...(memory[0] === '' ? [] : [`${memory[0]} of memory, ${memory[1]} at most`]),
  ];
  return parts.join('; ') || 'not seen while the test ran';
}
