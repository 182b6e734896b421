import { after } from '../base/timers.js';
import type { ScenarioContext } from './context.js';

type Clock = Pick<ScenarioContext, 'elapsedMs' | 'signal'>;

/**
 * Calls back at an instant of the scenario's clock, never before it. Does not watch the signal: with a listener for
 * each VU Node would warn of a leak; who waits calls it off.
 */
export function callAt(clock: Pick<Clock, 'elapsedMs'>, instantMs: number, callback: () => void): () => void {
  let cancel = (): void => {};
  const wait = (): void => {
    const leftMs = instantMs - clock.elapsedMs();
    // Timers count whole milliseconds of a clock that is not ours and may come a little early.
    const check = (): void => (clock.elapsedMs() < instantMs ? wait() : callback());
    cancel = after(Math.max(1, Math.ceil(leftMs)), undefined, check);
  };
  wait();
  return () => cancel();
}

/** Resolves when the scenario begins: true; or when the test has ended before: false. */
export function begun(clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    if (clock.signal.aborted) return resolve(false);
    if (clock.elapsedMs() >= 0) return resolve(true);
    const aborted = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = callAt(clock, 0, () => {
      clock.signal.removeEventListener('abort', aborted);
      resolve(true);
    });
    clock.signal.addEventListener('abort', aborted, { once: true });
  });
}

/** What is to be done when a scenario comes to its end. */
export interface ScenarioEnd {
  /** When nothing new may start. */
  readonly regularMs: number;
  /** When nothing may run any more. */
  readonly maximumMs: number;
  close(): void;
  interrupt(): void;
}

/** Sees to the end of a scenario: close, then interrupt; both at once when the test ends. Returns how to call it off. */
export function watchEnd(clock: Clock, { regularMs, maximumMs, close, interrupt }: ScenarioEnd): () => void {
  let cancel = (): void => {};
  const stop = (): void => {
    cancel();
    close();
    interrupt();
  };
  if (clock.signal.aborted) {
    stop();
    return cancel;
  }
  clock.signal.addEventListener('abort', stop, { once: true });
  // One after the other, so that the order holds when both are due in the same turn; without a second timer then,
  // because another scenario may begin with these VUs.
  cancel = callAt(clock, regularMs, () => {
    close();
    if (clock.elapsedMs() >= maximumMs) interrupt();
    else cancel = callAt(clock, maximumMs, interrupt);
  });
  return () => {
    clock.signal.removeEventListener('abort', stop);
    cancel();
  };
}
