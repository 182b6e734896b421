import { after } from '../base/timers.js';
import type { ScenarioStage } from './types.js';

type Clock = Pick<ScenarioStage, 'elapsedMs' | 'signal'>;

/** Calls back at an instant of the scenario's clock, never before it; not at all once the test has ended. */
export function at(clock: Clock, instantMs: number, callback: () => void): () => void {
  let cancel = (): void => {};
  const wait = (): void => {
    // Timers count whole milliseconds of a clock that is not ours and may come a little early.
    const leftMs = instantMs - clock.elapsedMs();
    cancel = after(Math.max(1, Math.ceil(leftMs)), clock.signal, () =>
      clock.elapsedMs() < instantMs ? wait() : callback(),
    );
  };
  wait();
  return () => cancel();
}

/** Resolves when the scenario begins: true; or when the test has ended before: false. */
export function begun(clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    if (clock.signal.aborted) return resolve(false);
    if (clock.elapsedMs() >= 0) return resolve(true);
    const aborted = (): void => resolve(false);
    clock.signal.addEventListener('abort', aborted, { once: true });
    at(clock, 0, () => {
      clock.signal.removeEventListener('abort', aborted);
      resolve(true);
    });
  });
}

/** What is to be done when a scenario comes to its end. */
export interface Ending {
  /** When nothing new may start. */
  readonly regularMs: number;
  /** When nothing may run any more. */
  readonly maximumMs: number;
  close(): void;
  interrupt(): void;
}

/** Sees to the end of a scenario: close, then interrupt; both at once when the test ends. Returns how to call it off. */
export function watchEnd(clock: Clock, { regularMs, maximumMs, close, interrupt }: Ending): () => void {
  const stop = (): void => {
    close();
    interrupt();
  };
  if (clock.signal.aborted) {
    stop();
    return () => {};
  }
  clock.signal.addEventListener('abort', stop, { once: true });
  // One after the other, so that the order holds when both are due in the same turn.
  let cancel = at(clock, regularMs, () => {
    close();
    cancel = at(clock, maximumMs, interrupt);
  });
  return () => {
    clock.signal.removeEventListener('abort', stop);
    cancel();
  };
}
