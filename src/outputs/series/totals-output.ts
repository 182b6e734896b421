import { epochMs, monotonicMs } from '../../base/clock.js';
import { after, every, sleep } from '../../base/timers.js';
import type { SampleBatch } from '../../metrics/sample-source.js';
import { Losses } from '../losses.js';
import { STOOD_STILL } from '../queued-output.js';
import { watchStall } from '../stall-watch.js';
import { Trouble } from '../trouble.js';
import type { Output, OutputFacts, OutputReport } from '../types.js';
import { withRefused } from './series-table.js';
import { type SeriesTotal, Totals } from './totals.js';

/** Where figures since the beginning of the run are brought to, again and again. */
export interface TotalsDestination {
  readonly description: string;
  open(facts: OutputFacts): Promise<void>;
  /** Resolves when they have arrived; rejects when they have not, which the next ones make good. */
  push(series: readonly SeriesTotal[], timeMs: number, signal: AbortSignal): Promise<void>;
  /** After the last ones have arrived. */
  finish?(series: readonly SeriesTotal[], timeMs: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** An attempt that takes longer has failed. */
const ATTEMPT_LIMIT_MS = 30_000;
/** At the end, between attempts. */
const PAUSE_MS = 250;

/**
 * Sends what series are since the run began, periodically and at its end. What does not arrive is in the next ones: only
 * what was added since the last ones that arrived can be lost.
 */
export class TotalsOutput implements Output {
  readonly description: string;
  readonly #totals = new Totals();
  readonly #givenUp = new AbortController();
  readonly #destination: TotalsDestination;
  readonly #pushEveryMs: number;
  #trouble!: Trouble;
  #taken = 0;
  #arrived = 0;
  #refused = 0;
  #lastMs = 0;
  #pushing: Promise<boolean> | undefined;
  #stopTimer = (): void => {};

  constructor(destination: TotalsDestination, pushEveryMs: number) {
    this.#destination = destination;
    this.#pushEveryMs = pushEveryMs;
    this.description = destination.description;
  }

  async open(facts: OutputFacts): Promise<void> {
    await this.#destination.open(facts);
    this.#trouble = new Trouble(`output ${this.description}`, facts.warn);
    // One at a time: a slow place gets fewer of them.
    this.#stopTimer = every(this.#pushEveryMs, undefined, () => void (this.#pushing ?? this.#push()));
  }

  write(batch: SampleBatch): void {
    const refused = this.#totals.add(batch);
    this.#refused += refused;
    this.#taken += batch.length - refused;
  }

  async close(hurry: AbortSignal): Promise<OutputReport> {
    this.#stopTimer();
    const startMs = monotonicMs();
    const stop = watchStall(
      () => startMs,
      hurry,
      () => this.#givenUp.abort(),
    );
    await this.#last();
    stop();
    await this.#destination.close();
    const losses = new Losses();
    if (this.#arrived < this.#taken) losses.add(this.#trouble.now ?? STOOD_STILL, this.#taken - this.#arrived);
    return { written: this.#arrived, losses: withRefused(losses.list(), this.#refused) };
  }

  async #last(): Promise<void> {
    const { signal } = this.#givenUp;
    await this.#pushing;
    if (this.#taken === 0) return;
    while (!(await this.#push())) {
      if (signal.aborted) return this.#trouble.end(this.#trouble.now ?? STOOD_STILL);
      await sleep(PAUSE_MS, signal);
    }
    // What has arrived stays, whatever becomes of this.
    await this.#destination.finish?.([...this.#totals.series()], this.#nowMs(), signal).catch(() => {});
  }

  #push(): Promise<boolean> {
    this.#pushing = this.#attempt().finally(() => {
      this.#pushing = undefined;
    });
    return this.#pushing;
  }

  async #attempt(): Promise<boolean> {
    const late = new AbortController();
    const cancel = after(ATTEMPT_LIMIT_MS, this.#givenUp.signal, () => late.abort());
    const taken = this.#taken;
    try {
      const signal = AbortSignal.any([late.signal, this.#givenUp.signal]);
      await this.#destination.push([...this.#totals.series()], this.#nowMs(), signal);
      this.#arrived = taken;
      this.#trouble.over();
      return true;
    } catch (error) {
      if (late.signal.aborted) this.#trouble.begin(`no answer within ${ATTEMPT_LIMIT_MS} ms`);
      else if (!this.#givenUp.signal.aborted) this.#trouble.begin((error as Error).message);
      return false;
    } finally {
      cancel();
    }
  }

  /** No two of a series may have the same millisecond. */
  #nowMs(): number {
    this.#lastMs = Math.max(this.#lastMs + 1, Math.floor(epochMs()));
    return this.#lastMs;
  }
}
