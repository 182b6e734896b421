import type { TagSet } from '../../metrics/tags.js';
import type { CookieJar } from '../../protocols/http/cookie-jar.js';
import type { Url } from '../../protocols/net/url.js';
import type { ExpectedStatuses } from './expected-statuses.js';
import type { HeaderMap } from './header-names.js';

export type ResponseType = 'text' | 'binary' | 'none';
export type AuthScheme = '' | 'basic' | 'digest' | 'ntlm';

/** A cookie that a script gave with a request. */
export interface RequestCookie {
  readonly name: string;
  readonly value: string;
  /** True: it stands for the jar's cookie of that name instead of going before it. */
  readonly replace: boolean;
}

/** One scripted request, read and complete; its hops are made from it. */
export interface RequestPlan {
  readonly method: string;
  readonly url: Url;
  /** The `name` tag when the script or a URL template gave one, else empty. */
  readonly name: string;
  /** What the script passed, for `response.request.body`. */
  readonly given: Buffer | null;
  /** The same as it goes out: compressed, or left out. */
  readonly body: Buffer | null;
  readonly headers: HeaderMap | null;
  /** Value of a Host header, empty when the URL says it. */
  readonly host: string;
  readonly userAgent: string;
  readonly cookies: readonly RequestCookie[];
  readonly jar: CookieJar;
  readonly tags: TagSet;
  readonly auth: AuthScheme;
  readonly timeoutMs: number;
  readonly maxRedirects: number;
  /** The script or the user chose the limit: reaching it is no surprise. */
  readonly redirectsGiven: boolean;
  readonly responseType: ResponseType;
  readonly expected: ExpectedStatuses | null;
  readonly throws: boolean;
}
