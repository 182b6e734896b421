import { after } from '../../../base/timers.js';
import type { Carrier, HttpFlight } from '../flight.js';

/** So often a request goes out again that servers refuse unseen. */
const MOST = 7;
const SECOND_MS = 1000;

/**
 * Sends a refused request again, as Go does: the first time at once, then after one second, two, four and so on. False when
 * it has been refused often enough.
 */
export function sendAgain(flight: HttpFlight, send: (flight: HttpFlight) => void): boolean {
  const before = flight.refusals++;
  if (before >= MOST) return false;
  if (before === 0) send(flight);
  else flight.carrier = new Pause(flight, SECOND_MS * 2 ** (before - 1), send);
  return true;
}

/** The flight waits for its turn; its time limit goes on. */
class Pause implements Carrier {
  readonly #stop: () => void;

  constructor(flight: HttpFlight, waitMs: number, send: (flight: HttpFlight) => void) {
    this.#stop = after(waitMs, undefined, () => send(flight));
  }

  drop(): null {
    this.#stop();
    return null;
  }
}
