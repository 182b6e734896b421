import { monotonicMs } from '../../base/clock.js';
import { ConnectionFault } from './connection-fault.js';
import { ENHANCE_YOUR_CALM } from './error-codes.js';

/** So many frames in a row may bring no request forward, if they come within this time. */
const MOST = 10_000;
const WITHIN_MS = 10_000;

/** Counts frames that cost work and bring nothing: pings, settings, resets, empty pieces, interim responses. */
export class FloodGuard {
  #count = 0;
  #sinceMs = 0;

  /** A request has come forward. */
  progress(): void {
    this.#count = 0;
  }

  /** One more of them. Throws a ConnectionFault when they are a flood. */
  count(): void {
    if (this.#count === 0) this.#sinceMs = monotonicMs();
    if (++this.#count < MOST) return;
    if (monotonicMs() - this.#sinceMs < WITHIN_MS) throw new ConnectionFault(ENHANCE_YOUR_CALM, 'flood of frames');
    this.#count = 0;
  }
}
