import type { AnyFunction } from '../suspension.js';

/** What a script can listen to. */
export const EVENT_TYPES = ['message', 'error', 'open', 'close', 'ping', 'pong'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const isEventType = (name: string): name is EventType => (EVENT_TYPES as readonly string[]).includes(name);

/** A script's functions for one type of event: that of the property `on…`, and the listeners. */
export class Handlers {
  #on: AnyFunction | undefined;
  #listeners: readonly AnyFunction[] = [];
  /** In the order in which they are called. */
  all: readonly AnyFunction[] = [];

  get on(): AnyFunction | undefined {
    return this.#on;
  }

  set on(handler: AnyFunction | undefined) {
    this.#on = handler;
    this.#join();
  }

  add(listener: AnyFunction): void {
    this.#listeners = [...this.#listeners, listener];
    this.#join();
  }

  #join(): void {
    this.all = this.#on === undefined ? this.#listeners : [this.#on, ...this.#listeners];
  }
}
