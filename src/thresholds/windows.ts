import { formatDuration } from '../base/duration.js';
import type { Tags } from '../metrics/types.js';
import type { WindowedType } from '../metrics/window/gains.js';
import { SlidingWindow, stepOf } from '../metrics/window/sliding-window.js';
import type { WorkerSeries } from '../metrics/worker-series.js';
import type { BoundExpression, BoundThreshold, BoundThresholds } from './bind.js';
import { type EvaluationMode, isEmpty, judge, unmeasured } from './evaluate.js';
import type { Verdict } from './types.js';

/** Where a metric's samples are. */
export interface SeriesReader {
  seriesOf(metric: string, tags: Tags | undefined): readonly WorkerSeries[];
}

/**
 * Judges the thresholds that have a window, while the scenarios run: every full window must hold, and a run that is
 * shorter than the window is one window. A window without samples says nothing, but of a counter, which then is 0. All
 * times are those of the test run.
 */
export class WindowedThresholds {
  readonly #reader: SeriesReader;
  readonly #targets: Target[];

  constructor({ thresholds }: BoundThresholds, reader: SeriesReader) {
    this.#reader = reader;
    this.#targets = thresholds.flatMap(targetsOf);
  }

  /** How often `step` is to be called; undefined when there is nothing to do. */
  get stepMs(): number | undefined {
    return this.#targets.length === 0 ? undefined : Math.min(...this.#targets.map(({ stepMs }) => stepMs));
  }

  start(nowMs: number): void {
    for (const target of this.#targets) target.start(this.#seriesOf(target), nowMs);
  }

  step(nowMs: number): void {
    for (const target of this.#targets) if (target.isDue(nowMs)) target.step(this.#seriesOf(target), nowMs);
  }

  /** The last windows are those that end now. */
  end(nowMs: number): void {
    for (const target of this.#targets) target.end(this.#seriesOf(target), nowMs);
  }

  /** Live: those that have failed by now and may end the run; else what came of all windows. */
  verdicts(mode: EvaluationMode): Verdict[] {
    return this.#targets.flatMap(({ expressions }) => expressions.map((one) => one.verdict(mode)));
  }

  #seriesOf({ threshold: { def, submetric } }: Target): readonly WorkerSeries[] {
    return this.#reader.seriesOf(def.name, submetric?.tags);
  }
}

/** A threshold's expressions over windows of one length. */
function targetsOf(threshold: BoundThreshold): Target[] {
  const lengths = new Set(threshold.expressions.flatMap(({ windowMs }) => windowMs ?? []));
  return [...lengths].map((windowMs) => new Target(threshold, windowMs));
}

class Target {
  readonly expressions: readonly Judged[];
  readonly stepMs: number;
  #window: SlidingWindow | undefined;
  #dueMs = 0;
  #judged = false;

  constructor(
    readonly threshold: BoundThreshold,
    readonly windowMs: number,
  ) {
    this.stepMs = stepOf(windowMs);
    this.expressions = threshold.expressions
      .filter((one) => one.windowMs === windowMs)
      .map((one) => new Judged(threshold.metricKey, one));
  }

  start(series: readonly WorkerSeries[], nowMs: number): void {
    this.#window = new SlidingWindow(this.threshold.def.type as WindowedType, this.windowMs, series, nowMs);
    this.#dueMs = nowMs + this.stepMs;
  }

  /** A timer may be a little early. */
  isDue(nowMs: number): boolean {
    return nowMs >= this.#dueMs - this.stepMs / 4;
  }

  step(series: readonly WorkerSeries[], nowMs: number): void {
    this.#window?.move(series, nowMs);
    this.#dueMs = nowMs + this.stepMs;
    if (this.#window?.isFull) this.#judge(this.#window, nowMs);
  }

  end(series: readonly WorkerSeries[], nowMs: number): void {
    if (!this.#window) return;
    if (nowMs > this.#window.endMs) this.step(series, nowMs);
    if (!this.#judged) this.#judge(this.#window, nowMs);
  }

  #judge(window: SlidingWindow, nowMs: number): void {
    this.#judged = true;
    const stats = window.stats();
    if (stats.type !== 'counter' && isEmpty(stats)) return;
    for (const one of this.expressions) one.take(judge(one.named, one.expression, stats, window.lengthMs), nowMs);
  }
}

/** What came of one expression, window by window. */
class Judged {
  readonly named: { readonly metricKey: string };
  readonly expression: BoundExpression;
  #worst: Verdict | undefined;
  /** Failed at a time at which that may end the run. */
  #mayEnd = false;

  constructor(metricKey: string, expression: BoundExpression) {
    this.named = { metricKey };
    this.expression = {
      ...expression,
      source: `${expression.source} over ${formatDuration(expression.windowMs!)}`,
    };
  }

  take(verdict: Verdict, nowMs: number): void {
    if (!verdict.ok && nowMs > (this.expression.delayAbortEvalMs ?? 0)) this.#mayEnd = true;
    if (this.#isWorse(verdict)) this.#worst = verdict;
  }

  verdict(mode: EvaluationMode): Verdict {
    const { windowMs } = this.expression;
    const fallback = unmeasured(this.named, this.expression);
    const found = this.#worst ?? { ...fallback, ok: mode !== 'strict' };
    return { ...found, ok: mode === 'live' ? !this.#mayEnd : found.ok, windowMs: windowMs! };
  }

  /** What fails is worse than what holds; of two alike the one that is farther on the wrong side. */
  #isWorse({ ok, observed }: Verdict): boolean {
    const worst = this.#worst;
    if (worst === undefined || ok !== worst.ok) return worst === undefined || !ok;
    if (!worst.observed || !observed) return !worst.observed;
    const more = observed.value - worst.observed.value;
    const { operator } = this.expression;
    if (operator.startsWith('<')) return more > 0;
    return operator.startsWith('>') && more < 0;
  }
}
