import type { SeriesStats, Snapshot } from '../metrics/snapshot.js';
import { mergeStats } from '../metrics/stats.js';
import type { BoundExpression, BoundThreshold, BoundThresholds } from './bind.js';
import type { Operator } from './parse.js';
import type { Verdict } from './types.js';

/** Live: series without samples say nothing yet. Final: they are judged as they are. Strict: they have failed. */
export type EvaluationMode = 'live' | 'final' | 'strict';

/** What came of the thresholds. In a live evaluation those without samples have no verdict. */
export function evaluate(
  bound: BoundThresholds,
  snapshot: Snapshot,
  runDurationMs: number,
  mode: EvaluationMode,
): Verdict[] {
  return wholeRun(bound).flatMap((threshold) => {
    const stats = statsOf(threshold, snapshot);
    if (mode === 'live' && isEmpty(stats)) return [];
    // A counter that nobody raised is 0, which is a count.
    if (mode === 'strict' && stats.type !== 'counter' && isEmpty(stats))
      return threshold.expressions.map((one) => unmeasured(threshold, one));
    return threshold.expressions.map((expression) => judge(threshold, expression, stats, runDurationMs));
  });
}

/** Those over windows are judged while the run goes on (windows.ts). */
const wholeRun = ({ thresholds }: BoundThresholds): BoundThreshold[] =>
  thresholds.map((one) => ({ ...one, expressions: one.expressions.filter(({ windowMs }) => windowMs === undefined) }));

/** The first broken threshold that ends the run now, if there is one. */
export function abortingVerdict(
  bound: BoundThresholds,
  verdicts: readonly Verdict[],
  runDurationMs: number,
): Verdict | undefined {
  return verdicts.find((verdict) => {
    if (verdict.ok || !verdict.abortOnFail) return false;
    // Those have looked at the time themselves.
    if (verdict.windowMs !== undefined) return true;
    return bound.thresholds.some(
      ({ metricKey, expressions }) =>
        metricKey === verdict.metricKey &&
        expressions.some(
          ({ source, abortOnFail, delayAbortEvalMs }) =>
            abortOnFail && source === verdict.source && (!delayAbortEvalMs || runDurationMs > delayAbortEvalMs),
        ),
    );
  });
}

function statsOf({ def, submetric }: BoundThreshold, snapshot: Snapshot): SeriesStats {
  const metric = snapshot.metrics.get(def.name);
  const series = submetric ? metric?.submetrics.find(({ key }) => key === submetric.key) : metric;
  return series?.stats ?? mergeStats(def, []);
}

/** A counter at 0 counts as empty, as in k6. */
export function isEmpty(stats: SeriesStats): boolean {
  if (stats.type === 'counter') return stats.sum === 0;
  if (stats.type === 'gauge') return !stats.seen;
  return stats.type === 'rate' ? stats.total === 0 : stats.count === 0;
}

export const unmeasured = (
  { metricKey }: Pick<BoundThreshold, 'metricKey'>,
  { source, abortOnFail }: BoundExpression,
): Verdict => ({
  metricKey,
  source,
  ok: false,
  observed: undefined,
  abortOnFail,
});

export function judge(
  { metricKey }: Pick<BoundThreshold, 'metricKey'>,
  { source, abortOnFail, aggregation, operator, limit }: BoundExpression,
  stats: SeriesStats,
  runDurationMs: number,
): Verdict {
  const value = measure(aggregation, stats, runDurationMs);
  // What can't be measured breaks nothing: a rate without samples, a counter's rate at time 0.
  if (value === undefined) return { metricKey, source, ok: true, observed: undefined, abortOnFail };
  const ok = COMPARE[operator](value, limit);
  return { metricKey, source, ok, observed: { aggregation: aggregation.text, value }, abortOnFail };
}

function measure(
  aggregation: BoundExpression['aggregation'],
  stats: SeriesStats,
  runDurationMs: number,
): number | undefined {
  switch (stats.type) {
    case 'counter':
      if (aggregation.method === 'count') return stats.sum;
      return runDurationMs > 0 ? stats.sum / (runDurationMs / 1000) : undefined;
    case 'gauge':
      return stats.value;
    case 'rate':
      return stats.total > 0 ? stats.passes / stats.total : undefined;
    case 'trend':
      if (aggregation.method === 'p') return stats.percentile(aggregation.percentile);
      if (aggregation.method === 'med') return stats.percentile(50);
      if (aggregation.method === 'avg') return stats.count > 0 ? stats.sum / stats.count : 0;
      return aggregation.method === 'min' ? stats.min : stats.max;
  }
}

const COMPARE: Record<Operator, (value: number, limit: number) => boolean> = {
  '<=': (value, limit) => value <= limit,
  '<': (value, limit) => value < limit,
  '>=': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
  '===': (value, limit) => value === limit,
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
};
