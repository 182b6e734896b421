import { WritableStream as NodeStream, type WritableStreamDefaultController } from 'node:stream/web';
import { current, type Suspendable } from '../suspension.js';
import { Callbacks } from './callbacks.js';
import { writables } from './node-streams.js';
import { strategyOf } from './strategy.js';
import { WritableStreamDefaultWriter } from './writer.js';

/** What the functions of a sink act on the stream with. */
class Controller {
  readonly #of: WritableStreamDefaultController;

  constructor(of: WritableStreamDefaultController) {
    this.#of = of;
  }

  error(reason?: unknown): void {
    this.#of.error(reason);
  }
}

/** A stream of Node's that is about to become the script's. */
export class PreparedWritable {
  readonly stream: NodeStream;
  readonly callbacks: Callbacks;
  #controller!: Controller;

  /** `startsLater`: whoever makes it runs `start` when it is made. */
  constructor(sink: unknown, strategy: unknown, startsLater: boolean) {
    this.callbacks = new Callbacks(sink, 'underlyingSink', ['start', 'write', 'close', 'abort']);
    if (this.callbacks.get('type') !== undefined) throw new RangeError('invalid underlying sink type');
    const controller = (): unknown => this.#controller;
    const write = this.callbacks.later('write', controller);
    const close = this.callbacks.later('close', controller);
    const abort = this.callbacks.later('abort', controller);
    this.stream = new NodeStream(
      {
        start: (of) => {
          this.#controller = new (current.vu!.realm.editionOf(Controller))(of);
          return (startsLater ? this.callbacks.started : this.callbacks.startAtOnce(this.#controller)) as Promise<void>;
        },
        ...(write && { write: (chunk: unknown) => write(chunk) as Promise<void> }),
        ...(close && { close: () => close() as Promise<void> }),
        ...(abort && { abort: (reason?: unknown) => abort(reason) as Promise<void> }),
      },
      strategyOf(strategy) as never,
    );
  }

  get controller(): unknown {
    return this.#controller;
  }
}

/** `WritableStream`. Node's keeps the order of things; the functions of the sink are called as jobs of the VU. */
export class WritableStream {
  readonly #stream: NodeStream;

  constructor(sink?: unknown, strategy?: unknown) {
    const prepared = sink instanceof PreparedWritable ? sink : new PreparedWritable(sink, strategy, false);
    this.#stream = prepared.stream;
    writables.set(this, this.#stream);
  }

  get locked(): boolean {
    return this.#stream.locked;
  }

  abort(reason?: unknown): unknown {
    return this.#stream.locked ? Promise.reject(new TypeError('stream is locked')) : this.#stream.abort(reason);
  }

  close(): unknown {
    return this.#stream.locked ? Promise.reject(new TypeError('stream is locked')) : this.#stream.close();
  }

  getWriter(): unknown {
    return new (current.vu!.realm.editionOf(WritableStreamDefaultWriter))(this);
  }
}

/** `new WritableStream()` where `start` may wait. */
export function* makingWritable(args: unknown[], newTarget: unknown): Suspendable {
  const prepared = new PreparedWritable(args[0], args[1], true);
  yield* prepared.callbacks.starting(prepared.controller);
  return current.realm.operators.construct(newTarget as never, [prepared], newTarget as never);
}
