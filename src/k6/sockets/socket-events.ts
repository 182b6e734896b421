import type { ResponseHead } from '../../protocols/http/h1/response-head.js';
import type { Breakage } from '../../protocols/websocket/connection-listener.js';
import type { Refusal } from '../../protocols/websocket/opening.js';
import type { Agreement } from '../../protocols/websocket/upgrade.js';
import type { AnyFunction } from '../suspension.js';

/** What has happened on a connection, in the order in which a script is told of it. */
export type SocketEvent =
  | { readonly type: 'opened'; readonly head: ResponseHead; readonly agreement: Agreement }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'text'; readonly data: string }
  | { readonly type: 'binary'; readonly data: ArrayBuffer }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  | { readonly type: 'closing'; readonly code: number; readonly reason: string }
  | { readonly type: 'broken'; readonly breakage: Breakage }
  | TimerEvent;

export interface TimerEvent {
  readonly type: 'timer';
  readonly fn: AnyFunction;
  /** The script has not heard of it yet. */
  waiting: boolean;
}
