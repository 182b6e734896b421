import { goType } from '../bytes.js';
import type { Operation, Resumable } from '../context.js';
import { GoError } from '../go-error.js';
import { Marked, PENDING } from '../suspension.js';
import { refuseInInit } from './blocking-request.js';
import { HttpVu } from './http-vu.js';
import type { RequestArguments } from './prepared-request.js';
import { RequestProblem } from './request-problem.js';
import { RequestRun, refusedResponse } from './request-run.js';
import type { Response } from './response.js';
import { printsItself, readUrlArgument } from './url-template.js';

/** `http.batch()`: several requests at once, `batch` of them in all and `batchPerHost` to one host. */
export class Batch extends Marked implements Operation {
  readonly what = 'http.batch()';
  readonly #given: readonly unknown[];
  #waiting: Part[] = [];
  readonly #running = new Set<Part>();
  readonly #perHost = new Map<string, number>();
  #strand!: Resumable;
  #vu!: HttpVu;
  #results!: Record<string, unknown> | unknown[];
  #started = false;
  #thrown: (() => unknown) | null = null;

  constructor(given: readonly unknown[]) {
    super();
    this.#given = given;
  }

  exec(strand: Resumable): unknown {
    refuseInInit(strand.vu.stage);
    const requests = requestsOf(this.#given);
    this.#strand = strand;
    this.#vu = HttpVu.of(strand.vu);
    const keys = Object.keys(requests);
    // In the script's order, whichever response comes first.
    this.#results = Array.isArray(requests)
      ? new Array<unknown>(requests.length).fill(null)
      : Object.fromEntries(keys.map((key) => [key, null]));
    const problem = this.#prepare(requests, keys);
    if (problem !== undefined) return this.#refused(problem);
    this.#pump();
    this.#started = true;
    if (!this.#done) return PENDING;
    if (this.#thrown) throw this.#thrown();
    return this.#ownResults;
  }

  /** Reads all of them before any goes out: one that makes no request keeps all back. */
  #prepare(requests: Record<string, unknown>, keys: readonly string[]): RequestProblem | undefined {
    for (const key of Array.isArray(requests) ? requests.keys() : keys) {
      try {
        const part = new Part(this, String(key), argumentsOf((requests as Record<string | number, unknown>)[key], key));
        part.prepare(this.#vu);
        this.#waiting.push(part);
      } catch (error) {
        if (!(error instanceof RequestProblem)) throw error;
        (this.#results as Record<string | number, unknown>)[key] = refusedResponse(error, this.#vu);
        return error;
      }
    }
    return undefined;
  }

  /** Those before the one that cannot be sent have empty responses, those after it none. */
  #refused(problem: RequestProblem): unknown {
    const { options, log } = this.#vu.context.thread;
    if (options.throw) throw new GoError(problem.message);
    log.warn('A batch request failed', { error: problem.message });
    const results = this.#results as Record<string, unknown>;
    for (const { key } of this.#waiting) results[key] = refusedResponse(NO_PROBLEM, this.#vu);
    return this.#ownResults;
  }

  cancel(): void {
    this.#waiting = [];
    for (const part of this.#running) part.cancel();
  }

  finished(part: Part, response: Response): void {
    (this.#results as Record<string, unknown>)[part.key] = response;
    this.#left(part);
  }

  failed(part: Part, makeError: () => unknown): void {
    if (this.#thrown) {
      this.#left(part);
      return;
    }
    this.#thrown = makeError;
    this.#waiting = [];
    this.#left(part);
  }

  get #ownResults(): unknown {
    return this.#vu.context.realm.own(this.#results);
  }

  get #done(): boolean {
    return this.#waiting.length === 0 && this.#running.size === 0;
  }

  #left(part: Part): void {
    this.#running.delete(part);
    this.#perHost.set(part.host, this.#perHost.get(part.host)! - 1);
    this.#pump();
    if (!this.#started || !this.#done) return;
    if (this.#thrown) this.#strand.fail(this.#thrown);
    else this.#strand.resume(this.#ownResults);
  }

  /** Starts what the limits allow, in the script's order within each host. */
  #pump(): void {
    const { batch, batchPerHost } = this.#vu.context.thread.options;
    for (let at = 0; at < this.#waiting.length && (batch <= 0 || this.#running.size < batch); ) {
      const part = this.#waiting[at]!;
      const there = this.#perHost.get(part.host) ?? 0;
      if (batchPerHost > 0 && there >= batchPerHost) {
        at++;
        continue;
      }
      this.#waiting.splice(at, 1);
      this.#perHost.set(part.host, there + 1);
      this.#running.add(part);
      part.begin();
    }
  }
}

class Part extends RequestRun {
  readonly host: string;

  readonly #batch: Batch;

  constructor(
    batch: Batch,
    readonly key: string,
    given: RequestArguments,
  ) {
    super(given);
    this.#batch = batch;
    this.host = hostOf(given.url);
  }

  protected finish(response: Response): void {
    this.#batch.finished(this, response);
  }

  protected fail(makeError: () => unknown): void {
    this.#batch.failed(this, makeError);
  }
}

const NO_PROBLEM = new RequestProblem('');

/** The argument of `http.batch()`: a list or an object of requests. */
function requestsOf(given: readonly unknown[]): Record<string, unknown> {
  if (given.length === 0) throw new GoError('http.batch() needs requests: an array or an object of them');
  if (given.length > 1) throw new GoError('http.batch() takes one array or object of requests, and nothing else');
  const [requests] = given;
  if (typeof requests === 'object' && requests !== null) return requests as Record<string, unknown>;
  const type = typeof requests === 'string' ? 'string' : goType(requests);
  throw new GoError(`invalid http.batch() argument type ${type}`);
}

/** One entry: a URL, `[method, url, body, params]` or an object with these names. */
function argumentsOf(entry: unknown, key: string | number): RequestArguments {
  if (Array.isArray(entry)) {
    if (entry.length < 2) {
      const shown = entry.map((item) => JSON.stringify(item)).join(', ');
      throw new RequestProblem(`invalid batch request '[]interface {}{${shown}}'`);
    }
    return { method: methodOf(entry[0]), url: entry[1], body: entry[2], params: entry[3] };
  }
  if (typeof entry !== 'object' || entry === null || isText(entry)) {
    return { method: 'GET', url: entry, body: null, params: null };
  }
  const { method = 'GET', url, body, params, name } = entry as Record<string, unknown>;
  // `http.url` templates have a url as well; their name marks them.
  if (name !== undefined && !('method' in entry)) return { method: 'GET', url: entry, body: null, params: null };
  if (!('url' in entry)) throw new RequestProblem(`batch request ${key} doesn't have a url key`);
  return { method: methodOf(method), url, body, params };
}

/** Of URL libraries, and texts as objects. */
const isText = (entry: object): boolean => !('url' in entry) && !('method' in entry) && printsItself(entry);

function methodOf(method: unknown): string {
  if (typeof method === 'string') return method;
  throw new RequestProblem(
    `invalid method type '${method === null || method === undefined ? '<nil>' : String(method)}'`,
  );
}

function hostOf(url: unknown): string {
  try {
    return readUrlArgument(url).url.host;
  } catch (error) {
    if (error instanceof RequestProblem) return '';
    throw error;
  }
}
