import { Buffer } from 'node:buffer';
import type { Exchange } from '../../protocols/http/exchange.js';
import { GoError } from '../go-error.js';
import { CLOSED } from '../realm.js';
import { current } from '../suspension.js';
import { htmlSupport } from './html-support.js';
import { parseJson, selectJson } from './json.js';
import type { PreparedRequest } from './prepared-request.js';
import { errorCodeOf } from './record.js';
import type { RequestProblem } from './request-problem.js';
import { RESPONSE_FIELDS, type ResponseField, UNMADE } from './response-fields.js';

/** A response behind what the script holds: only that has private members. */
const SELF = Symbol('self');

/**
 * What a script gets for a request. Everything is worked out when it is read first, and kept: a script that only looks at
 * the status pays for nothing else. Fields can be overwritten; new ones cannot be added, as with k6's host objects.
 */
export class Response {
  static readonly [CLOSED] = true;
  readonly #exchange: Exchange;
  readonly #prepared: PreparedRequest;
  /** Set for requests that were never made. */
  readonly #problem: RequestProblem | null;
  /** Fields that were read or written; null until the first one is. */
  #own: Record<string, unknown> | null = null;
  #json: { readonly value: unknown } | null = null;

  constructor(exchange: Exchange, prepared: PreparedRequest, problem: RequestProblem | null = null) {
    this.#exchange = exchange;
    this.#prepared = prepared;
    this.#problem = problem;
  }

  get [SELF](): Response {
    return this;
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
    const self = this[SELF];
    const body = self.#bodyFor('json');
    if (selector !== undefined) return selectJson(body, String(selector));
    self.#json ??= { value: parseJson(body, current.vu!.realm) };
    return self.#json.value;
  }

  html(selector?: unknown): unknown {
    const document = htmlSupport.parse(this[SELF].#bodyFor('html'), (this as unknown as { url: string }).url);
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

  #read(name: string, make: ResponseField): unknown {
    this.#own ??= {};
    if (!(name in this.#own)) {
      const { plan } = this.#prepared;
      const value = this.#problem === null ? make(this.#exchange, plan, this.#prepared) : this.#unmade(name, make);
      this.#own[name] = current.vu!.realm.own(value);
    }
    return this.#own[name];
  }

  #unmade(name: string, make: ResponseField): unknown {
    return name in UNMADE ? UNMADE[name]!() : make(this.#exchange, this.#prepared.plan, this.#prepared);
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
  }
}

/** A response's own properties, in k6's order. */
export const RESPONSE_NAMES: readonly string[] = namesInOrder();

function namesInOrder(): string[] {
  const names = Object.keys(RESPONSE_FIELDS);
  names.splice(names.indexOf('status_text'), 0, 'status');
  names.splice(names.indexOf('request'), 0, 'error', 'error_code');
  return [...names, 'clickLink', 'html', 'json', 'submitForm'];
}
