import type { MetricSnapshot } from '../../metrics/snapshot.js';
import type { Verdict } from '../../thresholds/types.js';
import { humanValue, percent, type TimeUnit } from './values.js';

/** `p(95)=1.89ms`, `rate=71.42%`, `rate=8.395821/s`; empty when there is nothing to say. */
export function observedText({ observed }: Verdict, metric: MetricSnapshot | undefined, timeUnit: TimeUnit): string {
  if (!observed || !metric) return '';
  const { aggregation, value } = observed;
  const { contains, type } = metric.def;
  if (type === 'rate') return `${aggregation}=${percent(value)}`;
  const human = humanValue(value, contains, timeUnit);
  return `${aggregation}=${human}${type === 'counter' && aggregation === 'rate' ? '/s' : ''}`;
}
