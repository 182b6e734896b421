import type { Buffer } from 'node:buffer';
import { Fifo } from '../../base/fifo.js';
import { parseSetCookie } from '../../protocols/http/cookie.js';
import type { ResponseHead } from '../../protocols/http/h1/response-head.js';
import { type AfterReads, afterReads } from '../../protocols/net/after-reads.js';
import { WebSocketConnection } from '../../protocols/websocket/connection.js';
import type { Breakage, ConnectionListener } from '../../protocols/websocket/connection-listener.js';
import type { Refusal } from '../../protocols/websocket/opening.js';
import type { Agreement } from '../../protocols/websocket/upgrade.js';
import type { VuContext } from '../context.js';
import { networkOf } from '../network.js';
import { headerValuesOf } from './head-values.js';
import type { SocketEvent } from './socket-events.js';
import { SocketMeter } from './socket-meter.js';
import { type SocketPlan, upgradeRequestOf } from './socket-plan.js';
import { type OpenSocket, SocketsVu } from './sockets-vu.js';

/** Who tells the script. */
export interface SessionOwner {
  /** Events are waiting to be taken. */
  happened(): void;
  /** Nobody will be told of anything any more. */
  cutShort(): void;
  /** What a connection that is cut short says to the server. */
  readonly closeCode: number;
  /** Samples have the tag `name`. */
  readonly named: boolean;
}

/** So many events may wait for a script that is busy; then the connection is not read. */
const MOST_WAITING = 128;
const FEW_WAITING = 16;

const PING: SocketEvent = { type: 'ping' };
const PONG: SocketEvent = { type: 'pong' };

/** One connection of a script: what has happened on it waits here until the script is told. */
export class SocketSession implements ConnectionListener, OpenSocket, AfterReads {
  readonly meter: SocketMeter;
  readonly connection: WebSocketConnection;
  readonly #vu: VuContext;
  readonly #plan: SocketPlan;
  readonly #owner: SessionOwner;
  readonly #events = new Fifo<SocketEvent>();
  #told = false;
  #paused = false;
  #over = false;

  constructor(vu: VuContext, plan: SocketPlan, owner: SessionOwner) {
    this.#vu = vu;
    this.#plan = plan;
    this.#owner = owner;
    this.meter = new SocketMeter(vu.thread, plan, owner.named);
    this.connection = new WebSocketConnection(this, vu.traffic);
  }

  open(): void {
    const { thread, parts } = this.#vu;
    parts.of(SocketsVu, this.#vu).add(this);
    const request = upgradeRequestOf(this.#plan, thread.options.userAgent);
    if (typeof request !== 'string') this.connection.open(networkOf(thread), request);
    else this.refused({ text: request, head: undefined, body: '' });
  }

  /** The next event; undefined when none is waiting. */
  take(): SocketEvent | undefined {
    const event = this.#events.shift();
    if (this.#paused && this.#events.size <= FEW_WAITING) {
      this.#paused = false;
      this.connection.goOn();
    }
    return event;
  }

  add(event: SocketEvent): void {
    if (this.#over) return;
    this.#events.push(event);
    if (!this.#paused && this.#events.size > MOST_WAITING) {
      this.#paused = true;
      this.connection.pause();
    }
    if (this.#told) return;
    this.#told = true;
    afterReads(this);
  }

  readsOver(): void {
    this.#told = false;
    if (this.#over) return;
    // What handlers answer to several messages goes out in one piece.
    this.connection.hold();
    this.#owner.happened();
    this.connection.release();
  }

  /** The script has been told of everything: the connection is closed. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#vu.parts.of(SocketsVu, this.#vu).delete(this);
    this.connection.end();
  }

  cutShort(): void {
    if (this.#over) return;
    this.connection.sendClose(this.#owner.closeCode, '');
    this.#owner.cutShort();
    this.end();
  }

  countTraffic(): void {
    this.connection.countTraffic();
  }

  // What the connection calls.

  opened(head: ResponseHead, agreement: Agreement): void {
    this.#keepCookies(head);
    this.meter.connected(head.status, agreement.protocol, this.connection.remoteIp);
    this.add({ type: 'opened', head, agreement });
  }

  refused(refusal: Refusal): void {
    const { head } = refusal;
    if (head !== undefined) this.#keepCookies(head);
    const protocol = head === undefined ? '' : (headerValuesOf(head, 'Sec-Websocket-Protocol')[0] ?? '');
    this.meter.connected(head?.status ?? 0, protocol, this.connection.remoteIp);
    this.add({ type: 'refused', refusal });
  }

  text(data: string): void {
    this.add({ type: 'text', data });
  }

  binary(bytes: Buffer): void {
    const data = new this.#vu.realm.intrinsics.ArrayBuffer(bytes.length);
    new Uint8Array(data).set(bytes);
    this.add({ type: 'binary', data });
  }

  ping(): void {
    this.add(PING);
  }

  pong(payload: string): void {
    this.meter.pong(payload);
    this.add(PONG);
  }

  closing(code: number, reason: string): void {
    this.add({ type: 'closing', code, reason });
  }

  broken(breakage: Breakage): void {
    this.add({ type: 'broken', breakage });
  }

  #keepCookies(head: ResponseHead): void {
    if (!head.cookies) return;
    const cookies = headerValuesOf(head, 'Set-Cookie').map(parseSetCookie);
    const request = upgradeRequestOf(this.#plan, '');
    if (typeof request !== 'string')
      this.#plan.jar.set(
        request.url,
        cookies.filter((cookie) => cookie !== undefined),
      );
  }
}
