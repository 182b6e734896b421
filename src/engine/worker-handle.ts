import type { MessagePort } from 'node:worker_threads';
import { errors, SalvoError } from '../base/errors/index.js';
import type { Handlers } from '../base/handlers.js';
import type { FromWorker, ToWorker } from '../vu/task.js';
import { lastMessage } from './last-message.js';
import { receive } from './receive.js';

/** The main thread's end of one worker. */
export class WorkerHandle {
  /** Resolves when the worker's task has ended well; rejects with the reason when its thread died. */
  readonly done: Promise<void>;
  readonly #port: MessagePort;
  readonly #aborter: AbortController;
  #alive = true;
  #terminated = false;

  /** `aborter` ends the thread that runs the task. */
  constructor(
    readonly id: number,
    port: MessagePort,
    task: Promise<unknown>,
    aborter: AbortController,
    handlers: Handlers<FromWorker>,
  ) {
    this.#port = port;
    this.#aborter = aborter;
    port.on('message', (message: FromWorker) => receive(handlers, message));
    const last = lastMessage(port);
    this.done = task.then(
      () => {
        this.#alive = false;
        return last.afterTask();
      },
      async (error: unknown) => {
        this.#alive = false;
        await last.afterFailure();
        throw aborter.signal.aborted ? errors.workerDied(id, 'it was terminated') : deathOf(id, error);
      },
    );
    this.done.catch(() => {});
  }

  get alive(): boolean {
    return this.#alive;
  }

  send(message: ToWorker): void {
    if (this.#alive) this.#port.postMessage(message);
  }

  /** True once the run itself has ended the thread: its death is then no reason to end the run. */
  get terminated(): boolean {
    return this.#terminated;
  }

  /** Ends the thread at once, also out of an endless loop. */
  async terminate(): Promise<void> {
    this.#terminated = true;
    await this.kill();
  }

  /** Ends the thread so that the run takes it for one that died by itself. For tests of worker death. */
  async kill(): Promise<void> {
    this.#aborter.abort();
    await this.done.catch(() => {});
  }
}

/** Why a thread's task has failed. */
export function deathOf(worker: number, error: unknown): SalvoError {
  if (error instanceof SalvoError) return error;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return errors.workerOutOfMemory(worker);
  return errors.workerDied(worker, message ?? String(error));
}
