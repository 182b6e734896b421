import type { Terminal } from '../../base/host.js';

/** One line per step: what is tried, and behind it what came of it, unless a log line has come between the two. */
export class StepProgress {
  #step = '';
  #open = false;
  readonly #stream: Terminal | undefined;

  constructor(stream: Terminal | undefined) {
    this.#stream = stream;
  }

  begin(step: string): void {
    this.#stream?.write(step);
    this.#step = step;
    this.#open = true;
  }

  end(result: string): void {
    this.#stream?.write(this.#open ? ` ${result}\n` : `${this.#step} ${result}\n`);
    this.#open = false;
  }

  /** Before anything else is written to the same terminal. */
  breakLine(): void {
    if (this.#open) this.#stream?.write('\n');
    this.#open = false;
  }
}
