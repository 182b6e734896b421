import type { TagSet } from '../../metrics/tags.js';
import type { CookieJar } from '../../protocols/http/cookie-jar.js';
import type { HttpRequest } from '../../protocols/http/exchange.js';
import type { ExpectedStatuses } from './expected-statuses.js';
import type { RequestPlan } from './request-plan.js';

/** What a script's call said, untouched. */
export interface RequestArguments {
  readonly method: unknown;
  readonly url: unknown;
  readonly body: unknown;
  readonly params: unknown;
}

/** A call's arguments, read, and the first request made from them. */
export interface PreparedRequest {
  readonly plan: RequestPlan;
  readonly first: HttpRequest;
}

/** A call without parameters and body, with everything that its meaning depends on. */
export interface RememberedCall {
  readonly method: unknown;
  readonly url: unknown;
  readonly jar: CookieJar;
  readonly tags: TagSet;
  readonly expected: ExpectedStatuses | null;
  readonly prepared: PreparedRequest;
}
