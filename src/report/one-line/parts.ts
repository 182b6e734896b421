import type {
  CounterStats,
  MetricSnapshot,
  RateStats,
  SeriesStats,
  Snapshot,
  TrendStats,
} from '../../metrics/snapshot.js';
import type { Breakdown } from '../../metrics/types.js';

/** What a run of one line is split by, so that its text can tell. */
export const ONE_LINE_BREAKDOWNS: readonly Breakdown[] = [
  { metric: 'http_reqs', by: ['status'] },
  { metric: 'http_reqs', by: ['error'] },
  { metric: 'http_reqs', by: ['scenario'] },
  { metric: 'http_req_duration', by: ['scenario'] },
  { metric: 'http_req_failed', by: ['scenario'] },
];

/** A metric that a run may have, of the type that it must have. */
export const counterOf = (stats: SeriesStats | undefined): CounterStats | undefined =>
  stats?.type === 'counter' ? stats : undefined;
export const rateOf = (stats: SeriesStats | undefined): RateStats | undefined =>
  stats?.type === 'rate' ? stats : undefined;
export const trendOf = (stats: SeriesStats | undefined): TrendStats | undefined =>
  stats?.type === 'trend' ? stats : undefined;

export const sumOf = ({ metrics }: Snapshot, name: string): number => counterOf(metrics.get(name)?.stats)?.sum ?? 0;

/** What a breakdown by one tag found, by the tag's value. */
export function byTag(metric: MetricSnapshot | undefined, tag: string): ReadonlyMap<string, SeriesStats> {
  const found = new Map<string, SeriesStats>();
  for (const { tags, stats } of metric?.parts ?? []) {
    const value = tags[tag];
    if (value !== undefined && Object.keys(tags).length === 1) found.set(value, stats);
  }
  return found;
}
