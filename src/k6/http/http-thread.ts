import { Deadlines } from '../../base/deadlines.js';
import { HttpEnvironment } from '../../protocols/http/environment.js';
import type { ThreadContext } from '../context.js';
import { networkOf } from '../network.js';

/** Tags that only some tests have switched on. */
export interface HttpTagSwitches {
  readonly proto: boolean;
  readonly status: boolean;
  readonly method: boolean;
  readonly url: boolean;
  readonly name: boolean;
  readonly error: boolean;
  readonly error_code: boolean;
  readonly tls_version: boolean;
  readonly expected_response: boolean;
  readonly ip: boolean;
  readonly ocsp_status: boolean;
}

/** What the HTTP modules of all VUs of a thread share. */
export class HttpThread {
  readonly environment: HttpEnvironment;
  readonly deadlines = new Deadlines();
  readonly tags: HttpTagSwitches;
  /** The user chose how many redirects are followed: reaching the limit is no surprise. */
  readonly redirectsGiven: boolean;

  private constructor(readonly context: ThreadContext) {
    this.environment = new HttpEnvironment(context.options, networkOf(context), process.env);
    const { options, metrics } = context;
    const given = context.test.options as { readonly maxRedirects?: unknown } | null;
    this.redirectsGiven = (given?.maxRedirects ?? null) !== null;
    // A tag that nothing in the test is split by is not worked out at all.
    const on = { has: (tag: string) => options.systemTags.includes(tag) && metrics.wants(tag) };
    this.tags = {
      proto: on.has('proto'),
      status: on.has('status'),
      method: on.has('method'),
      url: on.has('url'),
      name: on.has('name'),
      error: on.has('error'),
      error_code: on.has('error_code'),
      tls_version: on.has('tls_version'),
      expected_response: on.has('expected_response'),
      ip: on.has('ip'),
      ocsp_status: on.has('ocsp_status'),
    };
  }

  static of(context: ThreadContext): HttpThread {
    let thread = threads.get(context);
    if (thread === undefined) threads.set(context, (thread = new HttpThread(context)));
    return thread;
  }
}

const threads = new WeakMap<ThreadContext, HttpThread>();
