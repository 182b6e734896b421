import type { Operation, Resumable } from '../context.js';
import { GoError } from '../go-error.js';
import { Marked, PENDING } from '../suspension.js';
import { refuseInInit } from './blocking-request.js';
import { HttpVu } from './http-vu.js';
import type { RequestArguments } from './prepared-request.js';
import { RequestProblem } from './request-problem.js';
import { RequestRun } from './request-run.js';
import type { Response } from './response.js';
import { readUrlArgument } from './url-template.js';

/** `http.batch()`: several requests at once, `batch` of them in all and `batchPerHost` to one host. */
export class Batch extends Marked implements Operation {
  readonly what = 'http.batch()';
  readonly #given: unknown;
  #waiting: Part[] = [];
  readonly #running = new Set<Part>();
  readonly #perHost = new Map<string, number>();
  #strand!: Resumable;
  #vu!: HttpVu;
  #results!: Record<string, unknown> | unknown[];
  #started = false;
  #thrown: (() => unknown) | null = null;

  constructor(given: unknown) {
    super();
    this.#given = given;
  }

  exec(strand: Resumable): unknown {
    refuseInInit(strand.vu.stage);
    if (typeof this.#given !== 'object' || this.#given === null) {
      throw new GoError(`invalid http.batch() argument type ${this.#given === null ? 'null' : typeof this.#given}`);
    }
    this.#strand = strand;
    this.#vu = HttpVu.of(strand.vu);
    const requests = this.#given as Record<string, unknown>;
    const keys = Object.keys(requests);
    // In the script's order, whichever response comes first.
    this.#results = Array.isArray(this.#given)
      ? new Array<unknown>(this.#given.length).fill(null)
      : Object.fromEntries(keys.map((key) => [key, null]));
    this.#waiting = keys.map((key) => new Part(this, key, argumentsOf(requests[key], key)));
    this.#pump();
    this.#started = true;
    if (this.#thrown) throw this.#thrown();
    return this.#done ? this.#ownResults : PENDING;
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

  /** Also called when another part ends, with no script on the stack: whatever is thrown must go to the strand. */
  #start(part: Part): void {
    try {
      part.start(this.#vu);
    } catch (error) {
      this.failed(part, () => error);
    }
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
      this.#start(part);
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

/** One entry: a URL, `[method, url, body, params]` or an object with these names. */
function argumentsOf(entry: unknown, key: string): RequestArguments {
  if (Array.isArray(entry)) {
    if (entry.length < 2)
      throw new GoError(`invalid batch request '${key}': an array needs at least a method and a URL`);
    return { method: entry[0] ?? 'GET', url: entry[1], body: entry[2], params: entry[3] };
  }
  if (typeof entry !== 'object' || entry === null || !('url' in entry)) {
    return { method: 'GET', url: entry, body: null, params: null };
  }
  const { method, url, body, params, name } = entry as Record<string, unknown>;
  // `http.url` templates have a url as well; their name marks them.
  if (name !== undefined && method === undefined) return { method: 'GET', url: entry, body: null, params: null };
  return { method: method ?? 'GET', url, body, params };
}

function hostOf(url: unknown): string {
  try {
    return readUrlArgument(url).url.host;
  } catch (error) {
    if (error instanceof RequestProblem) return '';
    throw error;
  }
}
