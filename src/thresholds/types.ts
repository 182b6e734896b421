/** One threshold as options give it; not yet checked against the metrics that exist. */
export interface ThresholdSpec {
  /** `http_req_duration` or `http_req_duration{status:200}`. */
  readonly metricKey: string;
  readonly expressions: readonly ThresholdExpression[];
}

export interface ThresholdExpression {
  /** As written: `p(95)<500`. */
  readonly source: string;
  readonly abortOnFail: boolean;
  /** Undefined when nothing was said of it. */
  readonly delayAbortEvalMs: number | undefined;
  /** Judged over the samples of each so many milliseconds, not over those of the whole run. */
  readonly windowMs?: number;
}

/** What came of one expression. */
export interface Verdict {
  readonly metricKey: string;
  /** As written; of a window with its length: `p(95)<500 over 30s`. */
  readonly source: string;
  /** Of several windows the worst is the one that was measured. */
  readonly windowMs?: number;
  readonly ok: boolean;
  /** The aggregation's name and value as measured: `p(95)` and 1.89. Undefined when there was nothing to measure. */
  readonly observed: { readonly aggregation: string; readonly value: number } | undefined;
  readonly abortOnFail: boolean;
}
