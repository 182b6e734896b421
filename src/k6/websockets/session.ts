import { epochMs } from '../../base/clock.js';
import type { ResponseHead } from '../../protocols/http/h1/response-head.js';
import { closeCodes, closeText } from '../../protocols/websocket/close-codes.js';
import type { Agreement } from '../../protocols/websocket/upgrade.js';
import type { TaskSource } from '../../suspension/task-source.js';
import type { VuContext } from '../context.js';
import { headerValuesOf } from '../sockets/head-values.js';
import type { SocketEvent } from '../sockets/socket-events.js';
import type { SocketPlan } from '../sockets/socket-plan.js';
import { type SessionOwner, SocketSession } from '../sockets/socket-session.js';
import { type AnyFunction, Interruption, mayWait } from '../suspension.js';
import { Blob } from '../web/blob.js';
import { handlerTask } from './handler-task.js';
import { type EventType, Handlers } from './handlers.js';

const STATES = { connecting: 0, open: 1, closing: 2, closed: 3 };

/** One WebSocket of a script: its state, its handlers, and the tasks of the VU in which they are called. */
export class WebSocketSession implements SessionOwner {
  readonly closeCode = closeCodes.normal;
  readonly named = true;
  state = STATES.connecting;
  binaryType: 'blob' | 'arraybuffer' = 'blob';
  protocol = '';
  extensions: readonly string[] = NONE;
  readonly #vu: VuContext;
  readonly #plan: SocketPlan;
  readonly #target: object;
  readonly #session: SocketSession;
  readonly #source: TaskSource;
  readonly #handlers = new Map<EventType, Handlers>();
  /** Asked for before there was a connection. */
  #closeWhenOpen: { readonly code: number; readonly reason: string } | undefined;
  #running = false;

  constructor(vu: VuContext, plan: SocketPlan, target: object) {
    this.#vu = vu;
    this.#plan = plan;
    this.#target = target;
    this.#session = new SocketSession(vu, plan, this);
    this.#source = vu.registerSource();
  }

  open(): void {
    this.#session.open();
  }

  get url(): string {
    return this.#plan.url;
  }

  get isOpen(): boolean {
    return this.state === STATES.open;
  }

  get unsentBytes(): number {
    return this.#session.connection.unsentBytes;
  }

  handlers(type: EventType): Handlers {
    let handlers = this.#handlers.get(type);
    if (handlers === undefined) this.#handlers.set(type, (handlers = new Handlers()));
    return handlers;
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
    this.#session.meter.sent();
  }

  close(code: number, reason: string): void {
    if (this.state >= STATES.closing) return;
    if (this.state === STATES.connecting) this.#closeWhenOpen = { code, reason };
    else this.#sendClose(code, reason);
    this.state = STATES.closing;
  }

  // What the session calls.

  happened(): void {
    if (this.#running) return;
    this.#running = true;
    this.#source.task(this.#run);
  }

  cutShort(): void {
    this.state = STATES.closed;
  }

  /** A task: tells the script of what has happened. Handlers that may wait, and several of them, are tasks of their own. */
  readonly #run = (): void => {
    this.#running = false;
    for (let event = this.#session.take(); event !== undefined; event = this.#session.take()) {
      if (this.#handle(event)) continue;
      this.happened();
      return;
    }
  };

  /** True when all that the event leads to is done. */
  #handle(event: SocketEvent): boolean {
    switch (event.type) {
      case 'opened':
        return this.#opened(event.head, event.agreement);
      case 'text':
      case 'binary':
        return this.#received(event.data);
      case 'ping':
      case 'pong':
        return this.#tell(event.type, NOTHING_MORE);
      case 'refused':
        this.#end(event.refusal.text, NO_REASON);
        return false;
      case 'closing':
        this.#closed(event.code, event.reason);
        return false;
      case 'broken':
        this.#end(event.breakage.ownLimit ? event.breakage.text : undefined, NO_REASON);
        this.#source.task(() => this.#session.meter.ended());
        return false;
      default:
        throw new Error(`a WebSocket has no ${event.type}`);
    }
  }

  #opened(head: ResponseHead, agreement: Agreement): boolean {
    this.protocol = agreement.protocol;
    this.extensions = this.#vu.realm.own(headerValuesOf(head, 'Sec-Websocket-Extensions'));
    const wanted = this.#closeWhenOpen;
    if (wanted === undefined) {
      this.state = STATES.open;
      return this.#tell('open', NOTHING_MORE);
    }
    this.#sendClose(wanted.code, wanted.reason);
    return true;
  }

  #received(data: string | ArrayBuffer): boolean {
    // What comes when the script has closed is not counted and not told, as in k6.
    if (this.state !== STATES.open) return true;
    this.#session.meter.received();
    const { realm } = this.#vu;
    const isBlob = typeof data !== 'string' && this.binaryType === 'blob';
    return this.#tell('message', { data: isBlob ? new (realm.editionOf(Blob))([data]) : data, origin: this.url });
  }

  #closed(code: number, reason: string): void {
    const expected = code === closeCodes.normal || code === closeCodes.goingAway;
    this.#end(expected ? undefined : closeText(code, reason), { code, reason });
    this.#source.task(() => this.#session.meter.ended());
  }

  /** The last things that the script hears of it. */
  #end(error: string | undefined, closed: object): void {
    this.state = STATES.closed;
    this.#session.end();
    if (error !== undefined) this.#queue('error', { error });
    this.#queue('close', closed);
    this.#source.task(() => this.#source.close());
  }

  /** Calls the handlers of an event. True when that is done: they are not tasks of their own. */
  #tell(type: EventType, more: object): boolean {
    const handlers = this.#handlers.get(type)?.all ?? NO_HANDLERS;
    if (handlers.length === 0) return true;
    if (handlers.length > 1 || mayWait(handlers[0])) {
      this.#queue(type, more);
      return false;
    }
    const event = this.#eventOf(type, more);
    try {
      Reflect.apply(handlers[0]!, this.#target, [event]);
    } catch (error) {
      this.#threw(error);
    }
    // What it leads to by promises comes before what happens next.
    return false;
  }

  #queue(type: EventType, more: object): void {
    const handlers = this.#handlers.get(type)?.all ?? NO_HANDLERS;
    if (handlers.length === 0) return;
    const telling = { target: this.#target, event: this.#eventOf(type, more), stopped: false, threw: this.#threw };
    for (const handler of handlers) this.#source.task(handlerTask(handler, telling));
  }

  #eventOf(type: EventType, more: object): object {
    return this.#vu.realm.copyOf({ type, target: this.#target, timestamp: epochMs(), ...more });
  }

  /** As in k6, the script hears of its own error, and of the end, before the iteration fails with it. */
  readonly #threw = (error: unknown): void => {
    if (error instanceof Interruption || this.#vu.realm.originOf(error) instanceof Interruption) throw error;
    if (this.state !== STATES.closed) {
      this.state = STATES.closed;
      this.#session.end();
      this.#session.meter.ended();
      this.#queue('error', { error: String(error) });
      this.#queue('close', NO_REASON);
    }
    this.#source.task(() => {
      throw error;
    });
  };

  #sendClose(code: number, reason: string): void {
    this.#session.connection.sendClose(code, reason);
    this.#session.meter.sent();
  }
}

const NONE: readonly string[] = [];
const NO_HANDLERS: readonly AnyFunction[] = [];
const NOTHING_MORE = {};
const NO_REASON = { reason: '' };
