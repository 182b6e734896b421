import type { SampleBatch } from '../metrics/sample-source.js';
import type { OutputFacts } from './types.js';

/** What waits in an output's queue: samples as they came, or figures that stand for some. */
export interface Sendable {
  /** Samples that are lost with it. */
  readonly length: number;
  /** How much room it takes while it waits, where that is not its length. */
  readonly room?: number;
}

/** Where an output brings its samples to. When, how often and what of it is lost is `QueuedOutput`'s affair. */
export interface Destination<Batch extends Sendable = SampleBatch> {
  /** For the description of the run: `json (results.json)`. */
  readonly description: string;
  /** Before the run begins; throws when there is no such place. */
  open(facts: OutputFacts): Promise<void>;
  /**
   * Resolves when the samples have arrived. Rejects with a `SendFailure` when these ones have not; any other error means
   * that the place takes nothing any more. Once the signal fires, nobody waits for it. What is tried again is the same
   * array.
   */
  send(batches: readonly Batch[], signal: AbortSignal): Promise<void>;
  /** Nothing more will be sent. */
  close(): Promise<void>;
}

/** Samples did not arrive this time. `again`: later they may. `drop`: these ones never will, others may. */
export class SendFailure extends Error {
  constructor(
    message: string,
    readonly remedy: 'again' | 'drop',
    /** How long the place has asked to be left alone. */
    readonly waitMs = 0,
  ) {
    super(message);
  }
}
