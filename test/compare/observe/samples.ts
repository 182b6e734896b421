// The JSON output: samples by metric and tags.
import { mask } from './mask.js';
import type { Observation } from './observation.js';

interface Line {
  readonly type: 'Metric' | 'Point';
  readonly metric: string;
  readonly data: {
    readonly contains?: string;
    readonly value?: number;
    readonly tags?: Readonly<Record<string, string>>;
    readonly metadata?: Readonly<Record<string, string>>;
  };
}

/** How many samples these have depends on the second in which the run began. */
const BY_THE_CLOCK = new Set(['vus', 'vus_max']);

export function observeSamples(text: string, names: ReadonlyMap<string, string>, seen: Observation): void {
  const times = new Set<string>();
  for (const line of mask(text, names).split('\n')) {
    if (line === '') continue;
    const { type, metric, data } = JSON.parse(line) as Line;
    if (BY_THE_CLOCK.has(metric)) continue;
    if (type === 'Metric') {
      if (data.contains === 'time') times.add(metric);
      seen.set('metric', metric, JSON.stringify(data));
      continue;
    }
    const key = `${metric} ${pairs(data.tags)}${data.metadata ? ` metadata ${pairs(data.metadata)}` : ''}`;
    seen.count('sample', `${key} samples`);
    // Nine digits: sums of fractions depend on their order.
    if (!times.has(metric)) seen.count('sample', `${key} sum`, Number(Number(data.value).toPrecision(9)));
  }
}

function pairs(tags: Readonly<Record<string, string>> = {}): string {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, value]) => `${name}:${value}`).join(',')}}`;
}
