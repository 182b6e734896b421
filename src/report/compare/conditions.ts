import { errors } from '../../base/errors/index.js';
import type { Summary } from '../summary.js';
import { compareFigure, type Difference } from './compare.js';

/** `http_req_duration.p95>+10%`: what must not happen from one run to the next. */
export interface Condition {
  readonly source: string;
  readonly metric: string;
  readonly figure: string;
  readonly operator: '>' | '<';
  readonly limit: number;
  /** Of the base's value, or in the figure's own unit. */
  readonly unit: 'percent' | 'absolute';
}

/** A condition, what it was judged by, and whether that is what must not happen. */
export interface Judged {
  readonly condition: Condition;
  readonly difference: Difference;
  readonly failed: boolean;
}

const CONDITION = /^(.+?)\.(avg|min|med|max|count|rate|value|p\d+(?:\.\d+)?)\s*([<>])\s*([+-]?\d+(?:\.\d+)?)(%?)$/;

export function parseCondition(source: string): Condition {
  const match = CONDITION.exec(source.trim());
  if (!match) throw errors.badCondition(source);
  const [, metric, figure, operator, limit, percent] = match;
  return {
    source,
    metric: metric!,
    figure: figure!,
    operator: operator as '>' | '<',
    limit: Number(limit),
    unit: percent === '%' ? 'percent' : 'absolute',
  };
}

/** What chance alone may explain fails nothing; a figure that is missing is an error. */
export function judgeConditions(conditions: readonly Condition[], base: Summary, next: Summary): Judged[] {
  return conditions.map((condition) => {
    const difference = compareFigure(condition.metric, condition.figure, base, next);
    if (!difference) throw errors.nothingToCompare(condition.source, condition.metric, condition.figure);
    const byChance = difference.weight === 'noise' || difference.weight === 'few';
    return { condition, difference, failed: !byChance && applies(condition, difference) };
  });
}

function applies({ operator, limit, unit }: Condition, { base, next }: Difference): boolean {
  // From nothing to something is more than any percentage.
  const change =
    unit === 'absolute'
      ? next - base
      : base === 0
        ? Math.sign(next) * Number.POSITIVE_INFINITY
        : ((next - base) / Math.abs(base)) * 100;
  return operator === '>' ? change > limit : change < limit;
}
