import { monotonicMs } from '../base/clock.js';
import { every } from '../base/timers.js';
import type { SampleBatch } from '../metrics/sample-source.js';
import { openSink, placeOf, type Sink } from './sink.js';
import type { Output, OutputFacts, OutputHost, OutputReport } from './types.js';

/** Samples that may wait for a slow file or reader: about 20 MB. */
const MOST_WAITING = 500_000;
/** As many are made into one piece of text at most: some megabytes. */
const MOST_PER_PIECE = 8192;
/** At the end, a place that takes nothing for this long is given up. */
const STALL_MS = 5000;
const HURRIED_STALL_MS = 300;

/** Makes lines of samples. It may remember what it has written. */
export interface LineFormat {
  /** Before everything else. */
  head(): string;
  lines(batch: SampleBatch): string;
}

export interface LineOutputParts {
  readonly name: string;
  /** `-` and nothing are standard output. */
  readonly file: string;
  readonly flushEveryMs: number;
  readonly host: OutputHost;
  readonly makeFormat: (facts: OutputFacts) => LineFormat;
}

/** An output that writes lines of text to a file or standard output, compressed or not. */
export class LineOutput implements Output {
  readonly description: string;
  readonly #queue: SampleBatch[] = [];
  #waiting = 0;
  #written = 0;
  #lost = 0;
  #failure: string | undefined;
  #progressMs = 0;
  #sink!: Sink;
  #format!: LineFormat;
  #warn!: (text: string) => void;
  #stopTimer = (): void => {};
  #pumping: Promise<void> | undefined;

  constructor(private readonly parts: LineOutputParts) {
    this.description = `${parts.name} (${placeOf(parts.file)})`;
  }

  async open(facts: OutputFacts): Promise<void> {
    const { file, host, flushEveryMs, makeFormat } = this.parts;
    this.#sink = await openSink(file, host, facts.signal);
    this.#format = makeFormat(facts);
    this.#warn = facts.warn;
    this.#stopTimer = every(flushEveryMs, undefined, () => void this.#pump());
    const head = this.#format.head();
    if (head !== '') await this.#writePiece(head);
  }

  write(batch: SampleBatch): void {
    if (this.#failure !== undefined || this.#waiting + batch.length > MOST_WAITING) {
      this.#lost += batch.length;
      return;
    }
    this.#queue.push(batch);
    this.#waiting += batch.length;
    // A period's worth would be a long stop of the main thread.
    if (this.#waiting > MOST_PER_PIECE) void this.#pump();
  }

  async close(hurry: AbortSignal): Promise<OutputReport> {
    this.#stopTimer();
    this.#progressMs = monotonicMs();
    const work = this.#pump().then(() => this.#sink.close().catch((error: Error) => this.#fail(error)));
    await this.#whileItMoves(work, hurry);
    this.#lost += this.#waiting;
    this.#waiting = 0;
    return { written: this.#written, lost: this.#lost, failure: this.#failure };
  }

  /** One at a time: pieces must not overtake each other. */
  #pump(): Promise<void> {
    this.#pumping ??= this.#writeQueue().finally(() => {
      this.#pumping = undefined;
    });
    return this.#pumping;
  }

  async #writeQueue(): Promise<void> {
    while (this.#queue.length > 0 && this.#failure === undefined) {
      let text = '';
      let samples = 0;
      while (this.#queue.length > 0 && (samples === 0 || samples + this.#queue[0]!.length <= MOST_PER_PIECE)) {
        const batch = this.#queue.shift()!;
        text += this.#format.lines(batch);
        samples += batch.length;
      }
      if (await this.#writePiece(text)) {
        this.#written += samples;
        this.#waiting -= samples;
      }
    }
  }

  /** False when the place takes no more; the piece then still counts as waiting, and in the end as lost. */
  async #writePiece(text: string): Promise<boolean> {
    try {
      await this.#sink.write(text);
      this.#progressMs = monotonicMs();
      return true;
    } catch (error) {
      this.#fail(error as Error);
      return false;
    }
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error.message;
    this.#queue.length = 0;
    this.#warn(`output ${this.description} takes no more samples: ${error.message}`);
  }

  #whileItMoves(work: Promise<void>, hurry: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = every(50, undefined, () => {
        const stallMs = hurry.aborted ? HURRIED_STALL_MS : STALL_MS;
        if (monotonicMs() - this.#progressMs <= stallMs) return;
        this.#fail(new Error('it stood still'));
        this.#sink.leave();
        done();
      });
      const done = (): void => {
        stop();
        resolve();
      };
      void work.then(done);
    });
  }
}
