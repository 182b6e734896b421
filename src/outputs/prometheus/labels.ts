import type { Tags } from '../../metrics/types.js';

/** A series' labels, sorted by their names, as Prometheus wants them. */
export type Labels = readonly (readonly [name: string, value: string])[];

/** What Prometheus does not take in a name becomes `_`; empty values are none. */
export function labelsOf(metricName: string, tags: Tags): Labels {
  const labels = new Map([['__name__', metricName]]);
  for (const [tag, value] of Object.entries(tags)) {
    const name = tag.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
    if (value !== '' && name !== '' && !labels.has(name)) labels.set(name, value);
  }
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
}
