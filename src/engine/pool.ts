import { setFlagsFromString } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { SalvoError } from '../base/errors/index.js';
import type { Handlers } from '../base/handlers.js';
import { ownFile } from '../base/own-files.js';
import type { FromProbe, FromWorker, ProbeAnswer, ProbeResult, ProbeTask, ShardTask } from '../vu/task.js';
import { lastMessage } from './last-message.js';
import { receive, redactedError } from './receive.js';
import { deathOf, WorkerHandle } from './worker-handle.js';

/** A path: an address makes Piscina load it in another way. */
const THREAD_ENTRY = ownFile('workers/vu-worker.cjs');

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

/** The threads of one run. One long task per worker; the thread that probed the script becomes one of them. */
export class WorkerPool {
  readonly #piscina: Piscina;

  constructor({ maxThreads, workerHeapMb }: PoolSettings) {
    // For threads that start from now on. Scripts have a realm of their own, where code may be made from text. In our own
    // realm it is forbidden, so that a script that got hold of one of our functions could not use it for that.
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
  async probe(task: Omit<ProbeTask, 'port'>, handlers: Handlers<FromProbe>, signal: AbortSignal): Promise<ProbeResult> {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (message: FromProbe) => receive(handlers, message));
    const last = lastMessage(port1);
    let answer: ProbeAnswer;
    try {
      answer = await this.#piscina.run({ ...task, port: port2 }, { name: 'probe', signal, transferList: [port2] });
    } catch (error) {
      await last.afterFailure();
      throw signal.aborted ? error : deathOf(0, error);
    }
    await last.afterTask();
    if ('error' in answer) throw new SalvoError(redactedError(answer.error));
    return answer.result;
  }

  start(task: Omit<ShardTask, 'port'>, id: number, handlers: Handlers<FromWorker>): WorkerHandle {
    const { port1, port2 } = new MessageChannel();
    const aborter = new AbortController();
    const done = this.#piscina.run(
      { ...task, port: port2 },
      { name: 'runShard', signal: aborter.signal, transferList: [port2] },
    );
    return new WorkerHandle(id, port1, done, aborter, handlers);
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    await this.#piscina.destroy().catch(() => {});
  }
}
