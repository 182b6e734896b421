// Longer than other files because every method turns on the same few fields, and those decide what may run next.
import { setMaxListeners } from 'node:events';
import { types } from 'node:util';
import { Await } from './await.js';
import { Backlog, type Task } from './backlog.js';
import { twinOf } from './brand.js';
import { current } from './current.js';
import type { Intrinsics } from './intrinsics.js';
import { type AnyFunction, Interruption, type KernelVu, type Operation, type Twin } from './operation.js';
import { interrupted, type LoopReport, type Outcome, returned } from './outcome.js';
import { type Job, Strand, type StrandEnd, type StrandOwner, turn } from './strand.js';
import { type Startable, turnstile } from './turnstile.js';
import { UncaughtInPromise } from './uncaught.js';

export type { LoopReport, Outcome } from './outcome.js';

/**
 * A place in the VU's event loop that was reserved; handing in the task releases it. A task that calls a script's
 * function is made with `taskOf`, so that the function may block inside.
 */
export type Callback = (task: () => unknown) => void;

/** What the loop must take back when a run is cut short: the VU's timers. */
export interface Stoppable {
  stop(): void;
}

const NO_ARGS: readonly unknown[] = [];

/**
 * The event loop of one VU. One strand at a time holds the VU, also while it waits for a blocking operation; jobs
 * (promise callbacks) run when it is free, tasks (timers, sockets, finished async requests) when there are no jobs.
 * A run ends when its function has returned, no job and no task is left and nothing registered is outstanding.
 */
export class VuLoop<Vu extends KernelVu = KernelVu> implements StrandOwner, StrandEnd, Startable {
  /** Counts the runs that were cut short. Whatever belongs to an older life is ignored when it comes back. */
  life = 0;
  /** Set by the VU's timers, which then have to be taken back when a run is cut short. */
  timers: Stoppable | null = null;
  /** An error of the script does not cut the run short: what is begun comes to its end, as k6 has it for summaries. */
  goesOn = false;
  /** The builtins that its script sees. Set when a run begins. */
  realm!: Intrinsics;
  #holder: Strand | null = null;
  #backlog: Backlog | null = null;
  #working = false;
  #inJobs = false;
  #unsupported: Error | null = null;
  /** The first error of a run that goes on. */
  #failed: { readonly error: unknown } | null = null;
  #aborter: AbortController | null = null;

  /** The function that ran last, and its twin: most VUs run the same one again and again. */
  #function: AnyFunction | null = null;
  #twin: Twin | undefined;
  #args = NO_ARGS;
  #begun = false;
  #ended: ((outcome: Outcome) => void) | null = null;
  #returned = false;
  #value: unknown;

  constructor(
    readonly vu: Vu,
    readonly report: LoopReport,
  ) {}

  get running(): boolean {
    return this.#ended !== null;
  }

  /** Calls a function of the script as one iteration. `ended` is called once, in this turn or later. */
  run(fn: AnyFunction, args: readonly unknown[], ended: (outcome: Outcome) => void): void {
    if (this.#ended !== null) throw new Error('a VU runs one thing at a time');
    if (fn !== this.#function) {
      this.#function = fn;
      this.#twin = twinOf(fn);
    }
    this.realm = this.vu.realm.intrinsics;
    this.#args = args;
    this.#begun = false;
    this.#ended = ended;
    turnstile.enter(this);
  }

  /** For the turnstile. */
  begin(): void {
    // Interrupted while it waited for its start, and perhaps asked to run again.
    if (this.#begun || this.#ended === null) return;
    this.#begun = true;
    this.#enter(this.#function!, this.#twin, this.#args, this);
  }

  /** Ends the run at once; the script does not notice. Nothing happens when none is running. */
  interrupt(): void {
    if (this.#ended === null) return;
    this.#abandon();
    const outcome = interrupted(this.#value);
    const ended = this.#takeEnded();
    // Script code may be on the stack; the VU is not free for the next run before that has unwound.
    if (turn.owner === this) setImmediate(() => turnstile.notify(ended, outcome));
    else turnstile.notify(ended, outcome);
  }

  /** Ends the run with an error of the script. */
  fail(error: unknown): void {
    if (this.#ended === null) return;
    if (error instanceof Interruption || this.vu.realm.originOf(error) instanceof Interruption) {
      this.interrupt();
      return;
    }
    if (this.goesOn && this.#unsupported === null) {
      this.#failed ??= { error };
      this.#returned = true;
      this.settle();
      return;
    }
    this.#abandon();
    const [cause, value] = [this.#unsupported ?? error, this.#value];
    turnstile.notify(this.#takeEnded(), { kind: 'threw', error: cause, value });
  }

  /** A timer or the like threw. The promise callbacks that it has left still come, as after any other task. */
  taskThrew(error: unknown): void {
    const backlog = this.#backlogs;
    const mayHaveJobs = backlog.hasPromises || backlog.jobs.size > 0;
    if (!mayHaveJobs || error instanceof Interruption || this.vu.realm.originOf(error) instanceof Interruption) {
      this.fail(error);
      return;
    }
    backlog.thrown ??= { error };
    this.settle();
  }

  /** Fires when a run is cut short. A new signal is made for the next one. */
  get interrupted(): AbortSignal {
    if (this.#aborter === null) {
      this.#aborter = new AbortController();
      // One for each request in flight: Node would take them for a leak, and say so to the user.
      setMaxListeners(0, this.#aborter.signal);
    }
    return this.#aborter.signal;
  }

  /** Keeps the run open until the returned callback was called and its task has run. */
  registerCallback(): Callback {
    const { life } = this;
    let used = false;
    this.hold();
    return (task) => {
      if (used || life !== this.life) return;
      used = true;
      this.letGo();
      this.task(task);
    };
  }

  /** Work that is neither job nor task keeps the run open until it is let go: timers. */
  hold(): void {
    this.#backlogs.outstanding++;
  }

  letGo(): void {
    this.#backlogs.outstanding--;
  }

  /** Puts a task at the end of the queue. */
  task(task: Task): void {
    if (this.#ended === null) return;
    this.#backlogs.tasks.push(task);
    this.settle();
  }

  /** A job of the VU: runs now if the VU is free, else in its turn. Jobs of runs that were cut short are dropped. */
  post(job: Job): void {
    if (job.life !== this.life || this.#ended === null) return;
    const { jobs } = this.#backlogs;
    jobs.push(job);
    if (this.#holder === null && jobs.size === 1) this.#runJobs();
  }

  /** True when promise callbacks have to wait: a strand holds the VU, or others came before. */
  get busy(): boolean {
    return this.#holder !== null || (this.#backlog !== null && this.#backlog.jobs.size > 0);
  }

  suspended(strand: Strand): void {
    if (strand.operation instanceof Await) {
      if (this.#holder === strand) this.#holder = null;
      this.#freed();
    } else if (this.#holder !== strand) this.#backlogs.strays.add(strand);
  }

  ended(strand: Strand): void {
    if (this.#holder === strand) this.#holder = null;
    else this.#backlog?.strays.delete(strand);
    this.#freed();
  }

  /** What has waited came before all that the strand has just caused. */
  #freed(): void {
    const backlog = this.#backlog;
    const isFree = this.#holder === null && this.#ended !== null && turn.owner !== this;
    if (isFree && !this.#inJobs && backlog !== null && backlog.jobs.size > 0) this.#runJobs();
    else this.settle();
  }

  /** The runtime's promise hook saw the script make a promise. */
  sawPromise(): void {
    this.#backlogs.hasPromises = true;
  }

  /** Rejections count when the VU is next free of jobs, so that handlers attached until then are in time. */
  rejected(promise: Promise<unknown>, reason: unknown): void {
    if (this.#ended === null) return;
    this.#backlogs.reject(promise, reason);
    this.settle();
  }

  rejectionHandled(promise: Promise<unknown>): void {
    this.#backlog?.handled(promise);
  }

  /** Init code may hold up the thread, with those operations that know how to: sleep(). */
  blockThread(operation: Operation): unknown {
    if (operation.block === undefined) throw this.report.notInInit(operation.what);
    return operation.block();
  }

  unsupported(error: Error): void {
    this.#unsupported ??= error;
    this.report.unsupported(this.vu, error);
  }

  /** Goes on with whatever is next, if the VU is free. Called whenever that may have become so. */
  settle(): void {
    // While its code is on the stack nothing else of the VU runs; whoever entered it settles afterwards.
    if (this.#ended === null || this.#holder !== null || this.#inJobs || turn.owner === this) return;
    const backlog = this.#backlog;
    if (backlog === null) {
      if (this.#returned) this.#complete();
    } else if (backlog.jobs.size > 0) backlog.scheduleJob();
    else if (backlog.hasPromises) backlog.scheduleWork();
    else this.#work(backlog);
  }

  get #backlogs(): Backlog {
    this.#backlog ??= new Backlog(
      () => this.#runJobs(),
      () => this.#work(this.#backlog!),
    );
    return this.#backlog;
  }

  /** Jobs that wait run one right after the other, as the language's own do: nothing that they cause comes between. */
  #runJobs(): void {
    if (this.#inJobs) return;
    this.#inJobs = true;
    while (this.#holder === null && this.#ended !== null) {
      const job = this.#backlogs.jobs.shift();
      if (job === undefined) break;
      this.#holder = job.strand;
      job.go();
    }
    this.#inJobs = false;
    this.settle();
  }

  /** Runs tasks until one holds the VU or may have made microtasks; ends the run when nothing is left. */
  #work(backlog: Backlog): void {
    // A task that ends at once settles from inside this loop.
    if (this.#working) return;
    this.#working = true;
    const { life } = this;
    let ranTask = false;
    while (this.#ended !== null && this.#holder === null && backlog.jobs.size === 0) {
      const { thrown } = backlog;
      if (thrown !== undefined) {
        backlog.thrown = undefined;
        this.fail(thrown.error);
        break;
      }
      const rejection = backlog.takeRejection();
      if (rejection !== undefined) {
        this.fail(new UncaughtInPromise(rejection.reason));
        break;
      }
      const task = backlog.tasks.shift();
      if (task === undefined) break;
      this.#enter(task, twinOf(task), NO_ARGS, new TaskEnd(this));
      ranTask = true;
      if (backlog.hasPromises) break;
    }
    this.#working = false;
    // After a failure the VU may be in its next run already, of which nothing is known here.
    if (this.life !== life || this.#ended === null || this.#holder !== null) return;
    const mayHaveMicrotasks = ranTask && backlog.hasPromises;
    if (backlog.tasks.size > 0 || backlog.jobs.size > 0 || mayHaveMicrotasks) this.settle();
    else if (this.#returned && backlog.isEmpty) this.#complete();
  }

  /** Runs script code from its beginning; as a strand when it may block. */
  #enter(fn: AnyFunction, twin: Twin | undefined, args: readonly unknown[], end: StrandEnd): void {
    const outer = turn.owner;
    turn.owner = this;
    current.vu = this.vu;
    current.realm = this.realm;
    let strand: Strand | null = null;
    let value: unknown;
    try {
      if (twin === undefined) value = Reflect.apply(fn, undefined, args);
      else strand = new Strand(this, Reflect.apply(twin, undefined, args as never[]), end);
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

  /** The run's own function returned: what its main strand calls. */
  returned(value: unknown): void {
    this.#returned = true;
    // Most return nothing, and the question is one for the engine.
    if (typeof value === 'object' && types.isPromise(value)) this.#follow(value);
    else this.#value = value;
  }

  /** The run's own function threw. */
  threw(error: unknown): void {
    this.fail(error);
  }

  /** An async function: the run's value is what its promise comes to, if it comes to anything. */
  #follow(promise: Promise<unknown>): void {
    const { life } = this;
    this.#backlogs.hasPromises = true;
    promise.then(
      (value) => {
        if (life === this.life) this.#value = value;
      },
      (reason) => {
        if (life === this.life) this.rejected(promise, reason);
      },
    );
  }

  #complete(): void {
    const [failed, value] = [this.#unsupported === null ? this.#failed : { error: this.#unsupported }, this.#value];
    const outcome: Outcome = failed === null ? returned(value) : { kind: 'threw', error: failed.error, value };
    turnstile.notify(this.#takeEnded(), outcome);
  }

  #takeEnded(): (outcome: Outcome) => void {
    const ended = this.#ended!;
    this.#ended = null;
    this.#returned = false;
    this.#value = undefined;
    this.#unsupported = null;
    this.#failed = null;
    return ended;
  }

  /** Lets go of everything that the run has begun. */
  #abandon(): void {
    this.life++;
    const holder = this.#holder;
    this.#holder = null;
    holder?.drop();
    this.#backlog?.clear();
    this.timers?.stop();
    this.#aborter?.abort();
    this.#aborter = null;
  }
}

/** A task's strand: what it returns is of no interest. */
class TaskEnd implements StrandEnd {
  constructor(readonly loop: VuLoop<KernelVu>) {}

  returned(): void {}

  threw(error: unknown): void {
    this.loop.taskThrew(error);
  }
}
