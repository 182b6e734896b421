// The file of --summary-export: everything but times and rates.
import { mask, maskNumbers } from './mask.js';
import type { Observation } from './observation.js';
import { isOwnMetric } from './own-metrics.js';

interface Exported {
  readonly metrics?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [key: string]: unknown;
}

/** Values that count something, and so are the same in both tools. */
const COUNTS = new Set(['count', 'passes', 'fails', 'thresholds']);

export function observeExport(text: string, names: ReadonlyMap<string, string>, seen: Observation): void {
  const { metrics, ...rest } = JSON.parse(mask(text, names)) as Exported;
  for (const [name, values] of Object.entries(metrics ?? {})) {
    // A run shorter than a second has them by chance.
    if (name === 'vus' || name === 'vus_max' || isOwnMetric(name)) continue;
    seen.set('export', `${name} has`, Object.keys(values).sort().join(' '));
    for (const [key, value] of Object.entries(values)) {
      if (COUNTS.has(key)) seen.set('export', `${name} ${key}`, plain(value));
    }
  }
  // The newer form has no metrics at its top, and times everywhere below.
  const shown = metrics === undefined ? (value: unknown) => maskNumbers(String(plain(value))) : plain;
  inAnyOrder(rest.results);
  for (const [key, value] of Object.entries(rest)) seen.set('export', key, shown(value));
}

/** The newer form has its metrics in a list, in an order that changes in k6 from run to run. */
function inAnyOrder(results: unknown): void {
  const named = (value: unknown): value is { name: string }[] =>
    Array.isArray(value) && value.every((one) => 'name' in one);
  const { metrics } = (results ?? {}) as { metrics?: unknown };
  if (named(metrics)) metrics.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const plain = (value: unknown): number | string =>
  typeof value === 'number' ? value : JSON.stringify(value, (_key, inner) => sorted(inner));

/** k6 writes the keys of its objects in an order that changes from run to run. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
