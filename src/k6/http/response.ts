import { Buffer } from 'node:buffer';
import type { Exchange } from '../../protocols/http/exchange.js';
import { GoError } from '../go-error.js';
import { CLOSED } from '../realm.js';
import { current } from '../suspension.js';
import { htmlSupport } from './html-support.js';
import { parseJson, selectJson } from './json.js';
import { errorCodeOf } from './record.js';
import type { RequestPlan } from './request-plan.js';
import type { RequestProblem } from './request-problem.js';
import { RESPONSE_FIELDS } from './response-fields.js';

/**
 * What a script gets for a request. Everything is worked out when it is read first, and kept: a script that only looks at
 * the status pays for nothing else. Fields can be overwritten; new ones cannot be added, as with k6's host objects.
 */
export class Response {
  static readonly [CLOSED] = true;
  readonly #exchange: Exchange;
  readonly #plan: RequestPlan;
  /** Set for requests that were never made. */
  readonly #problem: RequestProblem | null;
  /** Fields that were read or written; null until the first one is. */
  #own: Record<string, unknown> | null = null;
  #json: { readonly value: unknown } | null = null;

  constructor(exchange: Exchange, plan: RequestPlan, problem: RequestProblem | null = null) {
    this.#exchange = exchange;
    this.#plan = plan;
    this.#problem = problem;
  }

  get status(): number {
    if (this.#own !== null && 'status' in this.#own) return this.#own.status as number;
    const { failure, status } = this.#exchange;
    return failure === null ? status : 0;
  }

  set status(value: unknown) {
    this.#write('status', value);
  }

  json(selector?: unknown): unknown {
    const body = this.#bodyFor('json');
    if (selector !== undefined) return selectJson(body, String(selector));
    this.#json ??= { value: parseJson(body, current.vu!.realm) };
    return this.#json.value;
  }

  html(selector?: unknown): unknown {
    const document = htmlSupport.parse(this.#bodyFor('html'), (this as unknown as { url: string }).url);
    return selector === undefined ? document : document.find(String(selector));
  }

  /** The body as text, for what parses it. */
  #bodyFor(what: string): string {
    const body = (this as unknown as { body: unknown }).body;
    if (body === null || body === undefined) {
      throw new GoError(
        `the body is null so we can't transform it to ${what === 'json' ? 'JSON' : 'HTML'} - this likely was because of a request error getting the response`,
      );
    }
    return typeof body === 'string' ? body : Buffer.from(body as ArrayBuffer).toString('utf8');
  }

  #read(name: string, make: (exchange: Exchange, plan: RequestPlan) => unknown): unknown {
    this.#own ??= {};
    if (!(name in this.#own)) this.#own[name] = current.vu!.realm.own(make(this.#exchange, this.#plan));
    return this.#own[name];
  }

  #write(name: string, value: unknown): void {
    this.#own ??= {};
    this.#own[name] = value;
  }

  static {
    const define = (name: string, get: (this: Response) => unknown): void => {
      const set = function (this: Response, value: unknown): void {
        this.#write(name, value);
      };
      Object.defineProperty(Response.prototype, name, { get, set, enumerable: true, configurable: true });
    };
    for (const [name, make] of Object.entries(RESPONSE_FIELDS)) {
      define(name, function () {
        return this.#read(name, make);
      });
    }
    define('error', function () {
      return this.#read('error', (exchange) => this.#problem?.message ?? exchange.failure?.text ?? '');
    });
    define('error_code', function () {
      return this.#read('error_code', (exchange) => this.#problem?.code ?? errorCodeOf(exchange));
    });
    // for..in shows the methods too, after the fields.
    const names = ['status', ...Object.keys(RESPONSE_FIELDS), 'error', 'error_code'];
    for (const name of ['status', 'json', 'html', 'submitForm', 'clickLink']) {
      const descriptor = Object.getOwnPropertyDescriptor(Response.prototype, name);
      if (descriptor) Object.defineProperty(Response.prototype, name, { ...descriptor, enumerable: true });
    }
    Object.defineProperty(Response.prototype, 'toJSON', {
      value: function toJSON(this: Record<string, unknown>) {
        return Object.fromEntries(names.map((name) => [name, this[name]]));
      },
    });
  }
}
