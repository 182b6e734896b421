import { epochMs } from '../../base/clock.js';
import { every } from '../../base/timers.js';
import type { SampleBatch } from '../../metrics/sample-source.js';
import type { Destination } from '../destination.js';
import { QueuedOutput, type SendTerms } from '../queued-output.js';
import type { Output, OutputFacts, OutputReport } from '../types.js';
import { MOST_SERIES, withRefused } from './series-table.js';
import { type WindowBatch, Windows } from './windows.js';

/**
 * Samples are read from the threads ten times a second. What comes later than this, from a main thread that was held
 * up, makes a second point of its window.
 */
const LATEST_MS = 500;

/** Sends figures for each series and window of time in place of samples. */
export class WindowedOutput implements Output {
  readonly description: string;
  readonly #queued: QueuedOutput<WindowBatch>;
  readonly #windows: Windows;
  readonly #windowMs: number;
  #refused = 0;
  #stopTimer = (): void => {};

  constructor(destination: Destination<WindowBatch>, terms: SendTerms, windowMs: number) {
    this.#queued = new QueuedOutput(destination, terms);
    this.#windows = new Windows(windowMs, MOST_SERIES);
    this.#windowMs = windowMs;
    this.description = destination.description;
  }

  async open(facts: OutputFacts): Promise<void> {
    await this.#queued.open(facts);
    this.#stopTimer = every(this.#windowMs, undefined, () => this.#close(epochMs() - LATEST_MS));
  }

  write(batch: SampleBatch): void {
    this.#refused += this.#windows.add(batch);
  }

  async close(hurry: AbortSignal): Promise<OutputReport> {
    this.#stopTimer();
    this.#close(Number.POSITIVE_INFINITY);
    const { written, losses } = await this.#queued.close(hurry);
    return { written, losses: withRefused(losses, this.#refused) };
  }

  #close(beforeMs: number): void {
    const batch = this.#windows.close(beforeMs);
    if (batch) this.#queued.write(batch);
  }
}
