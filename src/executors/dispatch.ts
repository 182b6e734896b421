import { arrivals } from './arrivals.js';
import { Crew } from './crew.js';
import { scenarioEnd, slotCount } from './needs.js';
import { begun, watchEnd } from './stopping.js';
import type { ArrivalRateConfig } from './timetable.js';
import type { ScenarioStage } from './types.js';

/** How long a batch of late starts may hold up sockets and timers. */
const BATCH_MS = 2;
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * The open model: an iteration starts when it is due, whoever is idle; if nobody is, it is dropped. Each worker goes
 * by its own part of the common timetable and hands an iteration to another worker when only that has an idle VU.
 */
export async function dispatch(stage: ScenarioStage<ArrivalRateConfig>): Promise<void> {
  if (slotCount(stage.config, stage.segment) === 0 || !(await begun(stage))) return;
  await new Dispatcher(stage).run();
}

class Dispatcher {
  readonly #crew: Crew;
  readonly #due: (own: number) => number | undefined;
  readonly #end: { regularMs: number; maximumMs: number };
  #next = 0;
  #dueMs: number | undefined;
  #ordersTaken = 0;
  /** Something is being started: a VU that never waits is idle again before that returns. */
  #starting = false;
  #regularOver = false;
  #left = false;
  /** Nothing may start any more: the longest time is over, or the test was ended. */
  #over = false;
  #empty = false;
  #cancelTick = (): void => {};

  constructor(private readonly stage: ScenarioStage<ArrivalRateConfig>) {
    this.#crew = new Crew(stage, this.#catchUp);
    this.#due = arrivals(stage);
    this.#end = scenarioEnd(stage.config);
  }

  async run(): Promise<void> {
    const { shard, crews } = this.stage;
    this.#crew.gather();
    this.#dueMs = this.#due(0);
    const forget = watchEnd(this.stage, {
      ...this.#end,
      close: () => {
        this.#regularOver = true;
        this.#leaveWhenDone();
      },
      interrupt: () => this.#finish(),
    });
    this.#tick();
    void this.#listen();
    await this.#crew.empty;
    this.#empty = true;
    crews.wake(shard.index);
    forget();
  }

  /** Starts all that are due by now; sleeps until the next one, or lets the event loop go round after a long batch. */
  readonly #tick = (): void => {
    const batchEndMs = this.stage.elapsedMs() + BATCH_MS;
    let dropped = 0;
    let nowMs = 0;
    this.#starting = true;
    while (this.#dueMs !== undefined && !this.#over) {
      nowMs = this.stage.elapsedMs();
      if (nowMs < this.#dueMs || nowMs > batchEndMs) break;
      if (!this.#launch(this.#dueMs)) dropped++;
      this.#dueMs = this.#due(++this.#next);
    }
    this.#starting = false;
    if (dropped > 0) this.stage.drop(dropped);
    if (this.#over) return;
    if (this.#dueMs === undefined) this.#leaveWhenDone();
    else this.#sleep(this.#dueMs - nowMs);
  };

  /** A VU that becomes idle takes what has become due since the last tick: timers go by whole milliseconds. */
  readonly #catchUp = (): void => {
    const dueMs = this.#dueMs;
    if (dueMs === undefined || this.#starting || this.#over || this.stage.elapsedMs() < dueMs) return;
    if (!this.stage.crews.reserve(this.stage.shard.index)) return;
    this.#dueMs = this.#due(++this.#next);
    this.#startOne(dueMs);
  };

  #launch(dueMs: number): boolean {
    const { crews, shard } = this.stage;
    if (crews.reserve(shard.index)) {
      this.#crew.start(dueMs);
      return true;
    }
    if (crews.handOver(shard.index, dueMs)) return true;
    this.#crew.grow();
    return false;
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

  /** k6 ends a ramp with its last start, and a constant rate with its duration. */
  #leaveWhenDone(): void {
    const done =
      this.#dueMs === undefined && (this.#regularOver || this.stage.config.executor === 'ramping-arrival-rate');
    if (done) this.#leave();
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.stage.crews.leave();
    this.#closeWhenAllLeft();
  }

  #closeWhenAllLeft(): void {
    if (this.#left && this.stage.crews.dispatching === 0) this.#crew.close();
  }

  /** Takes what other workers hand over, until no VU of this worker is left in the scenario. */
  async #listen(): Promise<void> {
    const { crews, shard } = this.stage;
    while (!this.#empty) {
      const seen = crews.wakeups(shard.index);
      this.#takeOrders();
      this.#closeWhenAllLeft();
      await crews.woken(shard.index, seen);
    }
  }

  #takeOrders(): void {
    const { crews, shard, signal } = this.stage;
    for (;;) {
      const dueMs = crews.takeOrder(shard.index, this.#ordersTaken);
      if (dueMs === undefined || signal.aborted) return;
      this.#ordersTaken++;
      this.#crew.orderArrived();
      if (this.#over) {
        this.stage.drop(1);
        this.#crew.dismiss();
      } else this.#startOne(dueMs);
    }
  }

  #startOne(dueMs: number): void {
    this.#starting = true;
    this.#crew.start(dueMs);
    this.#starting = false;
  }

  /** The longest time is over, or the test has ended; what could not start by then was dropped, unless it has ended. */
  #finish(): void {
    this.#over = true;
    this.#cancelTick();
    if (!this.stage.signal.aborted) this.#dropRest();
    this.#leave();
    this.#crew.close();
    this.#crew.interrupt();
    if (this.stage.signal.aborted) this.#crew.abandonOrders();
  }

  #dropRest(): void {
    let dropped = 0;
    for (; this.#dueMs !== undefined; this.#dueMs = this.#due(++this.#next)) dropped++;
    if (dropped > 0) this.stage.drop(dropped);
  }
}
