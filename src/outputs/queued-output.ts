import { monotonicMs } from '../base/clock.js';
import { after, every, sleep } from '../base/timers.js';
import type { SampleBatch } from '../metrics/sample-source.js';
import { type Destination, type Sendable, SendFailure } from './destination.js';
import { Losses } from './losses.js';
import { type Piece, SampleQueue } from './sample-queue.js';
import { watchStall } from './stall-watch.js';
import { Trouble } from './trouble.js';
import type { OutputFacts, OutputReport } from './types.js';

/** How an output sends what it has. */
export interface SendTerms {
  readonly flushEveryMs: number;
  /** Samples in one piece at most. */
  readonly mostPerSend: number;
  /** Pieces on their way at the same time. With more than one they may overtake each other. */
  readonly sendsAtOnce: number;
  /** Of what may arrive later; missing where that cannot be, as with files. */
  readonly retry?: RetryTerms;
}

export interface RetryTerms {
  /** Of one piece, the first one included. */
  readonly mostAttempts: number;
  /** An attempt that takes longer has failed. */
  readonly attemptLimitMs: number;
  /** Doubled with each attempt, up to the longest. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

/** Samples that may wait for a slow place: about 20 MB. */
const MOST_WAITING = 500_000;
/** At the end there is no time for longer pauses between attempts. */
const LONGEST_LAST_DELAY_MS = 250;

/**
 * What all outputs have in common: samples wait in a queue with a limit and are sent in pieces, periodically and when
 * there are enough of them. What fails is tried again within limits. The run never waits: what finds no room or does
 * not arrive is lost, counted by its reason, and said. However the run ends, `close` sends what is left for as long as
 * the place takes any of it.
 */
export class QueuedOutput<Batch extends Sendable = SampleBatch> {
  readonly description: string;
  readonly #queue = new SampleQueue<Batch>(MOST_WAITING);
  readonly #losses = new Losses();
  /** Fires when the run is over: pauses end. */
  readonly #closing = new AbortController();
  /** Fires when nobody waits for what is on its way. */
  readonly #givenUp = new AbortController();
  #trouble!: Trouble;
  #sending = 0;
  #written = 0;
  #progressMs = 0;
  #stopTimer = (): void => {};
  #onIdle: (() => void) | undefined;
  readonly #destination: Destination<Batch>;
  readonly #terms: SendTerms;

  constructor(destination: Destination<Batch>, terms: SendTerms) {
    this.#destination = destination;
    this.#terms = terms;
    this.description = destination.description;
  }

  async open(facts: OutputFacts): Promise<void> {
    await this.#destination.open(facts);
    this.#trouble = new Trouble(`output ${this.description}`, facts.warn);
    this.#stopTimer = every(this.#terms.flushEveryMs, undefined, () => this.#sendAll());
  }

  write(batch: Batch): void {
    if (this.#trouble.isFinal || !this.#queue.put(batch)) {
      this.#losses.add(this.#trouble.now ?? 'it took them too slowly', batch.length);
    } else if (this.#queue.room > this.#terms.mostPerSend) {
      // A period's worth would be a long stop of the main thread.
      this.#sendAll();
    }
  }

  async close(hurry: AbortSignal): Promise<OutputReport> {
    this.#stopTimer();
    this.#progressMs = monotonicMs();
    this.#closing.abort();
    const work = this.#drained().then(() => this.#destination.close().catch((error: Error) => this.#end(error)));
    await this.#whileItMoves(work, hurry);
    const { waiting } = this.#queue;
    if (waiting > 0 || this.#trouble.isFinal) this.#losses.add(this.#trouble.now ?? STOOD_STILL, waiting);
    return { written: this.#written, losses: this.#losses.list() };
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      this.#sendAll();
      if (this.#sending === 0) resolve();
    });
  }

  #sendAll(): void {
    while (this.#sending < this.#terms.sendsAtOnce) {
      const piece = this.#queue.take(this.#terms.mostPerSend);
      if (!piece) return;
      this.#sending++;
      void this.#send(piece).then(() => {
        this.#sending--;
        this.#sendAll();
        if (this.#sending === 0) this.#onIdle?.();
      });
    }
  }

  async #send(piece: Piece<Batch>): Promise<void> {
    const why = this.#trouble.isFinal ? this.#trouble.now : await this.#failureOf(piece);
    // What is on its way when an output is given up stays in the queue, and is lost with all that waits there.
    if (this.#givenUp.signal.aborted) return;
    this.#queue.release(piece);
    if (why !== undefined) this.#losses.add(why, piece.samples);
    else {
      this.#written += piece.samples;
      this.#progressMs = monotonicMs();
    }
  }

  /** Tries until the piece has arrived, which is undefined, or never will. */
  async #failureOf({ batches }: Piece<Batch>): Promise<string | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#attempt(batches);
        this.#trouble.over();
        return undefined;
      } catch (error) {
        if (this.#givenUp.signal.aborted) return STOOD_STILL;
        const { message } = error as Error;
        if (!(error instanceof SendFailure)) this.#end(error as Error);
        else if (error.remedy === 'again' && (await this.#mayTryAgain(attempt, error))) continue;
        return message;
      }
    }
  }

  async #attempt(batches: readonly Batch[]): Promise<void> {
    const { retry } = this.#terms;
    if (!retry) return this.#destination.send(batches, this.#givenUp.signal);
    const late = new AbortController();
    const cancel = after(retry.attemptLimitMs, this.#givenUp.signal, () => late.abort());
    try {
      await this.#destination.send(batches, AbortSignal.any([late.signal, this.#givenUp.signal]));
    } catch (error) {
      if (!late.signal.aborted) throw error;
      throw new SendFailure(`no answer within ${retry.attemptLimitMs} ms`, 'again');
    } finally {
      cancel();
    }
  }

  /** Pauses before the next attempt. At the end there are as many as there is time for. */
  async #mayTryAgain(attempt: number, { message, waitMs }: SendFailure): Promise<boolean> {
    const { retry } = this.#terms;
    this.#trouble.begin(message);
    if (!retry || (attempt >= retry.mostAttempts && !this.#closing.signal.aborted)) return false;
    const delayMs = Math.max(waitMs, Math.min(retry.firstDelayMs * 2 ** (attempt - 1), retry.longestDelayMs));
    if (this.#closing.signal.aborted) await sleep(Math.min(delayMs, LONGEST_LAST_DELAY_MS), this.#givenUp.signal);
    else await sleep(delayMs, this.#closing.signal);
    return !this.#givenUp.signal.aborted;
  }

  /** The place takes nothing any more. */
  #end({ message }: Error): void {
    this.#trouble.end(message);
  }

  #whileItMoves(work: Promise<void>, hurry: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = watchStall(
        () => this.#progressMs,
        hurry,
        () => {
          this.#trouble.end(this.#trouble.now ?? STOOD_STILL);
          this.#givenUp.abort();
          resolve();
        },
      );
      void work.then(() => {
        stop();
        resolve();
      });
    });
  }
}

export const STOOD_STILL = 'it stood still';
