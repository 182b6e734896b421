import type { SalvoError } from '../base/errors/index.js';

/**
 * Why a run ends before its plan does. The first reason wins and decides the exit code; a second call for an end
 * (Ctrl-C again) ends everything at once, teardown and summary included.
 */
export class Stop {
  readonly #ended = new AbortController();
  readonly #killed = new AbortController();
  #reason: SalvoError | undefined;

  get reason(): SalvoError | undefined {
    return this.#reason;
  }

  /** Fires with the first reason: iterations are interrupted, teardown and summary follow. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Fires when nothing may follow any more. */
  get killSignal(): AbortSignal {
    return this.#killed.signal;
  }

  /** True when this was the first reason. */
  because(reason: SalvoError): boolean {
    if (this.#reason) return false;
    this.#reason = reason;
    this.#ended.abort();
    return true;
  }

  kill(reason: SalvoError): void {
    this.because(reason);
    this.#killed.abort();
  }

  /** Resolves when the first reason comes. */
  get happened(): Promise<void> {
    const { signal } = this;
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
