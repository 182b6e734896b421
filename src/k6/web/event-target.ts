import { addMethods } from '../natives.js';
import { type AnyFunction, runToEnd, type Suspendable, suspendably } from '../suspension.js';
import { Event } from './event.js';
import { moreWebNatives } from './natives.js';

interface Listener {
  readonly callback: unknown;
  readonly once: boolean;
}

/** The global `EventTarget`. Listeners may wait: who dispatches waits for them. */
export class EventTarget {
  readonly #listeners = new Map<string, Listener[]>();

  addEventListener(type: unknown, callback: unknown, options?: unknown): void {
    if (callback === null || callback === undefined) return;
    const { once, signal } = Object(options) as { once?: unknown; signal?: { aborted: boolean } };
    if (signal?.aborted) return;
    const listeners = this.#listeners.get(String(type)) ?? [];
    if (listeners.some((listener) => listener.callback === callback)) return;
    this.#listeners.set(String(type), [...listeners, { callback, once: Boolean(once) }]);
  }

  removeEventListener(type: unknown, callback: unknown): void {
    const listeners = this.#listeners.get(String(type));
    if (listeners === undefined) return;
    this.#listeners.set(
      String(type),
      listeners.filter((listener) => listener.callback !== callback),
    );
  }

  /** Those that an event of this type reaches now; whom it reaches once is taken off. */
  static take(target: EventTarget, type: string): readonly Listener[] {
    const listeners = target.#listeners.get(type) ?? [];
    if (listeners.some(({ once }) => once)) {
      target.#listeners.set(
        type,
        listeners.filter(({ once }) => !once),
      );
    }
    return listeners;
  }
}

/** The function to call, and its `this`. */
function handlerOf(callback: unknown, target?: unknown): [fn: unknown, self: unknown] {
  return typeof callback === 'function'
    ? [callback, target]
    : [(callback as { handleEvent?: unknown }).handleEvent, callback];
}

/** Sends an event to the listeners; a generator, because they may wait. */
export function* dispatching(target: EventTarget, event: unknown): Suspendable {
  const state = Event.stateOf(event);
  if (state === undefined) throw new TypeError('dispatchEvent: the argument must be an Event');
  state.target = target;
  state.dispatched = true;
  const { type } = event as Event;
  const own = (target as unknown as Record<string, unknown>)[`on${type}`];
  const listeners = EventTarget.take(target, type);
  for (const { callback } of typeof own === 'function' ? [{ callback: own }, ...listeners] : listeners) {
    const [fn, self] = handlerOf(callback, target);
    if (!state.stopped && typeof fn === 'function') yield* suspendably(fn as AnyFunction, self, [event]);
  }
  state.dispatched = false;
  state.stopped = false;
  return !state.prevented;
}

addMethods(
  EventTarget.prototype,
  'EventTarget.',
  { dispatchEvent: moreWebNatives.methods.dispatchEvent },
  {
    dispatchEvent: {
      native(this: EventTarget, event: unknown): unknown {
        return runToEnd(dispatching(this, event), this, [event]);
      },
      waits: () => true,
      *twin(this: EventTarget, event: unknown): Suspendable {
        return yield* dispatching(this, event);
      },
    },
  },
);
