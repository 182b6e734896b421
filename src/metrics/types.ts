export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';

/** What the numbers mean: milliseconds, bytes, or just numbers. */
export type MetricContains = 'default' | 'time' | 'data';

export interface MetricDef {
  readonly name: string;
  readonly type: MetricType;
  readonly contains: MetricContains;
}

export type Tags = Readonly<Record<string, string>>;

/** The same text for equal tags, whatever the order in which they came. */
export const nameOfTags = (tags: Tags): string =>
  JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A part of a metric that a threshold asked for: the samples that carry all of these tags. */
export interface Submetric {
  readonly metric: string;
  /** As written by the user, e.g. `http_req_duration{status:200}`; the key in summaries. */
  readonly key: string;
  readonly tags: Tags;
}

/** The metric of a key such as `http_req_duration{status:200}`. */
export const metricOfKey = (key: string): string => key.split('{', 1)[0]!;

/** Parts made as they come: one series for each combination of these tags (checks by name, groups, scenarios). */
export interface Breakdown {
  /** A metric's name, or `*` for all of them. */
  readonly metric: string;
  readonly by: readonly string[];
}

/** Everything a worker must know about what will be asked of the numbers. Plain data. */
export interface MetricsPlan {
  readonly submetrics: readonly Submetric[];
  readonly breakdowns: readonly Breakdown[];
  /** Most series in one worker; samples over it count in the metric's untagged series only. */
  readonly seriesLimit: number;
  /** Tags of system kind that are switched on (options.systemTags). */
  readonly systemTags: readonly string[];
  readonly runTags: Tags;
}
