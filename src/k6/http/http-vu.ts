import { HttpClient } from '../../protocols/http/client.js';
import { CookieJar } from '../../protocols/http/cookie-jar.js';
import type { Exchange } from '../../protocols/http/exchange.js';
import type { VuContext } from '../context.js';
import type { VuPart } from '../vu-parts.js';
import { DEFAULT_EXPECTED, type ExpectedStatuses } from './expected-statuses.js';
import { HttpThread } from './http-thread.js';
import type { PreparedRequest, RememberedCall } from './prepared-request.js';
import type { RequestProblem } from './request-problem.js';
import { RESPONSE_NAMES, Response } from './response.js';

/** The HTTP side of one VU: its connections, its cookies and its script's settings. */
export class HttpVu implements VuPart {
  readonly thread: HttpThread;
  readonly client: HttpClient;
  /** Null: nothing is expected, and nothing counts as failed. */
  responseCallback: ExpectedStatuses | null = DEFAULT_EXPECTED;
  lastCall: RememberedCall | null = null;
  /** The VU's own; a fresh one in each iteration, unless the test keeps cookies. */
  jar = new CookieJar();

  /** What responses are made with, so that they are the script's own, and show what they have. */
  readonly #Response: typeof Response;
  readonly #shown: (response: Response) => Response;

  constructor(readonly context: VuContext) {
    this.#Response = context.realm.editionOf(Response);
    this.#shown = context.realm.hosts(RESPONSE_NAMES);
    this.thread = HttpThread.of(context.thread);
    this.client = new HttpClient(this.thread.environment, context.traffic);
  }

  static of(context: VuContext): HttpVu {
    return context.parts.of(HttpVu, context);
  }

  respond(exchange: Exchange, prepared: PreparedRequest, problem: RequestProblem | null = null): Response {
    return this.#shown(new this.#Response(exchange, prepared, problem));
  }

  iterationEnded(): void {
    const { options } = this.thread.context;
    if (!this.jar.empty && !options.noCookiesReset) this.jar = new CookieJar();
    if (options.noVUConnectionReuse) this.client.closeIdle();
  }

  countTraffic(): void {
    this.client.countTraffic();
  }

  closed(): void {
    this.client.destroy();
  }
}
