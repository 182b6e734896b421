import { monotonicMs } from '../../base/clock.js';
import { formatDuration } from '../../base/duration.js';
import type { Terminal } from '../../base/host.js';

/** One line per run, with the time that is left. */
export class RoundProgress {
  readonly #startedAtMs = monotonicMs();
  #begun = 0;
  readonly #runs: number;
  readonly #stream: Terminal | undefined;

  constructor(runs: number, stream: Terminal | undefined) {
    this.#runs = runs;
    this.#stream = stream;
  }

  begin(what: string): void {
    const each = (monotonicMs() - this.#startedAtMs) / Math.max(1, this.#begun);
    const leftMs = Math.ceil((each * (this.#runs - this.#begun)) / 1000) * 1000;
    const left = this.#begun === 0 ? '' : `, about ${formatDuration(leftMs)} left`;
    this.#begun++;
    this.#stream?.write(`${what} (run ${this.#begun} of ${this.#runs}${left})\n`);
  }
}
