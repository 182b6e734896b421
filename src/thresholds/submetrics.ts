import type { Problems } from '../base/problems.js';
import { type MetricDef, nameOfTags, type Submetric } from '../metrics/types.js';
import { Fault } from './fault.js';
import { type MetricKey, parseMetricKey } from './metric-key.js';

/** What a run knows of metrics before it starts. */
export interface KnownMetrics {
  readonly defs: readonly MetricDef[];
  readonly systemTags: readonly string[];
}

/** Where a threshold's samples are: a metric, and the sub-metric when the key has tags. */
export interface ThresholdTarget {
  readonly def: MetricDef;
  readonly submetric: Submetric | undefined;
}

const EXPECTED: Submetric = {
  metric: 'http_req_duration',
  key: 'http_req_duration{expected_response:true}',
  tags: { expected_response: 'true' },
};

/** What thresholds are set on. Keys with the same tags name one sub-metric, which is called by the first of them. */
export class Targets {
  readonly #defs: readonly MetricDef[];
  readonly #problems: Problems;
  readonly #submetrics = new Map<string, Submetric>();

  constructor(defs: readonly MetricDef[], problems: Problems) {
    this.#defs = defs;
    this.#problems = problems;
  }

  get submetrics(): readonly Submetric[] {
    return [...this.#submetrics.values()];
  }

  /** The metric a key names; undefined, with a problem, when there is none or the key makes no sense. */
  find(metricKey: string): ThresholdTarget | undefined {
    const key = readKey(metricKey, this.#problems);
    if (!key) return undefined;
    const def = this.#defs.find(({ name }) => name === key.metric);
    if (def) return { def, submetric: key.tags && this.#submetric({ ...key, key: metricKey, tags: key.tags }) };
    this.#problems.add(`thresholds.${metricKey}`, `there is no metric ${key.metric}${nearest(key.metric, this.#defs)}`);
    return undefined;
  }

  #submetric(submetric: Submetric): Submetric {
    const name = JSON.stringify([submetric.metric, nameOfTags(submetric.tags)]);
    const known = this.#submetrics.get(name);
    if (!known) this.#submetrics.set(name, submetric);
    return known ?? submetric;
  }
}

/** What workers must keep apart: what thresholds ask for, and the requests that went as expected. */
export function planSubmetrics(asked: readonly Submetric[], { defs, systemTags }: KnownMetrics): Submetric[] {
  const same = asked.some(
    ({ metric, tags }) => metric === EXPECTED.metric && nameOfTags(tags) === nameOfTags(EXPECTED.tags),
  );
  const possible = systemTags.includes('expected_response') && defs.some(({ name }) => name === EXPECTED.metric);
  return same || !possible ? [...asked] : [...asked, EXPECTED];
}

function readKey(metricKey: string, problems: Problems): MetricKey | undefined {
  try {
    return parseMetricKey(metricKey);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    problems.add(`thresholds.${metricKey}`, error.describe(metricKey));
    return undefined;
  }
}

/** A metric whose name differs in case only, or begins alike. */
function nearest(name: string, defs: readonly MetricDef[]): string {
  const wanted = name.toLowerCase();
  const hit =
    defs.find((def) => def.name.toLowerCase() === wanted) ??
    defs.find((def) => def.name.startsWith(wanted) || wanted.startsWith(def.name));
  return hit ? `; did you mean ${hit.name}?` : '';
}
