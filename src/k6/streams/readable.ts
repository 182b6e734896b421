import { ReadableStream as NodeStream, type ReadableStreamDefaultController } from 'node:stream/web';
import { GoError } from '../go-error.js';
import { current, type Suspendable } from '../suspension.js';
import { Callbacks } from './callbacks.js';
import { readables } from './node-streams.js';
import { ReadableStreamDefaultReader } from './reader.js';
import { strategyOf } from './strategy.js';

/** What the functions of a source act on the stream with. */
class Controller {
  readonly #of: ReadableStreamDefaultController;

  constructor(of: ReadableStreamDefaultController) {
    this.#of = of;
  }

  get desiredSize(): unknown {
    return this.#of.desiredSize;
  }

  enqueue(chunk?: unknown): void {
    acting(() => this.#of.enqueue(chunk));
  }

  close(): void {
    acting(() => this.#of.close());
  }

  error(reason?: unknown): void {
    this.#of.error(reason);
  }
}

function acting(act: () => void): void {
  try {
    act();
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_INVALID_STATE' ? new TypeError('cannot close or enqueue') : error;
  }
}

/** A stream of Node's that is about to become the script's. */
export class PreparedReadable {
  readonly stream: NodeStream;
  readonly callbacks: Callbacks;
  #controller!: Controller;

  /** `startsLater`: whoever makes it runs `start` when it is made. */
  constructor(source: unknown, strategy: unknown, startsLater: boolean) {
    this.callbacks = new Callbacks(source, 'underlyingSource', ['start', 'pull', 'cancel']);
    refuseKinds(this.callbacks.get('type'));
    const controller = (): unknown => this.#controller;
    const cancel = this.callbacks.later('cancel', controller);
    const pull = this.callbacks.later('pull', controller);
    this.stream = new NodeStream(
      {
        start: (of) => {
          this.#controller = new (current.vu!.realm.editionOf(Controller))(of);
          return (startsLater ? this.callbacks.started : this.callbacks.startAtOnce(this.#controller)) as Promise<void>;
        },
        ...(pull && { pull: () => pull() as Promise<void> }),
        ...(cancel && { cancel: (reason?: unknown) => cancel(reason) as Promise<void> }),
      },
      strategyOf(strategy) as never,
    );
  }

  get controller(): unknown {
    return this.#controller;
  }
}

function refuseKinds(type: unknown): void {
  if (type === undefined) return;
  if (type === 'bytes') throw new GoError("NotSupportedError: a stream of type 'bytes' is not supported yet");
  throw new TypeError('invalid underlying source type');
}

/** `ReadableStream`. Node's keeps the order of things; the functions of the source are called as jobs of the VU. */
export class ReadableStream {
  #stream: NodeStream;

  constructor(source?: unknown, strategy?: unknown) {
    const prepared = source instanceof PreparedReadable ? source : new PreparedReadable(source, strategy, false);
    this.#stream = prepared.stream;
    readables.set(this, this.#stream);
  }

  get locked(): boolean {
    return this.#stream.locked;
  }

  cancel(reason?: unknown): unknown {
    if (this.#stream.locked) return Promise.reject(new TypeError('stream is locked'));
    return this.#stream.cancel(reason);
  }

  getReader(options?: unknown): unknown {
    const { mode } = Object(options) as { mode?: unknown };
    if (mode !== undefined) throw new GoError("NotSupportedError: a reader of mode 'byob' is not supported yet");
    return new (current.vu!.realm.editionOf(ReadableStreamDefaultReader))(this);
  }

  tee(): unknown {
    if (this.#stream.locked) throw new TypeError('stream is locked');
    const Edition = current.vu!.realm.editionOf(ReadableStream);
    return this.#stream.tee().map((branch) => {
      const made = new Edition(undefined, { highWaterMark: 0 });
      made.#stream = branch;
      readables.set(made, branch);
      return made;
    });
  }

  /** What k6's has not: `for await (const chunk of stream)`; leaving the loop cancels the stream. */
  [Symbol.asyncIterator](): unknown {
    const reader = new ReadableStreamDefaultReader(this);
    return {
      next: () => reader.read(),
      return: async (value: unknown) => {
        await reader.cancel(value);
        reader.releaseLock();
        return { done: true, value };
      },
    };
  }
}

/** `new ReadableStream()` where `start` may wait. */
export function* makingReadable(args: unknown[], newTarget: unknown): Suspendable {
  const prepared = new PreparedReadable(args[0], args[1], true);
  yield* prepared.callbacks.starting(prepared.controller);
  return current.realm.operators.construct(newTarget as never, [prepared], newTarget as never);
}
