import type { SampleBatch } from '../metrics/sample-source.js';
import type { Destination } from './destination.js';
import { QueuedOutput } from './queued-output.js';
import { openSink, placeOf, type Sink } from './sink.js';
import type { Output, OutputFacts, OutputHost } from './types.js';

/** As many samples are made into one piece of text at most: some megabytes. */
const MOST_PER_PIECE = 8192;

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
export const lineOutput = ({ flushEveryMs, ...parts }: LineOutputParts): Output =>
  new QueuedOutput(new LineFile(parts), { flushEveryMs, mostPerSend: MOST_PER_PIECE, sendsAtOnce: 1 });

class LineFile implements Destination {
  readonly description: string;
  #sink!: Sink;
  #format!: LineFormat;
  /** Stands in front of what is written next. */
  #head = '';
  readonly #parts: Omit<LineOutputParts, 'flushEveryMs'>;

  constructor(parts: Omit<LineOutputParts, 'flushEveryMs'>) {
    this.#parts = parts;
    this.description = `${parts.name} (${placeOf(parts.file)})`;
  }

  async open(facts: OutputFacts): Promise<void> {
    const { file, host, makeFormat } = this.#parts;
    this.#sink = await openSink(file, host, facts.signal);
    this.#format = makeFormat(facts);
    this.#head = this.#format.head();
    // A place that does not even take this refuses the first samples as well, and then it is said.
    if (this.#head !== '') await this.#write('', facts.signal).catch(() => {});
  }

  send(batches: readonly SampleBatch[], signal: AbortSignal): Promise<void> {
    return this.#write(batches.map((batch) => this.#format.lines(batch)).join(''), signal);
  }

  close(): Promise<void> {
    return this.#sink.close();
  }

  async #write(text: string, signal: AbortSignal): Promise<void> {
    await this.#sink.write(this.#head + text, signal);
    this.#head = '';
  }
}
