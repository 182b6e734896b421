import { type Deferred, deferred } from '../base/deferred.js';
import { SalvoError } from '../base/errors/index.js';
import type { Handlers } from '../base/handlers.js';
import { settlesWithin, within } from '../base/timers.js';
import type { Answer, OnceOutcome, OnceStage, Preconnected, Report, ShardTask } from '../vu/task.js';
import type { WorkerPool } from './pool.js';
import type { WorkerHandle } from './worker-handle.js';

/** What the run does when a worker reports something without having been asked, and when a worker's thread has died. */
export interface WorkersListener {
  reports(worker: number): Handlers<Report>;
  /** The thread ended although nobody ended it. */
  onWorkerDied(worker: number): void;
}

/** A worker may still be this long at the VU that it makes when the run is to end; nothing is lost with its thread. */
const STAND_DOWN_MS = 100;
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
  readonly tornDown: Deferred<void>;
  once: Deferred<OnceOutcome> | undefined;
}

/** All workers of a run, told what to do together. A dead worker is never waited for. */
export class Workers {
  readonly #members: Member[] = [];
  readonly #firstDeath = deferred<SalvoError>();
  readonly #pool: WorkerPool;
  readonly #makeTask: (worker: number) => Omit<ShardTask, 'port'>;
  readonly #listener: WorkersListener;

  constructor(pool: WorkerPool, makeTask: (worker: number) => Omit<ShardTask, 'port'>, listener: WorkersListener) {
    this.#pool = pool;
    this.#makeTask = makeTask;
    this.#listener = listener;
  }

  get handles(): readonly WorkerHandle[] {
    return this.#members.map(({ handle }) => handle);
  }

  /** Resolves when a thread has died that the run has not ended. */
  get firstDeath(): Promise<SalvoError> {
    return this.#firstDeath.promise;
  }

  /** Resolves when every worker has made its VUs; rejects when one could not. */
  async makeVus(workers: number): Promise<void> {
    for (let id = 0; id < workers; id++) this.#startWorker(id);
    await Promise.all(this.#members.map(({ ready }) => ready.promise));
  }

  /** The test will not begin: tells the workers to stop making VUs, and ends the threads of those that do not. */
  async standDown(): Promise<void> {
    this.stop();
    await Promise.all(
      this.#members.map(async ({ handle, ready }) => {
        if (!(await settlesWithin(STAND_DOWN_MS, ready.promise))) await handle.terminate();
      }),
    );
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

  /** Lets every VU run what comes after its last iteration. Threads that go on long after the limit are ended. */
  async tearDownVus(limitMs: number): Promise<void> {
    await Promise.all(
      this.#members.map(async ({ handle, tornDown }) => {
        handle.send({ type: 'tearDownVus', limitMs });
        if (!(await settlesWithin(limitMs + END_LIMIT_MS, tornDown.promise))) await handle.terminate();
      }),
    );
  }

  /** Runs setup, teardown or handleSummary in one worker that lives; in a fresh one when none does. */
  async once(stage: OnceStage, argumentJson: string | undefined): Promise<OnceOutcome> {
    const member = (await this.#firstFree()) ?? this.#startWorker(this.#members.length);
    await member.ready.promise.catch((error: unknown) => {
      if (!member.handle.alive) throw error;
    });
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

  /** Tells every worker to finish its task, and ends the threads of those that do not within the limit. */
  async end(): Promise<void> {
    for (const { handle } of this.#members) handle.send({ type: 'end' });
    await Promise.all(
      this.handles.map((handle) => within(END_LIMIT_MS, handle.done, lateEnd).catch(() => handle.terminate())),
    );
  }

  /** The first living worker that no longer makes VUs, whether or not it could make them. */
  async #firstFree(): Promise<Member | undefined> {
    for (const member of this.#members) {
      await member.ready.promise.catch(() => {});
      if (member.handle.alive) return member;
    }
    return undefined;
  }

  #startWorker(id: number): Member {
    const handlers = { ...this.#answers(() => member), ...this.#listener.reports(id) };
    const member: Member = {
      handle: this.#pool.start(this.#makeTask(id), id, handlers),
      ready: deferred(),
      warmedUp: deferred(),
      preconnected: deferred(),
      finished: deferred(),
      tornDown: deferred(),
      once: undefined,
    };
    this.#members.push(member);
    member.handle.done.then(
      () => member.finished.resolve(),
      (error: SalvoError) => this.#onWorkerDied(member, error),
    );
    return member;
  }

  #answers(member: () => Member): Handlers<Answer> {
    return {
      ready: () => member().ready.resolve(),
      failed: ({ error }) => member().ready.reject(new SalvoError(error)),
      warmedUp: () => member().warmedUp.resolve(),
      preconnected: ({ result }) => member().preconnected.resolve(result),
      finished: () => member().finished.resolve(),
      vusTornDown: () => member().tornDown.resolve(),
      onceDone: ({ outcome }) => member().once?.resolve(outcome),
    };
  }

  #onWorkerDied({ handle, ready, warmedUp, preconnected, finished, tornDown, once }: Member, error: SalvoError): void {
    ready.reject(error);
    warmedUp.resolve();
    preconnected.resolve(undefined);
    finished.resolve();
    tornDown.resolve();
    once?.reject(error);
    this.#listener.onWorkerDied(handle.id);
    if (!handle.terminated) this.#firstDeath.resolve(error);
  }
}
