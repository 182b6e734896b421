// The JSON output: samples by metric and tags.
import { mask } from './mask.js';
import type { Observation } from './observation.js';
import { isOwnMetric } from './own-metrics.js';

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
/** What a request leaves: told as one where all of them have as many samples as `http_reqs` with the same tags. */
const OTHERS = [
  'duration',
  'blocked',
  'connecting',
  'tls_handshaking',
  'sending',
  'waiting',
  'receiving',
  'failed',
].map((name) => `http_req_${name}`);

export function observeSamples(text: string, names: ReadonlyMap<string, string>, seen: Observation): void {
  const counts = new Map<string, Map<string, number>>();
  const times = new Set<string>();
  for (const line of mask(text, names).split('\n')) {
    if (line === '') continue;
    const { type, metric, data } = JSON.parse(line) as Line;
    if (BY_THE_CLOCK.has(metric) || isOwnMetric(metric)) continue;
    if (type === 'Metric') {
      if (data.contains === 'time') times.add(metric);
      seen.set('metric', metric, JSON.stringify(data));
      continue;
    }
    const tags = `${pairs(data.tags)}${data.metadata ? ` metadata ${pairs(data.metadata)}` : ''}`;
    const byMetric = counts.get(tags) ?? new Map<string, number>();
    counts.set(tags, byMetric.set(metric, (byMetric.get(metric) ?? 0) + 1));
    // Nine digits: sums of fractions depend on their order.
    if (!times.has(metric)) seen.count('sample', `${metric} ${tags} sum`, Number(Number(data.value).toPrecision(9)));
  }
  for (const [tags, byMetric] of counts) {
    for (const [name, count] of fold(byMetric)) seen.count('sample', `${name} ${tags} samples`, count);
  }
}

/** `http_reqs` with the other metrics of its requests, where they agree. */
function fold(byMetric: ReadonlyMap<string, number>): Map<string, number> {
  const folded = new Map(byMetric);
  const requests = byMetric.get('http_reqs');
  if (requests === undefined || OTHERS.some((name) => byMetric.get(name) !== requests)) return folded;
  for (const name of OTHERS) folded.delete(name);
  folded.delete('http_reqs');
  return folded.set('http_reqs…', requests);
}

function pairs(tags: Readonly<Record<string, string>> = {}): string {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, value]) => `${name}:${value}`).join(',')}}`;
}
