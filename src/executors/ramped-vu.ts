import type { ScenarioContext } from './context.js';
import { Loop } from './loops.js';
import type { Span } from './ramp.js';
import { callAt } from './stopping.js';
import type { Turns } from './turns.js';

interface RampedVuParts {
  readonly context: ScenarioContext;
  readonly slot: number;
  readonly spans: readonly Span[];
  readonly turns: Turns;
  readonly finished: (vu: RampedVu) => void;
}

/** One slot of the ramp: activated and stopped span after span. */
export class RampedVu {
  #loop: Loop | undefined;
  #span = -1;
  #forget = (): void => {};
  readonly #parts: RampedVuParts;
  readonly #context: ScenarioContext;
  readonly #spans: readonly Span[];

  constructor(parts: RampedVuParts) {
    this.#parts = parts;
    this.#context = parts.context;
    this.#spans = parts.spans;
  }

  begin(): void {
    this.#wait();
  }

  /** Ends the running iteration and all waiting. */
  abort(): void {
    this.#forget();
    if (this.#loop) this.#loop.interrupt();
    else this.#parts.finished(this);
  }

  /** Waits for the next span; at once when it has begun, so that VUs of the start really start there. */
  #wait(): void {
    const next = this.#spans[this.#span + 1];
    if (next === undefined) {
      if (!this.#loop) this.#finish();
    } else if (this.#context.elapsedMs() >= next.fromMs) this.#activate();
    else this.#forget = callAt(this.#context, next.fromMs, () => this.#activate());
  }

  #activate(): void {
    const { toMs } = this.#spans[++this.#span]!;
    if (this.#loop) this.#loop.resume();
    else this.#startLoop();
    this.#forget = callAt(this.#context, toMs, () => this.#rampDown());
  }

  #startLoop(): void {
    const done = (): void => {
      this.#loop = undefined;
      if (this.#span === this.#spans.length - 1 || this.#context.signal.aborted) this.#finish();
    };
    this.#loop = new Loop(this.#context, this.#parts.slot, this.#claim, this.#parts.turns, done);
    this.#loop.start();
  }

  /** Looks at the clock itself: a late timer must not let a VU work above the curve. */
  readonly #claim = (): number | undefined =>
    this.#context.elapsedMs() < this.#spans[this.#span]!.toMs ? this.#context.nextIteration() : undefined;

  /** Its last iteration has some time left, unless the curve comes back for this VU before. */
  #rampDown(): void {
    const { interruptMs } = this.#spans[this.#span]!;
    const next = this.#spans[this.#span + 1];
    this.#loop?.stop();
    // It still waited for a VU, and this was its last span: all is over.
    if (!this.#loop && next === undefined) return;
    if (next !== undefined && next.fromMs <= interruptMs) this.#wait();
    // Without a timer when there is no time to ramp down: another scenario may begin with this VU.
    else if (this.#context.elapsedMs() >= interruptMs) this.#interrupt();
    else this.#forget = callAt(this.#context, interruptMs, () => this.#interrupt());
  }

  #interrupt(): void {
    this.#loop?.interrupt();
    this.#wait();
  }

  #finish(): void {
    this.#forget();
    this.#parts.finished(this);
  }
}
