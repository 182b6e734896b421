import { LONGEST_TIMER_MS } from '../base/timers.js';
import { ArrivalVus } from './arrival-vus.js';
import type { ScenarioContext } from './context.js';
import type { Executor } from './executor.js';
import { begun, watchEnd } from './stopping.js';
import type { Timetable } from './timetable.js';
import { arrivals } from './timetable.js';

/** How long a batch of late starts may hold up sockets and timers. */
const BATCH_MS = 2;

/**
 * The open model: an iteration starts when it is due, whoever is idle; if nobody is, it is dropped. Each worker goes
 * by its own part of the common timetable and hands an iteration to another worker when only that has an idle VU.
 */
export async function dispatch(context: ScenarioContext, timetable: Timetable, ends: Ends): Promise<void> {
  if (context.needs.slots === 0 || !(await begun(context))) return;
  await new Dispatcher(context, timetable, ends).run();
}

type Ends = Pick<Executor, 'endsWithLastStart'>;

class Dispatcher {
  readonly #vus: ArrivalVus;
  readonly #due: Timetable;
  #next = 0;
  #dueMs: number | undefined;
  #ordersTaken = 0;
  /** Something is being started: a VU that never waits is idle again before that returns. */
  #starting = false;
  /** An iteration is due, and those who could do it are still with another scenario: the first to come goes on here. */
  #waits = false;
  #regularOver = false;
  #left = false;
  /** Nothing may start any more: the longest time is over, or the test was ended. */
  #over = false;
  #empty = false;
  #cancelTick = (): void => {};

  readonly #context: ScenarioContext;
  readonly #ends: Ends;

  constructor(context: ScenarioContext, timetable: Timetable, ends: Ends) {
    this.#context = context;
    this.#ends = ends;
    this.#vus = new ArrivalVus(context, {
      freed: this.#catchUp,
      came: () => {
        if (this.#waits) this.#tick();
      },
    });
    this.#due = arrivals(context, timetable);
  }

  async run(): Promise<void> {
    const { shard, board, needs } = this.#context;
    this.#vus.gather();
    this.#dueMs = this.#due(0);
    const forget = watchEnd(this.#context, {
      regularMs: needs.regularMs,
      maximumMs: needs.maximumMs,
      close: () => {
        this.#regularOver = true;
        this.#leaveWhenDone();
      },
      interrupt: () => this.#finish(),
    });
    this.#tick();
    void this.#listen();
    await this.#vus.empty;
    this.#empty = true;
    board.wake(shard.index);
    forget();
  }

  /** Starts all that are due by now; sleeps until the next one, or lets the event loop go round after a long batch. */
  readonly #tick = (): void => {
    const { maximumMs } = this.#context.needs;
    const batchEndMs = this.#context.elapsedMs() + BATCH_MS;
    let dropped = 0;
    let nowMs = 0;
    this.#starting = true;
    this.#waits = false;
    while (this.#dueMs !== undefined && !this.#over) {
      nowMs = this.#context.elapsedMs();
      if (nowMs < this.#dueMs || nowMs > batchEndMs || nowMs >= maximumMs) break;
      const launched = this.#launch(this.#dueMs);
      this.#waits = !launched && this.#vus.incomplete;
      if (this.#waits) break;
      if (!launched) {
        this.#vus.grow();
        dropped++;
      }
      this.#dueMs = this.#due(++this.#next);
    }
    this.#starting = false;
    if (dropped > 0) this.#context.drop(dropped);
    if (this.#over || this.#waits) return;
    // This timer may be served before that of the end.
    if (nowMs >= maximumMs) this.#finish();
    else if (this.#dueMs === undefined) this.#leaveWhenDone();
    else this.#sleep(this.#dueMs - nowMs);
  };

  /** A VU that becomes idle takes what has become due since the last tick: timers go by whole milliseconds. */
  readonly #catchUp = (): void => {
    const dueMs = this.#dueMs;
    if (dueMs === undefined || this.#starting || this.#over) return;
    const nowMs = this.#context.elapsedMs();
    if (nowMs < dueMs || nowMs >= this.#context.needs.maximumMs) return;
    if (this.#waits) this.#tick();
    else if (this.#context.board.reserve(this.#context.shard.index)) {
      this.#dueMs = this.#due(++this.#next);
      this.#startOne(dueMs);
    }
  };

  #launch(dueMs: number): boolean {
    const { board, shard } = this.#context;
    if (board.reserve(shard.index)) {
      this.#vus.start(dueMs);
      return true;
    }
    return board.handOver(shard.index, dueMs);
  }

  #sleep(leftMs: number): void {
    if (leftMs <= 0) {
      const turn = setImmediate(this.#tick);
      this.#cancelTick = () => clearImmediate(turn);
    } else {
      const timer = setTimeout(this.#tick, Math.min(Math.ceil(leftMs), LONGEST_TIMER_MS));
      this.#cancelTick = () => clearTimeout(timer);
    }
  }

  #leaveWhenDone(): void {
    if (this.#dueMs === undefined && (this.#regularOver || this.#ends.endsWithLastStart)) this.#leave();
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#context.board.leave();
    this.#closeWhenAllLeft();
  }

  #closeWhenAllLeft(): void {
    if (this.#left && this.#context.board.dispatching === 0) this.#vus.close();
  }

  /** Takes what other workers hand over, until no VU of this worker is left in the scenario. */
  async #listen(): Promise<void> {
    const { board, shard } = this.#context;
    while (!this.#empty) {
      const seen = board.wakeups(shard.index);
      this.#takeOrders();
      this.#closeWhenAllLeft();
      await board.woken(shard.index, seen);
    }
  }

  #takeOrders(): void {
    const { board, shard, signal } = this.#context;
    for (;;) {
      const dueMs = board.takeOrder(shard.index, this.#ordersTaken);
      if (dueMs === undefined || signal.aborted) return;
      this.#ordersTaken++;
      this.#vus.orderArrived();
      if (this.#over || this.#context.elapsedMs() >= this.#context.needs.maximumMs) {
        this.#context.drop(1);
        this.#vus.dismiss();
      } else this.#startOne(dueMs);
    }
  }

  #startOne(dueMs: number): void {
    this.#starting = true;
    this.#vus.start(dueMs);
    this.#starting = false;
  }

  /** The longest time is over: what could not start by then is dropped. Or the test has ended: then nothing is. */
  #finish(): void {
    this.#over = true;
    this.#cancelTick();
    if (!this.#context.signal.aborted) this.#dropRest();
    this.#leave();
    this.#vus.close();
    this.#vus.interrupt();
    if (this.#context.signal.aborted) this.#vus.abandonOrders();
  }

  #dropRest(): void {
    let dropped = 0;
    for (; this.#dueMs !== undefined; this.#dueMs = this.#due(++this.#next)) dropped++;
    if (dropped > 0) this.#context.drop(dropped);
  }
}
