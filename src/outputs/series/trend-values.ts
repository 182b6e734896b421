import type { TrendStats } from '../../metrics/snapshot.js';

/**
 * Calls back for each value of a trend and how often it came: as they are while they are few, by the lower ends of our own
 * buckets afterwards, which are within a thousandth of it.
 */
export function forEachValue(trend: TrendStats, visit: (value: number, count: number) => void): void {
  const content = trend.content();
  if ('values' in content) {
    for (const value of content.values) visit(value, 1);
    return;
  }
  const { factor, positive, negative } = content;
  positive.forEachBucket((lowest, count) => visit(lowest / factor, count));
  negative.forEachBucket((lowest, count) => visit(-lowest / factor, count));
}
