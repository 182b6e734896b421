import type { SeriesSnapshot, Snapshot } from '../metrics/snapshot.js';

interface Check {
  readonly name: string;
  readonly groupPath: string;
  readonly passes: number;
  readonly fails: number;
}

/** The checks among the parts that the filter lets through, in order of first use, each group's apart. */
export function checksOf({ metrics }: Snapshot, wanted: (part: SeriesSnapshot) => boolean): Check[] {
  const parts = metrics.get('checks')?.parts ?? [];
  return parts.filter(wanted).flatMap(({ tags, stats }) => {
    if (tags.check === undefined || stats.type !== 'rate') return [];
    const { passes, total } = stats;
    return [{ name: tags.check, groupPath: tags.group ?? '', passes, fails: total - passes }];
  });
}

/** Checks of the same name as one, in order of first use; the group of each first one is kept. */
export function mergedByName(checks: readonly Check[]): Check[] {
  const byName = new Map<string, Check>();
  for (const check of checks) {
    const known = byName.get(check.name);
    const merged = known && { ...known, passes: known.passes + check.passes, fails: known.fails + check.fails };
    byName.set(check.name, merged ?? check);
  }
  return [...byName.values()];
}
