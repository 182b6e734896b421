import type { Buffer } from 'node:buffer';
import { after } from '../../base/timers.js';
import { bufferOf } from '../http/bytes.js';
import type { ResponseHead } from '../http/h1/response-head.js';
import { type ResponseListener, ResponseReader } from '../http/h1/response-reader.js';
import type { Failure } from '../net/failures.js';
import { type Agreement, agreementOf, BAD_HANDSHAKE, newKey, type UpgradeRequest, upgradeHead } from './upgrade.js';

/** Why there is no WebSocket. */
export interface Refusal {
  readonly text: string;
  /** The server's answer, if there was one. */
  readonly head: ResponseHead | undefined;
  readonly body: string;
}

/** Exactly one of the two is called, once. */
export interface OpeningListener {
  agreed(head: ResponseHead, agreement: Agreement, bytes: Buffer, from: number, end: number): void;
  refused(refusal: Refusal): void;
}

/** k6's, for everything up to the server's answer. */
const TIMEOUT_MS = 60_000;
/** Of the body of an answer that is no agreement. */
const SHOWN_BODY_BYTES = 1024;

/** The part of a connection's life before frames: the request for the upgrade, and its answer. */
export class Opening implements ResponseListener {
  readonly #request: UpgradeRequest;
  readonly #listener: OpeningListener;
  readonly #reader = new ResponseReader(this);
  readonly #stopTimer: () => void;
  #key = '';
  #head: ResponseHead | undefined;
  #begun = false;
  #over = false;

  constructor(request: UpgradeRequest, listener: OpeningListener, timedOut: () => void) {
    this.#request = request;
    this.#listener = listener;
    this.#stopTimer = after(TIMEOUT_MS, undefined, timedOut);
  }

  /** What goes out first. */
  ask(): string {
    this.#key = newKey();
    this.#reader.expect(false, true);
    return upgradeHead(this.#request, this.#key);
  }

  read(bytes: Buffer, end: number): void {
    if (end > 0) this.#begun = true;
    this.#reader.read(bytes, end);
  }

  /** The server has closed its side. */
  ended(): void {
    if (!this.#begun) this.fail('unexpected EOF');
    else this.#reader.ended();
  }

  fail(text: string): void {
    this.#refuse(text, '');
  }

  /** Nobody waits for it any more. */
  drop(): void {
    this.#over = true;
    this.#stopTimer();
  }

  // What the reader calls.

  headed(head: ResponseHead): void {
    this.#head = head;
  }

  switched(bytes: Buffer, from: number, end: number): void {
    const agreement = agreementOf(this.#head!, this.#key, this.#request.deflate);
    if (typeof agreement === 'string') {
      this.#refuse(agreement, '');
      return;
    }
    if (this.#over) return;
    this.drop();
    this.#listener.agreed(this.#head!, agreement, bytes, from, end);
  }

  completed(body: Parameters<ResponseListener['completed']>[0]): void {
    const text = body === null ? '' : bufferOf(body).toString('utf8', 0, SHOWN_BODY_BYTES);
    this.#refuse(BAD_HANDSHAKE, text);
  }

  unreadable({ text }: Failure): void {
    this.#refuse(text, '');
  }

  #refuse(text: string, body: string): void {
    if (this.#over) return;
    this.drop();
    this.#listener.refused({ text, head: this.#head, body });
  }
}
