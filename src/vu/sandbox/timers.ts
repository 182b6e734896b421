import { monotonicMs } from '../../base/clock.js';
import { after } from '../../base/timers.js';
import { stampTwin, twinOf } from '../../suspension/brand.js';
import type { Stoppable, VuLoop } from '../../suspension/event-loop.js';
import type { AnyFunction, Suspendable } from '../../suspension/operation.js';
import { taskOf } from '../../suspension/tasks.js';

type Kind = 'setTimeout' | 'setInterval';

interface Timer {
  readonly id: number;
  readonly kind: Kind;
  readonly call: AnyFunction;
  readonly periodMs: number;
  dueMs: number;
  live: boolean;
}

/** The timers of one VU. They fire in the order of their times, those of one time in the order they were set. */
export class VuTimers implements Stoppable {
  readonly #loop: VuLoop;
  readonly #byId = new Map<number, Timer>();
  /** By due time; the one that fires next is the first. */
  #queue: Timer[] = [];
  #lastId = 0;
  #disarm: (() => void) | undefined;
  #armedForMs = Number.POSITIVE_INFINITY;

  private constructor(loop: VuLoop) {
    this.#loop = loop;
  }

  /** The VU's timers; made when it first sets one. */
  static of(loop: VuLoop): VuTimers {
    loop.timers ??= new VuTimers(loop);
    return loop.timers as VuTimers;
  }

  set(kind: Kind, callback: unknown, delay: unknown, args: readonly unknown[]): number {
    if (typeof callback !== 'function') throw new TypeError(`${kind}: the first argument must be a function`);
    const periodMs = Math.max(0, Number(delay)) || 0;
    const timer: Timer = {
      id: ++this.#lastId,
      kind,
      call: taskOf(callback as AnyFunction, undefined, args),
      periodMs,
      dueMs: monotonicMs() + periodMs,
      live: true,
    };
    this.#byId.set(timer.id, timer);
    this.#loop.hold();
    this.#insert(timer);
    return timer.id;
  }

  clear(id: unknown): void {
    const timer = this.#byId.get(id as number);
    if (timer === undefined) return;
    this.#byId.delete(timer.id);
    timer.live = false;
    const at = this.#queue.indexOf(timer);
    // Not in the queue: its task waits for its turn, or it is running now.
    if (at < 0) return;
    this.#queue.splice(at, 1);
    this.#loop.letGo();
    this.#arm();
  }

  /** The run was cut short: none of them fires. */
  stop(): void {
    const { report, vu } = this.#loop;
    for (const timer of this.#byId.values()) {
      timer.live = false;
      report.timerStopped(vu, timer.kind, timer.id);
    }
    this.#byId.clear();
    this.#queue = [];
    this.#arm();
  }

  #insert(timer: Timer): void {
    let at = this.#queue.length;
    while (at > 0 && this.#queue[at - 1]!.dueMs > timer.dueMs) at--;
    this.#queue.splice(at, 0, timer);
    this.#arm();
  }

  #arm(): void {
    const dueMs = this.#queue[0]?.dueMs ?? Number.POSITIVE_INFINITY;
    if (dueMs === this.#armedForMs) return;
    this.#disarm?.();
    this.#armedForMs = dueMs;
    this.#disarm = dueMs === Number.POSITIVE_INFINITY ? undefined : after(dueMs - monotonicMs(), undefined, this.#fire);
  }

  readonly #fire = (): void => {
    // The thread's timer may be a little early; what it was set for is due all the same.
    const nowMs = Math.max(monotonicMs(), this.#armedForMs);
    this.#disarm = undefined;
    this.#armedForMs = Number.POSITIVE_INFINITY;
    let count = 0;
    while (count < this.#queue.length && this.#queue[count]!.dueMs <= nowMs) count++;
    const due = this.#queue.splice(0, count);
    this.#arm();
    // All are queued before the first one runs: it may end the run.
    const { life } = this.#loop;
    for (const timer of due) {
      if (this.#loop.life !== life) return;
      this.#loop.letGo();
      this.#loop.task(this.#taskOf(timer));
    }
  };

  /** Looks again whether the timer is still wanted when its turn has come. */
  #taskOf(timer: Timer): AnyFunction {
    const begin = (): boolean => {
      if (!timer.live) return false;
      if (timer.kind === 'setTimeout') this.#byId.delete(timer.id);
      else this.#repeat(timer);
      return true;
    };
    const task = (): unknown => (begin() ? timer.call() : undefined);
    const twin = twinOf(timer.call) as (() => Suspendable) | undefined;
    if (twin !== undefined) stampTwin(task, () => (begin() ? twin() : nothing()));
    return task;
  }

  #repeat(timer: Timer): void {
    timer.dueMs = monotonicMs() + timer.periodMs;
    this.#loop.hold();
    this.#insert(timer);
  }
}

// biome-ignore lint/correctness/useYield: a twin has to be a generator.
function* nothing(): Suspendable {
  return undefined;
}
