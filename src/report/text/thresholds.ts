import type { MetricSnapshot } from '../../metrics/snapshot.js';
import type { Verdict } from '../../thresholds/types.js';
import { order } from '../observed.js';
import type { Summary } from '../summary.js';
import type { Palette } from './palette.js';
import { humanValue, percent, type TimeUnit } from './values.js';

/** Each metric's expressions with what was measured, by name; parts below their metric. Ends with an empty line. */
export function renderThresholds(summary: Summary, timeUnit: TimeUnit, palette: Palette): string[] {
  const byKey = new Map<string, Verdict[]>();
  for (const verdict of summary.verdicts) {
    const list = byKey.get(verdict.metricKey);
    if (list) list.push(verdict);
    else byKey.set(verdict.metricKey, [verdict]);
  }
  const keys = [...byKey.keys()].sort((a, b) => order(nameOf(a), nameOf(b)) || order(a, b));
  return keys.flatMap((key) => {
    // A part whose metric has no threshold itself stands alone under its full key.
    const below = nameOf(key) !== key && byKey.has(nameOf(key));
    const indent = below ? '  ' : '';
    const metric = summary.snapshot.metrics.get(nameOf(key));
    const lines = byKey.get(key)!.map((verdict) => {
      const observed = observedText(verdict, metric, timeUnit);
      return `${verdict.ok ? palette.good('✓') : palette.bad('✗')} '${verdict.source}'${observed && ` ${palette.value(observed)}`}`;
    });
    return [`${indent}${below ? key.slice(nameOf(key).length) : key}`, ...lines.map((line) => indent + line), ''];
  });
}

/** The metric of a key such as `http_req_duration{status:200}`. */
export const nameOf = (key: string): string => key.split('{', 1)[0]!;

/** `p(95)=1.89ms`, `rate=71.42%`, `rate=8.395821/s`; empty when there is nothing to say. */
export function observedText({ observed }: Verdict, metric: MetricSnapshot | undefined, timeUnit: TimeUnit): string {
  if (!observed || !metric) return '';
  const { aggregation, value } = observed;
  const { contains, type } = metric.def;
  if (type === 'rate') return `${aggregation}=${percent(value)}`;
  const human = humanValue(value, contains, timeUnit);
  return `${aggregation}=${human}${type === 'counter' && aggregation === 'rate' ? '/s' : ''}`;
}
