import { Buffer } from 'node:buffer';
import { goType, viewOf } from '../bytes.js';
import { GoError } from '../go-error.js';
import { type AnyFunction, current } from '../suspension.js';
import { Blob } from '../web/blob.js';
import { EVENT_TYPES, type EventType, isEventType } from './handlers.js';
import { readArguments } from './read-arguments.js';
import { WebSocketSession } from './session.js';

const CLOSE_CODES = { normal: 1000, firstFree: 3000, lastFree: 4999 };
const LONGEST_REASON_BYTES = 123;

/** The browser's `WebSocket`, as k6 has it. */
export class WebSocket {
  readonly #session: WebSocketSession;

  constructor(...args: unknown[]) {
    const vu = current.vu!;
    if (vu.stage === 'init') throw new GoError('using websockets in the init context is not supported');
    this.#session = new WebSocketSession(vu, readArguments(vu, args), this);
    this.#session.open();
  }

  get url(): string {
    return this.#session.url;
  }

  get readyState(): number {
    return this.#session.state;
  }

  get bufferedAmount(): number {
    return this.#session.unsentBytes;
  }

  get extensions(): readonly string[] {
    return this.#session.extensions;
  }

  get protocol(): string {
    return this.#session.protocol;
  }

  get binaryType(): string {
    return this.#session.binaryType;
  }

  set binaryType(given: unknown) {
    if (given !== 'blob' && given !== 'arraybuffer') {
      throw new GoError(`unknown binaryType ${String(given)}, the supported ones are "blob" and "arraybuffer"`);
    }
    this.#session.binaryType = given;
  }

  addEventListener(type?: unknown, listener?: unknown): void {
    const name = type === undefined ? '' : String(type);
    if (listener === undefined)
      throw new GoError(`handler for event type ${JSON.stringify(name)} isn't a callable function`);
    if (typeof listener !== 'function') throw new TypeError(`could not convert ${String(listener)} to a function`);
    if (isEventType(name)) this.#session.handlers(name).add(listener as AnyFunction);
    else current.vu!.thread.log.warn(`can't add event handler: unknown event type: ${name}`);
  }

  send(data?: unknown): void {
    this.#checkOpen();
    if (typeof data === 'string') {
      this.#session.sendText(data);
      return;
    }
    const bytes = viewOf(data) ?? Blob.bytesOf(data);
    if (bytes === undefined) throw new GoError(`unsupported send type ${goType(data)}`);
    this.#session.sendBinary(bytes);
  }

  ping(): void {
    this.#checkOpen();
    this.#session.ping();
  }

  close(code?: unknown, reason?: unknown): void {
    this.#session.close(closeCodeOf(code), reasonOf(reason));
  }

  /** What a script sees of it when it prints one. */
  toJSON(): unknown {
    const { url, readyState, bufferedAmount, extensions, protocol, binaryType } = this;
    return { url, readyState, bufferedAmount, extensions, protocol, binaryType };
  }

  static handlerOf(socket: WebSocket, type: EventType): unknown {
    return socket.#session.handlers(type).on ?? NO_HANDLER;
  }

  static setHandler(socket: WebSocket, type: EventType, given: unknown): void {
    const absent = given === undefined || given === null;
    if (!absent && typeof given !== 'function') throw new GoError(`a value for 'on${type}' should be callable`);
    socket.#session.handlers(type).on = absent ? undefined : (given as AnyFunction);
  }

  #checkOpen(): void {
    if (!this.#session.isOpen) throw new GoError('InvalidStateError');
  }
}

/** The web's. */
const NO_HANDLER = null;

for (const type of EVENT_TYPES) {
  Object.defineProperty(WebSocket.prototype, `on${type}`, {
    get(this: WebSocket): unknown {
      return WebSocket.handlerOf(this, type);
    },
    set(this: WebSocket, given: unknown) {
      WebSocket.setHandler(this, type, given);
    },
    enumerable: true,
    configurable: true,
  });
}

function closeCodeOf(given: unknown): number {
  const code = Math.trunc(Number(given ?? 0)) || CLOSE_CODES.normal;
  const isFree = code >= CLOSE_CODES.firstFree && code <= CLOSE_CODES.lastFree;
  if (code === CLOSE_CODES.normal || isFree) return code;
  throw new GoError(
    "InvalidAccessError: Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 " +
      `and 4999. ${code} is neither`,
  );
}

function reasonOf(given: unknown): string {
  const reason = given === undefined || given === null ? '' : String(given);
  if (Buffer.byteLength(reason) <= LONGEST_REASON_BYTES) return reason;
  throw new GoError(
    `SyntaxError: Failed to execute 'close' on 'WebSocket': The message must not be greater than ${LONGEST_REASON_BYTES} bytes`,
  );
}
