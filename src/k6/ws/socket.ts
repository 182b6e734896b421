import { types } from 'node:util';
import { textOf } from '../bytes.js';
import { GoError } from '../go-error.js';
import { addMethods } from '../natives.js';
import { type AnyFunction, runToEnd, type Suspendable } from '../suspension.js';
import { socketMethods } from './natives.js';

/** What a socket does for the script; handlers may run, and wait, before a call returns. */
export interface SocketActions {
  on(type: string, handler: unknown): void;
  sendText(text: string): Suspendable;
  sendBinary(bytes: Uint8Array): Suspendable;
  ping(): Suspendable;
  closing(code: number): Suspendable;
  setTimeout(fn: AnyFunction, delayMs: number): void;
  setInterval(fn: AnyFunction, periodMs: number): void;
}

/** The socket that `ws.connect()` gives to its callback. */
export class WsSocket {
  readonly #session: SocketActions;

  constructor(session: SocketActions) {
    this.#session = session;
  }

  static sessionOf(socket: WsSocket): SocketActions {
    return socket.#session;
  }

  on(type: unknown, handler: unknown): void {
    this.#session.on(String(type), handler);
  }

  setTimeout(fn: unknown, timeoutMs?: unknown): void {
    this.#session.setTimeout(callable(fn), delayOf('setTimeout', timeoutMs));
  }

  setInterval(fn: unknown, intervalMs?: unknown): void {
    this.#session.setInterval(callable(fn), delayOf('setInterval', intervalMs));
  }
}

const GOING_AWAY = 1001;

/** Each may end in handlers of the script. */
export function addSocketMethods(): void {
  addMethods(WsSocket.prototype, 'Socket.', socketMethods, {
    send: dispatching((session, text) => session.sendText(textOf(text))),
    sendBinary: dispatching((session, bytes, count) => session.sendBinary(bufferOf(bytes, count))),
    ping: dispatching((session) => session.ping()),
    close: dispatching((session, code) =>
      session.closing(code === undefined ? GOING_AWAY : Math.trunc(Number(code)) || 0),
    ),
  });
}

type Act = (session: SocketActions, given: unknown, count: number) => Suspendable;

function dispatching(act: Act) {
  const acting = (socket: WsSocket, args: unknown[]): Suspendable =>
    act(WsSocket.sessionOf(socket), args[0], args.length);
  return {
    native(this: WsSocket, ...args: unknown[]): unknown {
      return runToEnd(acting(this, args), this, args);
    },
    waits: () => true,
    twin(this: WsSocket, ...args: unknown[]): Suspendable {
      return acting(this, args);
    },
  };
}

function bufferOf(value: unknown, count: number): Uint8Array {
  if (types.isAnyArrayBuffer(value)) return new Uint8Array(value);
  if (count === 0) throw new GoError('missing argument, expected ArrayBuffer');
  throw new GoError(`expected ArrayBuffer as argument, received: ${kindOf(value)}`);
}

const kindOf = (value: unknown): string =>
  value === undefined || value === null
    ? String(value)
    : Object.prototype.toString.call(value).slice('[object '.length, -1);

function callable(fn: unknown): AnyFunction {
  if (typeof fn !== 'function') throw new TypeError(`could not convert ${String(fn)} to a function`);
  return fn as AnyFunction;
}

function delayOf(what: string, given: unknown): number {
  const delayMs = given === undefined || given === null ? 0 : Number(given);
  if (delayMs > 0) return delayMs;
  throw new GoError(
    `${what} requires a >0 timeout parameter, received ${Number.isNaN(delayMs) ? 'NaN' : delayMs.toFixed(2)}`,
  );
}
