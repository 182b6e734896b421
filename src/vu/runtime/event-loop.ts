import type { Callback, Operation, VuContext } from '../../k6/context.js';
import { notInInit } from '../../k6/go-error.js';
import { type AnyFunction, type Blocking, current, Interruption, TWIN } from '../../k6/suspension.js';
import { Await } from './await.js';
import { Fifo } from './fifo.js';
import { type Job, Strand, type StrandEnd, type StrandOwner, turn } from './strand.js';
import { type Startable, turnstile } from './turnstile.js';
import { UncaughtInPromise } from './uncaught.js';

/** How a run ended. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'interrupted' };

/** Whoever must hear of things that happen beside the outcome of a run. */
export interface LoopReport {
  /** A blocking call was reached where nothing can suspend. Told at once, also when the script swallows the error. */
  unsupported(vu: VuContext, error: Error): void;
  /** A timer did not get its turn because the run was cut short. */
  timerStopped(vu: VuContext, kind: 'setTimeout' | 'setInterval', id: number): void;
}

/** What the loop must take back when a run is cut short: the VU's timers. */
export interface Stoppable {
  stop(): void;
}

const INTERRUPTED: Outcome = Object.freeze({ kind: 'interrupted' });
const NO_ARGS: readonly unknown[] = [];

/**
 * The event loop of one VU. One strand at a time holds the VU, also while it waits for a blocking operation; jobs
 * (promise callbacks) run when it is free, tasks (timers, sockets, finished async requests) when there are no jobs.
 * A run ends when its function has returned, no job and no task is left and nothing registered is outstanding.
 */
export class VuLoop implements StrandOwner, Startable {
  /** Counts the runs that were cut short. Whatever belongs to an older life is ignored when it comes back. */
  life = 0;
  /** Set by the VU's timers, which then have to be taken back when a run is cut short. */
  timers: Stoppable | null = null;
  #holder: Strand | null = null;
  /** Blocked strands that do not hold the VU: async functions begun by code that is not compiled. */
  #strays: Set<Strand> | null = null;
  readonly #jobs = new Fifo<Job>();
  readonly #tasks = new Fifo<() => unknown>();
  #outstanding = 0;
  /** Since the VU made its first promise, only a turn of the thread's loop tells that no microtask is left. */
  #hasPromises = false;
  #hopping = false;
  #working = false;
  #rejections: Map<Promise<unknown>, unknown> | null = null;
  #unsupported: Error | null = null;
  #aborter: AbortController | null = null;

  #function: AnyFunction | null = null;
  #args: readonly unknown[] = [];
  #ended: ((outcome: Outcome) => void) | null = null;
  #returned = false;
  #value: unknown;

  readonly #main: StrandEnd;
  readonly #taskEnd: StrandEnd;
  readonly #afterMicrotasks = (): void => {
    this.#hopping = false;
    this.#work();
  };
  readonly #nextJob = (): void => this.#runJob();

  constructor(
    readonly vu: VuContext,
    readonly report: LoopReport,
  ) {
    this.#main = { returned: (value) => this.#mainReturned(value), threw: (error) => this.fail(error) };
    this.#taskEnd = { returned: () => {}, threw: (error) => this.fail(error) };
  }

  get running(): boolean {
    return this.#ended !== null;
  }

  /** Calls a function of the script as one iteration. `ended` is called once, in this turn or later. */
  run(fn: AnyFunction, args: readonly unknown[], ended: (outcome: Outcome) => void): void {
    if (this.#ended !== null) throw new Error('a VU runs one thing at a time');
    this.#function = fn;
    this.#args = args;
    this.#ended = ended;
    turnstile.enter(this);
  }

  /** For the turnstile. */
  begin(): void {
    const fn = this.#function;
    // Interrupted while it waited for its start.
    if (fn === null) return;
    const args = this.#args;
    this.#function = null;
    this.#enter(fn, args, this.#main);
  }

  /** Ends the run at once; the script does not notice. Nothing happens when none is running. */
  interrupt(): void {
    if (this.#ended === null) return;
    this.#abandon();
    const ended = this.#takeEnded();
    // Script code may be on the stack; the VU is not free for the next run before that has unwound.
    if (turn.owner === this) setImmediate(() => turnstile.notify(ended, INTERRUPTED));
    else turnstile.notify(ended, INTERRUPTED);
  }

  /** Ends the run with an error of the script. */
  fail(error: unknown): void {
    if (this.#ended === null) return;
    if (error instanceof Interruption) {
      this.interrupt();
      return;
    }
    this.#abandon();
    const cause = this.#unsupported ?? error;
    turnstile.notify(this.#takeEnded(), { kind: 'threw', error: cause });
  }

  /** Fires when a run is cut short. A new signal is made for the next one. */
  get interrupted(): AbortSignal {
    this.#aborter ??= new AbortController();
    return this.#aborter.signal;
  }

  /** Keeps the run open until the returned callback was called and its task has run. */
  registerCallback(): Callback {
    const { life } = this;
    let free = false;
    this.#outstanding++;
    return (task) => {
      if (free || life !== this.life) return;
      free = true;
      this.#outstanding--;
      this.task(task);
    };
  }

  /** Work that is neither job nor task keeps the run open: timers. */
  hold(): void {
    this.#outstanding++;
  }

  letGo(): void {
    this.#outstanding--;
  }

  /** Puts a task at the end of the queue. */
  task(task: () => unknown): void {
    if (this.#ended === null) return;
    this.#tasks.push(task);
    this.settle();
  }

  /** A job of the VU: runs now if the VU is free, else in its turn. Jobs of runs that were cut short are dropped. */
  post(job: Job): void {
    if (job.life !== this.life || this.#ended === null) return;
    this.#jobs.push(job);
    if (this.#holder === null && this.#jobs.size === 1) this.#nextJob();
  }

  /** True when promise callbacks have to wait: a strand holds the VU, or others came before. */
  get busy(): boolean {
    return this.#holder !== null || this.#jobs.size > 0;
  }

  suspended(strand: Strand): void {
    if (strand.operation instanceof Await) {
      if (this.#holder === strand) this.#holder = null;
      this.settle();
    } else if (this.#holder !== strand) {
      this.#strays ??= new Set();
      this.#strays.add(strand);
    }
  }

  ended(strand: Strand): void {
    this.#strays?.delete(strand);
    if (this.#holder === strand) this.#holder = null;
    this.settle();
  }

  /** The runtime's promise hook saw the script make its first promise. */
  sawPromise(): void {
    this.#hasPromises = true;
  }

  /** Rejections count when the VU is next free of jobs, so that handlers attached until then are in time. */
  rejected(promise: Promise<unknown>, reason: unknown): void {
    if (this.#ended === null) return;
    this.#rejections ??= new Map();
    this.#rejections.set(promise, reason);
    this.settle();
  }

  rejectionHandled(promise: Promise<unknown>): void {
    this.#rejections?.delete(promise);
  }

  /** Init code may hold up the thread, with those operations that know how to: sleep(). */
  blockThread(operation: Operation): unknown {
    if (operation.block === undefined) throw notInInit(operation.what);
    return operation.block();
  }

  unsupported(error: Error): void {
    this.#unsupported ??= error;
    this.report.unsupported(this.vu, error);
  }

  /** Goes on with whatever is next, if the VU is free. Called whenever that may have become so. */
  settle(): void {
    // While its code is on the stack nothing else of the VU runs; whoever entered it settles afterwards.
    if (this.#ended === null || this.#holder !== null || turn.owner === this) return;
    if (this.#jobs.size > 0) {
      queueMicrotask(this.#nextJob);
      return;
    }
    if (!this.#hasPromises) {
      this.#work();
      return;
    }
    if (this.#hopping) return;
    this.#hopping = true;
    setImmediate(this.#afterMicrotasks);
  }

  #runJob(): void {
    if (this.#holder !== null || this.#ended === null) return;
    const job = this.#jobs.shift();
    if (job === undefined) {
      this.settle();
      return;
    }
    this.#holder = job.strand;
    job.go();
  }

  /** Runs tasks until one holds the VU or may have made microtasks; ends the run when nothing is left. */
  #work(): void {
    // A task that ends at once settles from inside this loop.
    if (this.#working) return;
    this.#working = true;
    let ranTask = false;
    while (this.#ended !== null && this.#holder === null && this.#jobs.size === 0 && !this.#failedByRejection()) {
      const task = this.#tasks.shift();
      if (task === undefined) break;
      this.#enter(task, NO_ARGS, this.#taskEnd);
      ranTask = true;
      if (this.#hasPromises) break;
    }
    this.#working = false;
    if (this.#ended === null || this.#holder !== null) return;
    const mayHaveMicrotasks = ranTask && this.#hasPromises;
    if (this.#tasks.size > 0 || this.#jobs.size > 0 || mayHaveMicrotasks) this.settle();
    else if (this.#returned && this.#outstanding === 0 && !this.#strays?.size) this.#complete();
  }

  /** Runs script code from its beginning; as a strand when it may block. */
  #enter(fn: AnyFunction, args: readonly unknown[], end: StrandEnd): void {
    const outer = turn.owner;
    turn.owner = this;
    current.vu = this.vu;
    let strand: Strand | null = null;
    let value: unknown;
    try {
      const twin = (fn as Blocking)[TWIN];
      if (twin === undefined) value = Reflect.apply(fn, undefined, args);
      else strand = new Strand(this, Reflect.apply(twin, undefined, args), end);
    } catch (error) {
      turn.owner = outer;
      end.threw(error);
      return;
    }
    turn.owner = outer;
    if (strand !== null) {
      this.#holder = strand;
      strand.start();
      return;
    }
    end.returned(value);
    this.settle();
  }

  #mainReturned(value: unknown): void {
    this.#returned = true;
    this.#value = value;
    if (!(value instanceof Promise)) return;
    const { life } = this;
    this.#value = undefined;
    this.#hasPromises = true;
    value.then(
      (settled) => {
        if (life === this.life) this.#value = settled;
      },
      (reason) => {
        if (life === this.life) this.rejected(value, reason);
      },
    );
  }

  #failedByRejection(): boolean {
    if (!this.#rejections?.size) return false;
    const [reason] = this.#rejections.values();
    this.fail(new UncaughtInPromise(reason));
    return true;
  }

  #complete(): void {
    const outcome: Outcome =
      this.#unsupported === null
        ? { kind: 'returned', value: this.#value }
        : { kind: 'threw', error: this.#unsupported };
    turnstile.notify(this.#takeEnded(), outcome);
  }

  #takeEnded(): (outcome: Outcome) => void {
    const ended = this.#ended!;
    this.#ended = null;
    this.#returned = false;
    this.#value = undefined;
    this.#unsupported = null;
    return ended;
  }

  /** Lets go of everything that the run has begun. */
  #abandon(): void {
    this.life++;
    this.#function = null;
    this.#outstanding = 0;
    this.#rejections = null;
    this.#jobs.clear();
    this.#tasks.clear();
    const holder = this.#holder;
    this.#holder = null;
    holder?.drop();
    for (const stray of this.#strays ?? []) stray.drop();
    this.#strays = null;
    this.timers?.stop();
    this.#aborter?.abort();
    this.#aborter = null;
  }
}
