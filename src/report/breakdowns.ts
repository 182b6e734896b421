import type { Breakdown } from '../metrics/types.js';
import { FAILURES_BY_CODE } from './target-down.js';

/** The parts of metrics that a summary of this kind needs: checks by name, groups and, in full mode, scenarios. */
export function summaryBreakdowns(mode: 'compact' | 'full' | 'disabled', systemTags: readonly string[]): Breakdown[] {
  const always: Breakdown[] = [
    { metric: 'checks', by: ['group', 'check'] },
    { metric: 'group_duration', by: ['group'] },
    FAILURES_BY_CODE,
  ];
  const detailed: Breakdown[] = [
    { metric: 'checks', by: ['scenario', 'group', 'check'] },
    { metric: '*', by: ['scenario'] },
    { metric: '*', by: ['scenario', 'group'] },
  ];
  // A tag that is switched off takes its part of the summary along, as in k6.
  return [...always, ...(mode === 'full' ? detailed : [])]
    .map(({ metric, by }) => ({ metric, by: by.filter((tag) => systemTags.includes(tag)) }))
    .filter(({ by }) => by.length > 0);
}
