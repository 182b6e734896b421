import { SalvoError } from '../base/errors/index.js';
import { within } from '../base/timers.js';
import type { FromWorker, OnceOutcome, OnceStage, Preconnected, ShardTask } from '../vu/task.js';
import type { WorkerHandle, WorkerPool } from './pool.js';

/** What the run is told of its workers. */
export interface WorkersListener {
  message(worker: number, message: FromWorker): void;
  /** A thread is gone before its time. */
  died(worker: number, error: SalvoError): void;
}

/** How long a worker may take to end its task. */
const END_LIMIT_MS = 2000;
const lateEnd = (): Error => new Error('the worker did not end');

interface Member {
  readonly handle: WorkerHandle;
  readonly ready: Deferred<void>;
  readonly warmedUp: Deferred<void>;
  /** Undefined: the worker has died before. */
  readonly preconnected: Deferred<Preconnected | undefined>;
  readonly finished: Deferred<void>;
  once: Deferred<OnceOutcome> | undefined;
}

/** All workers of a run, told what to do together. A dead worker is never waited for. */
export class Workers {
  readonly #members: Member[] = [];

  constructor(
    private readonly pool: WorkerPool,
    private readonly makeTask: (worker: number) => Omit<ShardTask, 'port'>,
    private readonly listener: WorkersListener,
  ) {}

  get handles(): readonly WorkerHandle[] {
    return this.#members.map(({ handle }) => handle);
  }

  /** Resolves when every worker has made its VUs; rejects when one could not. */
  async assemble(workers: number): Promise<void> {
    for (let id = 0; id < workers; id++) this.#add(id);
    await Promise.all(this.#members.map(({ ready }) => ready.promise));
  }

  /** Nothing is to begin any more. Resolves when no worker is making VUs; init code that loops for ever is ended by the watchdog. */
  async standDown(): Promise<void> {
    this.stop();
    await Promise.allSettled(this.#members.map(({ ready }) => ready.promise));
  }

  /** Resolves when every worker that lives has warmed up. */
  async warmUp(atMs: number, setupJson: string | undefined): Promise<void> {
    for (const { handle } of this.#members) handle.send({ type: 'warmUp', atMs, setupJson });
    await Promise.all(this.#members.map(({ warmedUp }) => warmedUp.promise));
  }

  /** Resolves with what each worker that lives has connected. */
  async preconnect(): Promise<readonly Preconnected[]> {
    for (const { handle } of this.#members) handle.send({ type: 'preconnect' });
    const results = await Promise.all(this.#members.map(({ preconnected }) => preconnected.promise));
    return results.filter((result) => result !== undefined);
  }

  start(atMs: number, setupJson: string | undefined): void {
    for (const { handle } of this.#members) handle.send({ type: 'start', atMs, setupJson });
  }

  stop(): void {
    for (const { handle } of this.#members) handle.send({ type: 'stop' });
  }

  /** Resolves when every worker that lives has run its share. */
  async finished(): Promise<void> {
    await Promise.all(this.#members.map(({ finished }) => finished.promise.catch(() => {})));
  }

  /** Runs setup, teardown or handleSummary in one worker that lives; in a fresh one when none does. */
  async once(stage: OnceStage, argumentJson: string | undefined): Promise<OnceOutcome> {
    const alive = this.#members.find(({ handle }) => handle.alive);
    const member = alive ?? this.#add(this.#members.length);
    await member.ready.promise;
    member.once = deferred();
    member.handle.send({ type: 'once', stage, argumentJson });
    return member.once.promise.finally(() => {
      member.once = undefined;
    });
  }

  /** A stage takes too long: its code is interrupted, and its thread ended when even that does not help. */
  interruptOnce(): void {
    for (const { handle, once } of this.#members) if (once) handle.send({ type: 'interruptOnce' });
  }

  async terminateOnce(): Promise<void> {
    await Promise.all(this.#members.filter(({ once }) => once).map(({ handle }) => handle.terminate()));
  }

  /** Lets every worker's task end well; one that does not is ended. */
  async end(): Promise<void> {
    for (const { handle } of this.#members) handle.send({ type: 'end' });
    await Promise.all(
      this.handles.map((handle) => within(END_LIMIT_MS, handle.done, lateEnd).catch(() => handle.terminate())),
    );
  }

  #add(id: number): Member {
    const handle = this.pool.start(this.makeTask(id), id, (message) => this.#onMessage(member, message));
    const member: Member = {
      handle,
      ready: deferred(),
      warmedUp: deferred(),
      preconnected: deferred(),
      finished: deferred(),
      once: undefined,
    };
    this.#members.push(member);
    handle.done.then(
      () => member.finished.resolve(),
      (error: SalvoError) => {
        member.ready.reject(error);
        member.warmedUp.resolve();
        member.preconnected.resolve(undefined);
        member.finished.resolve();
        member.once?.reject(error);
        this.listener.died(id, error);
      },
    );
    return member;
  }

  /** Answers to what the workers were told; the rest is for the run. */
  #onMessage(member: Member, message: FromWorker): void {
    if (message.type === 'ready') member.ready.resolve();
    else if (message.type === 'warmedUp') member.warmedUp.resolve();
    else if (message.type === 'preconnected') member.preconnected.resolve(message.result);
    else if (message.type === 'finished') member.finished.resolve();
    else if (message.type === 'onceDone') member.once?.resolve(message.outcome);
    else if (message.type === 'failed') member.ready.reject(new SalvoError(message.error));
    this.listener.message(member.handle.id, message);
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
