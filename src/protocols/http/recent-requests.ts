import type { Url } from '../net/url.js';
import type { HttpRequest } from './exchange.js';

/** Everything that the head of a request is made from, and what was made of it. */
interface Made<Head> {
  readonly url: Url;
  readonly method: string;
  readonly host: string;
  readonly userAgent: string;
  readonly headers: readonly string[] | null;
  /** Of the body; -1 for none. */
  readonly length: number;
  readonly head: Head;
}

/** Scripts make the same few requests again and again, and each of a thread's users makes them. */
const KEPT = 8;

/**
 * The heads that this thread made last, in the form of one protocol: an equal request needs no check and no new one. The
 * oldest goes first.
 */
export class RecentRequests<Head> {
  readonly #made: Made<Head>[] = [];
  #oldest = 0;

  /** The head of an equal request that has gone out. */
  find({ url, method, host, userAgent, headers, body }: HttpRequest): Head | undefined {
    const made = this.#made;
    for (let i = 0; i < made.length; i++) {
      const one = made[i]!;
      // Read URLs are remembered, so equal ones are mostly one object; if not, the head is made once more.
      if (one.url !== url || one.method !== method || one.host !== host || one.userAgent !== userAgent) continue;
      if (one.length === lengthOf(body) && sameList(one.headers, headers)) return one.head;
    }
    return undefined;
  }

  remember({ url, method, host, userAgent, headers, body }: HttpRequest, head: Head): void {
    this.#made[this.#oldest] = { url, method, host, userAgent, headers, length: lengthOf(body), head };
    this.#oldest = (this.#oldest + 1) % KEPT;
  }
}

const lengthOf = (body: Buffer | null): number => (body === null ? -1 : body.length);

function sameList(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
