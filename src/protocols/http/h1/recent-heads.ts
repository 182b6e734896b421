import type { Url } from '../../net/url.js';
import type { HttpRequest } from '../exchange.js';

/** Everything that a head is made from, and the head. */
interface MadeHead {
  readonly url: Url;
  readonly method: string;
  readonly host: string;
  readonly userAgent: string;
  readonly headers: readonly string[] | null;
  /** Of the body; -1 for none. */
  readonly length: number;
  readonly text: string;
}

/** Scripts make the same few requests again and again, and each of a thread's users makes them. */
const KEPT = 8;

/** The heads that this thread made last: an equal request needs no check and no new text. The oldest goes first. */
const made: MadeHead[] = [];
let oldest = 0;

/** The head of an equal request that has gone out. */
export function recentHead({ url, method, host, userAgent, headers, body }: HttpRequest): string | undefined {
  for (let i = 0; i < made.length; i++) {
    const head = made[i]!;
    // Read URLs are remembered, so equal ones are mostly one object; if not, the head is made once more.
    if (head.url !== url || head.method !== method || head.host !== host || head.userAgent !== userAgent) continue;
    if (head.length === lengthOf(body) && sameList(head.headers, headers)) return head.text;
  }
  return undefined;
}

export function rememberHead({ url, method, host, userAgent, headers, body }: HttpRequest, text: string): void {
  made[oldest] = { url, method, host, userAgent, headers, length: lengthOf(body), text };
  oldest = (oldest + 1) % KEPT;
}

const lengthOf = (body: Buffer | null): number => (body === null ? -1 : body.length);

function sameList(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
