import { types } from 'node:util';
import { textOf } from '../bytes.js';
import { GoError } from '../go-error.js';
import { addMethods, type CallingBack } from '../natives.js';
import { type AnyFunction, runToEnd, type Suspendable } from '../suspension.js';
import { socketMethods } from './natives.js';

/** What a socket does for the script. What ends in handlers is a generator: they may wait. */
export interface SocketActions {
  on(type: string, handler: unknown): void;
  /** Nothing can be sent any more: who tries calls the handlers of errors. */
  readonly mayWrite: boolean;
  sendText(text: string): void;
  sendBinary(bytes: Uint8Array): void;
  ping(): void;
  refusing(): Suspendable;
  closing(code: number): Suspendable;
  setTimeout(fn: AnyFunction, delayMs: number): void;
  setInterval(fn: AnyFunction, periodMs: number): void;
}

/** The socket that `ws.connect()` gives to its callback. */
export class WsSocket {
  readonly #actions: SocketActions;

  constructor(actions: SocketActions) {
    this.#actions = actions;
  }

  static actionsOf(socket: WsSocket): SocketActions {
    return socket.#actions;
  }

  on(type: unknown, handler: unknown): void {
    this.#actions.on(String(type), handler);
  }

  setTimeout(fn: unknown, timeoutMs?: unknown): void {
    this.#actions.setTimeout(callable(fn), delayOf('setTimeout', timeoutMs));
  }

  setInterval(fn: unknown, intervalMs?: unknown): void {
    this.#actions.setInterval(callable(fn), delayOf('setInterval', intervalMs));
  }
}

const GOING_AWAY = 1001;

/** Each may end in handlers of the script. */
export function addSocketMethods(): void {
  addMethods(WsSocket.prototype, 'Socket.', socketMethods, {
    send: sending((actions, text) => actions.sendText(textOf(text))),
    sendBinary: sending((actions, bytes, count) => actions.sendBinary(bufferOf(bytes, count))),
    ping: sending((actions) => actions.ping()),
    close: {
      native(this: WsSocket, ...args: unknown[]): unknown {
        return runToEnd(closing(this, args), this, args);
      },
      waits: () => true,
      twin(this: WsSocket, ...args: unknown[]): Suspendable {
        return closing(this, args);
      },
    },
  });
}

/** What is given as a code is read as a number, undefined too. */
function closing(socket: WsSocket, given: readonly unknown[]): Suspendable {
  const code = given.length === 0 ? GOING_AWAY : Math.trunc(Number(given[0])) || 0;
  return WsSocket.actionsOf(socket).closing(code);
}

/** Handlers are called only where nothing can be sent. */
function sending(send: (actions: SocketActions, given: unknown, count: number) => void): CallingBack {
  return {
    native(this: WsSocket, ...args: unknown[]): unknown {
      const actions = WsSocket.actionsOf(this);
      if (!actions.mayWrite) return runToEnd(actions.refusing(), this, args);
      send(actions, args[0], args.length);
      return undefined;
    },
    waits: (_args, self) => !WsSocket.actionsOf(self as WsSocket).mayWrite,
    twin(this: WsSocket): Suspendable {
      return WsSocket.actionsOf(this).refusing();
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
