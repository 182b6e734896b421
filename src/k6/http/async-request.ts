import type { Callback } from '../context.js';
import type { RealmDeferred } from '../realm.js';
import { refuseInInit } from './blocking-request.js';
import type { HttpVu } from './http-vu.js';
import type { RequestArguments } from './prepared-request.js';
import { RequestRun } from './request-run.js';
import type { Response } from './response.js';

/** `http.asyncRequest()`: the response comes through a promise, and the iteration stays open until it has come. */
export class AsyncRequest extends RequestRun {
  readonly #deferred: RealmDeferred<Response>;
  readonly #callback: Callback;
  readonly #interrupted = (): void => this.cancel();

  constructor(vu: HttpVu, given: RequestArguments) {
    super(given);
    refuseInInit(vu.context.stage);
    this.#deferred = vu.context.realm.promise();
    this.#callback = vu.context.registerCallback();
    vu.context.interrupted.addEventListener('abort', this.#interrupted, { once: true });
    try {
      this.start(vu);
    } catch (error) {
      // The iteration waits for the callback, so a call that is wrong must come back as well.
      this.fail(() => error);
    }
  }

  get promise(): Promise<Response> {
    return this.#deferred.promise;
  }

  protected finish(response: Response): void {
    this.#end(() => this.#deferred.resolve(response));
  }

  protected fail(makeError: () => unknown): void {
    this.#end(() => this.#deferred.reject(makeError()));
  }

  #end(task: () => void): void {
    this.vu.context.interrupted.removeEventListener('abort', this.#interrupted);
    this.#callback(task);
  }
}
