import type { Buffer } from 'node:buffer';
import type { ResponseHead } from '../http/h1/response-head.js';
import type { Refusal } from './opening.js';
import type { Agreement } from './upgrade.js';

/** Why an open connection ended without a close frame that could be read. */
export interface Breakage {
  /** What the next one who writes is told; empty when the connection still takes a close frame. */
  readonly text: string;
  /** Something that k6 would have read. */
  readonly ownLimit: boolean;
}

/** One of `opened` and `refused` comes first, once; behind `closing` and `broken` nothing comes. */
export interface ConnectionListener {
  opened(head: ResponseHead, agreement: Agreement): void;
  refused(refusal: Refusal): void;
  text(text: string): void;
  /** The bytes are the connection's again afterwards. */
  binary(bytes: Buffer): void;
  ping(): void;
  pong(payload: string): void;
  /** Answered already. */
  closing(code: number, reason: string): void;
  broken(breakage: Breakage): void;
}
