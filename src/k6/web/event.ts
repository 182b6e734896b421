import { performance } from 'node:perf_hooks';

/** The global `Event`: what happened, where, and what listeners have said about it. */
export class Event {
  readonly type: string;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly timeStamp = performance.now();
  readonly #on: { target: unknown; stopped: boolean; prevented: boolean; dispatched: boolean };

  constructor(...[type, given]: [type?: unknown, given?: unknown]) {
    this.type = String(type);
    const { bubbles, cancelable } = (given ?? {}) as Record<string, unknown>;
    this.bubbles = Boolean(bubbles);
    this.cancelable = Boolean(cancelable);
    this.#on = { target: NOWHERE, stopped: false, prevented: false, dispatched: false };
  }

  /** Where it stands while it is dispatched; undefined for what is no event. */
  static stateOf(
    value: unknown,
  ): { target: unknown; stopped: boolean; prevented: boolean; dispatched: boolean } | undefined {
    return typeof value === 'object' && value !== null && #on in value ? (value as Event).#on : undefined;
  }

  get target(): unknown {
    return this.#on.target;
  }

  get currentTarget(): unknown {
    return this.#on.dispatched ? this.#on.target : NOWHERE;
  }

  get defaultPrevented(): boolean {
    return this.#on.prevented;
  }

  preventDefault(): void {
    if (this.cancelable) this.#on.prevented = true;
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.#on.stopped = true;
  }
}

/** The web's. */
const NOWHERE = null;
