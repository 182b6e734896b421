import type { Problems } from '../base/problems.js';
import type { MetricDef, MetricType, Submetric } from '../metrics/types.js';
import { Fault } from './fault.js';
import { type Aggregation, type Expression, parseExpression } from './parse.js';
import { type KnownMetrics, planSubmetrics, Targets, type ThresholdTarget } from './submetrics.js';
import type { ThresholdExpression, ThresholdSpec } from './types.js';

/** An expression as the user wrote it, and what it means. */
export interface BoundExpression extends ThresholdExpression, Expression {}

export interface BoundThreshold extends ThresholdTarget {
  readonly metricKey: string;
  readonly expressions: readonly BoundExpression[];
}

/** Thresholds that are known to make sense for the metrics of this run. */
export interface BoundThresholds {
  readonly thresholds: readonly BoundThreshold[];
  /** For the metrics plan. */
  readonly submetrics: readonly Submetric[];
  /** What is allowed and yet can't be what the user wants. */
  readonly warnings: readonly string[];
}

/** What can be asked of each type of metric. */
const AGGREGATIONS: Record<MetricType, readonly Aggregation['method'][]> = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'max', 'med', 'p'],
};

/** Since k6 0.41 these two are metadata of samples and no tags. */
const METADATA = ['vu', 'iter'];

/**
 * Checks every threshold against the metrics that exist and reports all problems. With `--no-thresholds` the same
 * call plans the sub-metrics, and its problems are worth a warning only.
 */
export function bindThresholds(
  specs: readonly ThresholdSpec[],
  known: KnownMetrics,
  problems: Problems,
): BoundThresholds {
  const targets = new Targets(known.defs, problems);
  const thresholds = specs.flatMap((spec): BoundThreshold[] => {
    const target = targets.find(spec.metricKey);
    if (!target) return [];
    const expressions = spec.expressions.flatMap((one) => bindExpression(one, spec.metricKey, target.def, problems));
    return [{ ...target, metricKey: target.submetric?.key ?? spec.metricKey, expressions }];
  });
  return {
    thresholds,
    submetrics: planSubmetrics(targets.submetrics, known),
    warnings: thresholds.flatMap(warningsOf),
  };
}

function bindExpression(
  expression: ThresholdExpression,
  metricKey: string,
  def: MetricDef,
  problems: Problems,
): BoundExpression[] {
  const path = `thresholds.${metricKey}`;
  try {
    const parsed = parseExpression(expression.source);
    const allowed = AGGREGATIONS[def.type];
    if (allowed.includes(parsed.aggregation.method)) {
      if (expression.windowMs === undefined || def.type !== 'gauge') return [{ ...expression, ...parsed }];
      problems.add(path, `"${expression.source}": ${def.name} is a gauge, whose last value is the same in any window`);
      return [];
    }
    const names = allowed.map((method) => (method === 'p' ? 'p(N)' : method)).join(', ');
    problems.add(path, `"${expression.source}": ${def.name} is a ${def.type}, which has ${names} only`);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    problems.add(path, error.describe(expression.source));
  }
  return [];
}

function warningsOf({ metricKey, submetric }: BoundThreshold): string[] {
  return METADATA.filter((name) => submetric && Object.hasOwn(submetric.tags, name)).map(
    (name) => `threshold ${metricKey} can match no sample: ${name} is metadata of samples and not a tag`,
  );
}
