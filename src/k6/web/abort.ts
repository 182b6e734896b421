import { addMethods } from '../natives.js';
import { current, runToEnd, type Suspendable } from '../suspension.js';
import { Event } from './event.js';
import { dispatching, EventTarget } from './event-target.js';
import { moreWebNatives } from './natives.js';
import { WebError } from './web-error.js';

/** The global `AbortSignal`. Nothing of k6 listens to one; scripts and libraries do. */
export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  onabort: unknown = NO_LISTENER;

  /** Libraries tell them by it. */
  get [Symbol.toStringTag](): string {
    return 'AbortSignal';
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason;
  }

  /** Once only; later reasons are of no interest. False when it was aborted before. */
  static settle(signal: AbortSignal, reason: unknown): boolean {
    if (signal.#aborted) return false;
    signal.#aborted = true;
    const { realm } = current.vu!;
    signal.#reason = realm.own(reason ?? new WebError('AbortError', 'this operation was aborted'));
    return true;
  }
}

/** The web's. */
const NO_LISTENER = null;

/** The global `AbortController`. Listeners may wait: `abort()` waits for them. */
export class AbortController {
  readonly #signal: AbortSignal;

  constructor() {
    const { realm } = current.vu!;
    this.#signal = new (realm.editionOf(AbortSignal))();
  }

  get signal(): AbortSignal {
    return this.#signal;
  }

  static signalOf(controller: AbortController): AbortSignal {
    return controller.#signal;
  }
}

function* aborting(controller: AbortController, reason: unknown): Suspendable {
  const signal = AbortController.signalOf(controller);
  if (!AbortSignal.settle(signal, reason)) return undefined;
  const event = new (current.vu!.realm.editionOf(Event))('abort');
  yield* dispatching(signal, event);
  return undefined;
}

addMethods(
  AbortController.prototype,
  'AbortController.',
  { abort: moreWebNatives.methods.abort },
  {
    abort: {
      native(this: AbortController, reason?: unknown): unknown {
        return runToEnd(aborting(this, reason), this, [reason]);
      },
      waits: () => true,
      *twin(this: AbortController, reason?: unknown): Suspendable {
        return yield* aborting(this, reason);
      },
    },
  },
);
