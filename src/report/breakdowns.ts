import type { Breakdown } from '../metrics/types.js';

/** The parts of metrics that a summary of this kind needs: checks by name, groups and, in full mode, scenarios. */
export function summaryBreakdowns(mode: 'compact' | 'full' | 'disabled'): Breakdown[] {
  const always: Breakdown[] = [
    { metric: 'checks', by: ['group', 'check'] },
    { metric: 'group_duration', by: ['group'] },
  ];
  if (mode !== 'full') return always;
  return [
    ...always,
    { metric: 'checks', by: ['scenario', 'group', 'check'] },
    { metric: '*', by: ['scenario'] },
    { metric: '*', by: ['scenario', 'group'] },
  ];
}
