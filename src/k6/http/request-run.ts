import { monotonicMs } from '../../base/clock.js';
import { clearDeadline, type Deadline, type Limited } from '../../base/deadlines.js';
import { parseSetCookie } from '../../protocols/http/cookie.js';
import { Exchange, type ExchangeSink, type Flight, type HttpRequest } from '../../protocols/http/exchange.js';
import { httpFailures } from '../../protocols/http/http-failures.js';
import { SWITCHING_PROTOCOLS } from '../../protocols/http/statuses.js';
import { failures } from '../../protocols/net/failures.js';
import { UrlError } from '../../protocols/net/url.js';
import { GoError } from '../go-error.js';
import { Marked } from '../suspension.js';
import { answerChallenge, expectedOf } from './challenge.js';
import { recordCorrected } from './corrected.js';
import { debugRequest, debugResponse } from './debug.js';
import { firstHop, nextHop } from './hops.js';
import type { HttpVu } from './http-vu.js';
import { prepare } from './prepare.js';
import type { PreparedRequest, RequestArguments } from './prepared-request.js';
import { planRequest } from './read-params.js';
import { recordExchange, tagsOf } from './record.js';
import type { RequestPlan } from './request-plan.js';
import { RequestProblem } from './request-problem.js';
import type { Response } from './response.js';
import { headerValues } from './response-fields.js';

const NOWHERE = 'http:';

/**
 * One scripted request from its arguments to its response, over as many hops as redirects and authentication need. Each
 * hop is measured by itself. Subclasses say who gets the response.
 */
export abstract class RequestRun extends Marked implements ExchangeSink, Limited {
  deadline: Deadline | null = null;
  protected vu!: HttpVu;
  #prepared!: PreparedRequest;
  #flight: Flight | null = null;
  #giveUpWaiting: (() => void) | undefined;
  #redirects = 0;
  /** How many challenges of the server have been answered. */
  #rounds = 0;

  readonly #given: RequestArguments;

  constructor(given: RequestArguments) {
    super();
    this.#given = given;
  }

  /** The response of a request that was made, or of one that could not be. */
  protected abstract finish(response: Response): void;
  /** The script asked for exceptions. */
  protected abstract fail(makeError: () => unknown): void;

  start(vu: HttpVu): void {
    try {
      this.prepare(vu);
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error;
      this.#refuse(error);
      return;
    }
    this.begin();
  }

  /** Reads the arguments. Throws a RequestProblem for those that make no request. */
  prepare(vu: HttpVu): void {
    this.vu = vu;
    this.#prepared = prepare(vu, this.#given);
  }

  /** Sends what was prepared, now or when its turn comes. */
  begin(): void {
    const { options, throttle } = this.vu.thread.context;
    if (options.rps <= 0) this.#begin();
    else this.#giveUpWaiting = throttle(() => this.#begin());
  }

  cancel(): void {
    this.#giveUpWaiting?.();
    clearDeadline(this);
    if (this.#flight?.cancel() === 'sent') this.vu.thread.context.test.requestCut();
  }

  /** The request's timeout has passed. */
  expire(): void {
    this.#flight?.fail(httpFailures.timeout());
  }

  done(exchange: Exchange): void {
    const { plan } = this.#prepared;
    const { thread } = this.vu;
    const { httpDebug } = thread.context.options;
    if (httpDebug !== '') debugResponse(thread.context.log, exchange, httpDebug);
    if (exchange.headers.cookies && exchange.failure === null) keepCookies(plan, exchange);
    const answer = plan.auth === '' ? undefined : answerChallenge(plan, exchange, this.#rounds);
    if (exchange.status === SWITCHING_PROTOCOLS && exchange.failure === null) {
      clearDeadline(this);
      this.fail(() => new GoError('unsupported response status: 101 Switching Protocols'));
      return;
    }
    const next = isRedirect(exchange) ? this.#nextOf(exchange) : undefined;
    const expected = expectedOf(plan, this.#rounds);
    const tags = tagsOf(plan.tags, exchange, plan.name, expected, thread.tags);
    const { builtin } = thread.context;
    recordExchange(builtin, exchange, tags, expected);
    recordCorrected(this.vu.context, exchange, tags);
    if (answer !== undefined) {
      this.#rounds++;
      this.#send(answer);
      return;
    }
    if (next !== undefined && this.#mayFollow()) {
      this.#send(next);
      return;
    }
    clearDeadline(this);
    if (exchange.failure !== null && this.#thrown(exchange)) return;
    this.finish(this.vu.respond(exchange, this.#prepared));
  }

  #begin(): void {
    this.#giveUpWaiting = undefined;
    if (this.#prepared.plan.timeoutMs <= 0) {
      this.#endUnsent();
      return;
    }
    const nowMs = monotonicMs();
    this.vu.thread.deadlines.set(this, this.#prepared.plan.timeoutMs, nowMs);
    this.#send(this.#prepared.first, nowMs);
  }

  /** No time at all: it is over before anything goes out, and counts. */
  #endUnsent(): void {
    const exchange = new Exchange(this.#prepared.first);
    exchange.failure = httpFailures.timeout();
    this.done(exchange);
  }

  #send(request: HttpRequest, nowMs = monotonicMs()): void {
    const { options, log } = this.vu.thread.context;
    if (options.httpDebug !== '') debugRequest(log, request, options.httpDebug);
    this.#flight = this.vu.client.send(request, this, nowMs);
    // The deadline may have passed when the hop before was over but not reported yet.
    if (this.deadline === null) this.expire();
  }

  /** Counts a redirect that is to be followed; false when there were enough of them. */
  #mayFollow(): boolean {
    const { plan } = this.#prepared;
    if (this.#redirects < plan.maxRedirects) {
      this.#redirects++;
      return true;
    }
    if (!plan.redirectsGiven) {
      this.vu.thread.context.log.warn(
        // k6 counts the one that was not followed.
        `Stopped after ${this.#redirects + 1} redirects and returned the redirection; pass { redirects: n } in request params or set global maxRedirects to silence this`,
        { url: plan.url.href },
      );
    }
    return false;
  }

  /** What a redirect leads to. A Location that cannot be read makes it a failure, before it is measured. */
  #nextOf(exchange: Exchange): HttpRequest | undefined {
    const location = headerValues(exchange, 'Location')[0];
    if (location === undefined) return undefined;
    try {
      return nextHop(this.#prepared.plan, exchange, location);
    } catch (error) {
      if (!(error instanceof UrlError)) throw error;
      exchange.failure = failures.other(
        `failed to parse Location header ${JSON.stringify(location)}: parse ${JSON.stringify(location)}: ${error.message}`,
      );
      exchange.body = null;
      exchange.status = 0;
      return undefined;
    }
  }

  /** Warns about a failed request, or throws where the script wants that; true when it threw. */
  #thrown({ failure, request, status }: Exchange): boolean {
    const verb = request.method.charAt(0) + request.method.slice(1).toLowerCase() || 'Get';
    // What goes wrong behind the head of a response is told without its request, as by k6.
    const where = status === 0 ? `${verb} ${JSON.stringify(withoutPassword(request.url.href))}: ` : '';
    const text = where + failure!.detail;
    if (this.#prepared.plan.throws) {
      this.fail(() => new GoError(text));
      return true;
    }
    this.vu.thread.context.log.warnCounted('Request Failed', { error: text });
    return false;
  }

  /** The arguments make no request: nothing is sent and nothing measured. */
  #refuse(problem: RequestProblem): void {
    const { params } = this.#given;
    const own = typeof params === 'object' && params !== null ? (params as { throw?: unknown }).throw : undefined;
    const { options, log } = this.vu.thread.context;
    if (own === undefined ? options.throw : Boolean(own)) {
      this.fail(() => new GoError(problem.message));
      return;
    }
    log.warnCounted('Request Failed', { error: problem.message });
    this.finish(refusedResponse(problem, this.vu));
  }
}

const isRedirect = ({ failure, status }: Exchange): boolean => failure === null && status >= 300 && status < 400;

/** Logs are read by more people than scripts. */
const withoutPassword = (href: string): string => href.replace(/^([^/]*\/\/[^/:@]*):[^/@]*@/, '$1:***@');

function keepCookies({ jar }: RequestPlan, exchange: Exchange): void {
  const texts = headerValues(exchange, 'Set-Cookie');
  if (texts.length === 0) return;
  const cookies = texts.map(parseSetCookie).filter((cookie) => cookie !== undefined);
  jar.set(exchange.request.url, cookies);
}

/** What a script gets where no request was made. */
export function refusedResponse(problem: RequestProblem, vu: HttpVu): Response {
  const plan = planRequest(vu, '', NOWHERE, null, null);
  const first = firstHop(plan);
  return vu.respond(new Exchange(first), { plan, first }, problem);
}
