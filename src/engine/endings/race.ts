import { deferred } from '../../base/deferred.js';
import type { SalvoError } from '../../base/errors/index.js';

/** A racer's side of the race. */
export interface Lane {
  /** Asks for the end of the run, which first winds down. False when it was to end already. */
  end(reason: SalvoError): boolean;
  /** Asks for the end of everything, at once. */
  kill(reason: SalvoError): void;
  /** Fires when nobody listens any more: whatever the racer watches, it lets go. */
  readonly over: AbortSignal;
}

/** Watches for one thing that ends runs before their plan does. */
export type Racer = (lane: Lane) => void;

/**
 * Why a run ends before its plan does. The first reason wins and decides the exit code: iterations are interrupted, then
 * teardown and summary follow. After a kill nothing follows: no teardown, no summary.
 */
export class Race implements Disposable {
  readonly #ended = new AbortController();
  readonly #killed = new AbortController();
  readonly #over = new AbortController();
  #reason: SalvoError | undefined;

  /** These watch until the race is disposed of. */
  constructor(...racers: readonly Racer[]) {
    this.#enter(racers, this.#over.signal);
  }

  /** These watch until what is returned is disposed of. */
  enter(racers: readonly Racer[]): Disposable {
    const over = new AbortController();
    this.#enter(racers, over.signal);
    return { [Symbol.dispose]: () => over.abort() };
  }

  [Symbol.dispose](): void {
    this.#over.abort();
  }

  get reason(): SalvoError | undefined {
    return this.#reason;
  }

  /** Fires with the first reason. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Fires when nothing may follow any more. */
  get killSignal(): AbortSignal {
    return this.#killed.signal;
  }

  /** True when this was the first reason. */
  end(reason: SalvoError): boolean {
    if (this.#reason) return false;
    this.#reason = reason;
    this.#ended.abort();
    return true;
  }

  /** Waits for what is under way. If the run is to end before it has, `tellToEnd` is called, once, and it is still waited for. */
  async untilEnded<T>(work: Promise<T>, tellToEnd: () => void): Promise<T> {
    const { signal } = this;
    if (signal.aborted) tellToEnd();
    else signal.addEventListener('abort', tellToEnd, { once: true });
    try {
      return await work;
    } finally {
      signal.removeEventListener('abort', tellToEnd);
    }
  }

  /** Waits for what is under way, or for nothing more once the run is killed. */
  async unlessKilled(work: Promise<unknown>): Promise<void> {
    const killed = deferred<void>();
    const onKill = (): void => killed.resolve();
    if (this.killSignal.aborted) onKill();
    this.killSignal.addEventListener('abort', onKill, { once: true });
    try {
      await Promise.race([work, killed.promise]);
    } finally {
      this.killSignal.removeEventListener('abort', onKill);
    }
  }

  #enter(racers: readonly Racer[], over: AbortSignal): void {
    const lane: Lane = {
      end: (reason) => this.end(reason),
      kill: (reason) => {
        this.end(reason);
        this.#killed.abort();
      },
      over,
    };
    for (const racer of racers) racer(lane);
  }
}
