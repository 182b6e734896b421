import type { Operation, Resumable } from '../context.js';
import { GoError } from '../go-error.js';
import { PENDING } from '../suspension.js';
import { HttpVu } from './http-vu.js';
import type { RequestArguments } from './prepared-request.js';
import { RequestRun } from './request-run.js';
import type { Response } from './response.js';

/** `http.get()` and its like: the script waits for the response. */
export class BlockingRequest extends RequestRun implements Operation {
  #strand: Resumable | null = null;
  #result: unknown = PENDING;
  #thrown: (() => unknown) | null = null;

  constructor(
    readonly what: string,
    given: RequestArguments,
  ) {
    super(given);
  }

  exec(strand: Resumable): unknown {
    refuseInInit(strand.vu.stage);
    this.start(HttpVu.of(strand.vu));
    if (this.#thrown) throw this.#thrown();
    // From here on results go through the strand.
    this.#strand = strand;
    return this.#result;
  }

  protected finish(response: Response): void {
    if (this.#strand === null) this.#result = response;
    else this.#strand.resume(response);
  }

  protected fail(makeError: () => unknown): void {
    if (this.#strand === null) this.#thrown = makeError;
    else this.#strand.fail(makeError);
  }
}

export function refuseInInit(stage: string): void {
  if (stage === 'init') throw new GoError('Making http requests in the init context is not supported');
}
