import { after, every } from '../../base/timers.js';
import { closeText } from '../../protocols/websocket/close-codes.js';
import { CLOSE_SENT } from '../../protocols/websocket/connection.js';
import type { Refusal } from '../../protocols/websocket/opening.js';
import type { Operation, Resumable, VuContext } from '../context.js';
import { GoError } from '../go-error.js';
import { headersOf } from '../sockets/head-values.js';
import type { SocketEvent, TimerEvent } from '../sockets/socket-events.js';
import type { SocketPlan } from '../sockets/socket-plan.js';
import { type SessionOwner, SocketSession } from '../sockets/socket-session.js';
import { type AnyFunction, Marked, mayWait, PENDING, type Suspendable, suspendably } from '../suspension.js';
import { type SocketActions, WsSocket } from './socket.js';

/** How the handshake has ended. */
export type WsOutcome = { readonly refusal: Refusal } | { readonly headers: Readonly<Record<string, string[]>> };

const NORMAL = 1000;
const GOING_AWAY = 1001;

/** One `ws.connect()`: the connection, the script's handlers, and the strand that waits for what happens next. */
export class WsSession implements SessionOwner, SocketActions {
  readonly closeCode = GOING_AWAY;
  readonly named = false;
  /** What the script has in its hands. */
  readonly socket: object;
  readonly #vu: VuContext;
  readonly #session: SocketSession;
  readonly #handlers = new Map<string, AnyFunction[]>();
  readonly #next = new NextEvent(() => this.#session.take());
  /** What takes them back. */
  readonly #timers = new Set<() => void>();
  #closed = false;

  constructor(vu: VuContext, plan: SocketPlan) {
    this.#vu = vu;
    this.#session = new SocketSession(vu, plan, this);
    this.socket = new (vu.realm.editionOf(WsSocket))(this);
  }

  /** Waits for the handshake. */
  *opening(): Suspendable {
    this.#session.open();
    const event = (yield this.#next) as SocketEvent;
    if (event.type === 'opened') return { headers: headersOf(event.head) } satisfies WsOutcome;
    if (event.type === 'refused') return { refusal: event.refusal } satisfies WsOutcome;
    throw new Error(`a connection began with ${event.type}`);
  }

  /** Tells the script of everything until the connection is closed. */
  *handleAll(): Suspendable {
    while (!this.#closed) {
      const event = (this.#session.take() ?? (yield this.#next)) as SocketEvent;
      const handling = this.#handle(event);
      if (handling !== undefined) yield* handling;
    }
    return undefined;
  }

  on(type: string, handler: unknown): void {
    if (typeof handler !== 'function') return;
    const handlers = this.#handlers.get(type);
    if (handlers === undefined) this.#handlers.set(type, [handler as AnyFunction]);
    else handlers.push(handler as AnyFunction);
  }

  /** Calls the handlers of an event; a generator where one of them may wait. */
  emit(type: string, ...args: unknown[]): Suspendable | undefined {
    const handlers = this.#handlers.get(type);
    if (handlers === undefined) return undefined;
    if (handlers.some(mayWait)) return calling([...handlers], args);
    for (const handler of [...handlers]) Reflect.apply(handler, undefined, args);
    return undefined;
  }

  get mayWrite(): boolean {
    return !this.#session.connection.closeSent;
  }

  sendText(text: string): void {
    this.#session.connection.sendText(text);
    this.#session.meter.sent();
  }

  sendBinary(bytes: Uint8Array): void {
    this.#session.connection.sendBinary(bytes);
    this.#session.meter.sent();
  }

  ping(): void {
    this.#session.connection.sendPing(this.#session.meter.ping());
  }

  refusing(): Suspendable {
    return this.#failed(CLOSE_SENT);
  }

  /** Says so to the server and to the script, once. */
  *closing(code: number): Suspendable {
    if (this.#closed) return undefined;
    this.#closed = true;
    this.#session.connection.sendClose(code, '');
    yield* this.emit('close', code) ?? NOTHING;
    return undefined;
  }

  setTimeout(fn: AnyFunction, delayMs: number): void {
    const stop = after(delayMs, undefined, () => {
      this.#timers.delete(stop);
      this.#session.add({ type: 'timer', fn, waiting: true });
    });
    this.#timers.add(stop);
  }

  setInterval(fn: AnyFunction, periodMs: number): void {
    // A script that is busy hears of one period that has passed, not of each.
    const event: TimerEvent = { type: 'timer', fn, waiting: false };
    const tick = (): void => {
      if (!event.waiting) this.#session.add(event);
      event.waiting = true;
    };
    this.#timers.add(every(Math.max(1, periodMs), undefined, tick));
  }

  /** Nothing more happens on it. */
  end(): void {
    this.#stopTimers();
    this.#session.meter.ended();
    this.#session.end();
  }

  // What the session calls.

  happened(): void {
    this.#next.goOn();
  }

  cutShort(): void {
    this.#closed = true;
    this.#stopTimers();
  }

  #handle(event: SocketEvent): Suspendable | undefined {
    switch (event.type) {
      case 'text':
        this.#session.meter.received();
        return this.emit('message', event.data);
      case 'binary':
        this.#session.meter.received();
        return this.emit('binaryMessage', event.data);
      case 'ping':
      case 'pong':
        return this.emit(event.type);
      case 'timer':
        event.waiting = false;
        return suspendably(event.fn, undefined, []);
      case 'closing':
        return this.#ending(closingError(event.code, event.reason), event.code);
      case 'broken':
        return this.#ending(event.breakage.text, GOING_AWAY);
      default:
        throw new Error(`${event.type} on an open connection`);
    }
  }

  /** `error` is empty where there is none. */
  *#ending(error: string, code: number): Suspendable {
    if (error !== '') yield* this.#failed(error);
    return yield* this.closing(code);
  }

  *#failed(text: string): Suspendable {
    yield* this.emit('error', this.#vu.realm.own(new GoError(text).value)) ?? NOTHING;
    return undefined;
  }

  #stopTimers(): void {
    for (const stop of this.#timers) stop();
    this.#timers.clear();
  }
}

function* calling(handlers: readonly AnyFunction[], args: readonly unknown[]): Suspendable {
  for (const handler of handlers) yield* suspendably(handler, undefined, args);
  return undefined;
}

/** Nothing that could wait. */
const NOTHING: readonly never[] = [];

/** Two codes are what everybody expects. */
const closingError = (code: number, reason: string): string =>
  code === NORMAL || code === GOING_AWAY ? '' : closeText(code, reason);

/** Waits until something has happened. */
class NextEvent extends Marked implements Operation {
  readonly what = 'ws.connect()';
  readonly #take: () => SocketEvent | undefined;
  #strand: Resumable | undefined;

  constructor(take: () => SocketEvent | undefined) {
    super();
    this.#take = take;
  }

  exec(strand: Resumable): unknown {
    const event = this.#take();
    if (event !== undefined) return event;
    this.#strand = strand;
    return PENDING;
  }

  goOn(): void {
    const strand = this.#strand;
    if (strand === undefined) return;
    const event = this.#take();
    if (event === undefined) return;
    this.#strand = undefined;
    strand.resume(event);
  }

  cancel(): void {
    this.#strand = undefined;
  }
}
