import { type EventLoopUtilization, PerformanceObserver, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { monotonicMs } from '../base/clock.js';
import { every } from '../base/timers.js';
import type { ThreadContext } from '../k6/context.js';
import type { ControlBlock, WorkerCell } from '../shard/control-block.js';

/**
 * How often the event loop is asked to be on time. Measured: 0.2 % of a busy thread; an idle one spends 3 to 5 ms of
 * CPU each second on waking up for it. perf_hooks.monitorEventLoopDelay costs half of that, but counts a stall once,
 * however long it is, and its values would be for percentiles of one thread only.
 */
const TICK_MS = 20;
/** Longer stalls are filled with fewer samples, not with more. */
const MOST_FILLED = 500;
const WINDOW_MS = 1000;
/** The utilisation of an instant says nothing about a second: the last window counts as a sample from here on. */
const LEAST_WINDOW_MS = 250;
/** From this share of not being idle on, what comes in has to wait. */
const FULL = 0.95;

/** Measures how well this thread keeps up, from `start` to `stop`: written about once a second, delays as they come. */
export class HealthMeter {
  #windowAtMs = 0;
  #lastTickMs = 0;
  #windows = 0;
  #utilization: EventLoopUtilization | undefined;
  #heapShare = 0;
  #stopTicks: (() => void) | undefined;
  readonly #collections = new PerformanceObserver((list) => this.#pauses(list.getEntries()));

  readonly #thread: ThreadContext;
  readonly #control: ControlBlock;
  readonly #worker: number;

  constructor(thread: ThreadContext, control: ControlBlock, worker: number) {
    this.#thread = thread;
    this.#control = control;
    this.#worker = worker;
  }

  start(): void {
    this.#windowAtMs = this.#lastTickMs = monotonicMs();
    this.#utilization = performance.eventLoopUtilization();
    this.#collections.observe({ entryTypes: ['gc'] });
    this.#stopTicks = every(TICK_MS, undefined, () => this.#tick());
  }

  stop(): void {
    if (!this.#stopTicks) return;
    this.#stopTicks();
    this.#stopTicks = undefined;
    this.#pauses(this.#collections.takeRecords());
    this.#collections.disconnect();
    this.#closeWindow(monotonicMs());
  }

  #tick(): void {
    const nowMs = monotonicMs();
    const delayMs = Math.max(0, nowMs - this.#lastTickMs - TICK_MS);
    this.#lastTickMs = nowMs;
    this.#delayed(delayMs);
    if (nowMs - this.#windowAtMs >= WINDOW_MS) this.#closeWindow(nowMs);
  }

  /** A stall also held up the ticks that should have come during it; each of them waited for its own time. */
  #delayed(delayMs: number): void {
    const { builtin, metrics } = this.#thread;
    const stepMs = Math.max(TICK_MS, delayMs / MOST_FILLED);
    for (let leftMs = delayMs; leftMs >= 0; leftMs -= stepMs) {
      builtin.generator_loop_delay.add(leftMs, metrics.rootTags);
    }
  }

  #pauses(entries: readonly { readonly duration: number }[]): void {
    const { builtin, metrics } = this.#thread;
    for (const { duration } of entries) builtin.generator_gc_pause.add(duration, metrics.rootTags);
  }

  #closeWindow(nowMs: number): void {
    const { builtin, metrics } = this.#thread;
    const current = performance.eventLoopUtilization();
    const { active, idle, utilization } = performance.eventLoopUtilization(current, this.#utilization);
    const lengthMs = nowMs - this.#windowAtMs;
    this.#utilization = current;
    this.#windowAtMs = nowMs;
    this.#add('loopMs', active + idle);
    this.#add('loopActiveMs', active);
    if (utilization >= FULL) this.#add('loopFullMs', active + idle);
    if (lengthMs >= LEAST_WINDOW_MS || this.#windows === 0) {
      this.#windows++;
      builtin.generator_utilization.add(utilization, metrics.rootTags);
    }
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    builtin.generator_heap.add(used, metrics.rootTags);
    if (used / limit <= this.#heapShare) return;
    this.#add('heapShare', used / limit - this.#heapShare);
    this.#heapShare = used / limit;
  }

  #add(cell: WorkerCell, amount: number): void {
    this.#control.addToWorker(this.#worker, cell, amount);
  }
}
