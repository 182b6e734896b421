import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { errors, SalvoError } from '../base/errors/index.js';
import type { FromWorker, ProbeAnswer, ProbeResult, ProbeTask, ShardTask, ToWorker } from '../vu/task.js';

/** A path: an address makes Piscina load it in another way. */
const THREAD_ENTRY = fileURLToPath(new URL('../../workers/vu-worker.cjs', import.meta.url));

/**
 * What lives a while is copied twice before it leaves the young generation, and every VU that sleeps has something there.
 * With half of V8's usual 48 MB a pause is half as long, and throughput the same.
 */
const YOUNG_MB = 24;

export interface PoolSettings {
  readonly maxThreads: number;
  /** Largest heap of one worker, MB; 0 leaves it to V8. */
  readonly workerHeapMb: number;
}

/** Hears what a thread says. */
export type Listener = (message: FromWorker) => void;

/** The threads of one run. One long task per worker; the thread that probed the script becomes one of them. */
export class WorkerPool {
  readonly #piscina: Piscina;

  constructor({ maxThreads, workerHeapMb }: PoolSettings) {
    // For threads that start from now on. Scripts have a realm of their own, where code may be made from text; our own
    // code never does it, and so nobody who got hold of a function of ours could.
    setFlagsFromString('--disallow-code-generation-from-strings');
    this.#piscina = new Piscina({
      filename: THREAD_ENTRY,
      // What a thread looks up when it starts.
      name: 'probe',
      minThreads: 1,
      maxThreads,
      // A run's threads live as long as the run, also between the probe and the start.
      idleTimeout: Number.POSITIVE_INFINITY,
      // The default puts an idle worker's event loop to sleep, and its keep-alive sockets with it.
      atomics: 'disabled',
      recordTiming: false,
      // Lets us refuse dynamic imports of scripts with an error of theirs (src/vu/realm/realm.ts).
      execArgv: [...process.execArgv, '--experimental-vm-modules'],
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_MB,
        ...(workerHeapMb > 0 ? { maxOldGenerationSizeMb: workerHeapMb } : {}),
      },
    });
    // Piscina reports a dead thread here as well as to its task; the task is where we look.
    this.#piscina.on('error', () => {});
  }

  /** Loads the script once. Ends with the signal, even when its init code loops for ever. */
  async probe(task: Omit<ProbeTask, 'port'>, listen: Listener, signal: AbortSignal): Promise<ProbeResult> {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', listen);
    try {
      const answer: ProbeAnswer = await this.#piscina.run(
        { ...task, port: port2 },
        { name: 'probe', signal, transferList: [port2] },
      );
      if ('error' in answer) throw new SalvoError(answer.error);
      return answer.result;
    } catch (error) {
      throw signal.aborted ? error : deathOf(0, error);
    } finally {
      port1.close();
    }
  }

  start(task: Omit<ShardTask, 'port'>, id: number, listen: Listener): WorkerHandle {
    const { port1, port2 } = new MessageChannel();
    const killer = new AbortController();
    const done = this.#piscina.run(
      { ...task, port: port2 },
      { name: 'runShard', signal: killer.signal, transferList: [port2] },
    );
    return new WorkerHandle(id, port1, done, killer, listen);
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    await this.#piscina.destroy().catch(() => {});
  }
}

/** The main thread's end of one worker. */
export class WorkerHandle {
  /** Resolves when the worker's task has ended well; rejects with the reason when its thread died. */
  readonly done: Promise<void>;
  #alive = true;
  #toldToDie = false;

  constructor(
    readonly id: number,
    private readonly port: MessagePort,
    task: Promise<unknown>,
    private readonly killer: AbortController,
    listen: Listener,
  ) {
    port.on('message', listen);
    this.done = task.then(
      () => this.#close(),
      async (error: unknown) => {
        // Messages sent before the thread died are still in the port: let them be heard first.
        await new Promise((resolve) => setImmediate(resolve));
        this.#close();
        throw killer.signal.aborted ? errors.workerDied(id, 'it was terminated') : deathOf(id, error);
      },
    );
    this.done.catch(() => {});
  }

  get alive(): boolean {
    return this.#alive;
  }

  send(message: ToWorker): void {
    if (this.#alive) this.port.postMessage(message);
  }

  /** True once the run itself has ended the thread: its death says nothing new. */
  get terminated(): boolean {
    return this.#toldToDie;
  }

  /** Ends the thread at once, also out of an endless loop. */
  async terminate(): Promise<void> {
    this.#toldToDie = true;
    await this.kill();
  }

  /** The same without having meant to: for the run it is a death like any other. */
  async kill(): Promise<void> {
    this.killer.abort();
    await this.done.catch(() => {});
  }

  #close(): void {
    this.#alive = false;
    this.port.close();
  }
}

function deathOf(worker: number, error: unknown): SalvoError {
  if (error instanceof SalvoError) return error;
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return errors.workerOutOfMemory(worker);
  return errors.workerDied(worker, message ?? String(error));
}
