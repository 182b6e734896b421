import { epochMs, monotonicMs } from '../../src/base/clock.js';
import { Logger, type LogRecord } from '../../src/base/log.js';
import type { ScenarioConfig } from '../../src/executors/config.js';
import type { ScenarioContext, ScenarioVu } from '../../src/executors/context.js';
import { executorOf, needsOf } from '../../src/executors/index.js';
import { ControlBlock } from '../../src/shard/control-block.js';
import { Segment } from '../../src/shard/segment.js';

/**
 * How long an iteration takes: ms, `now` when it ends within the call, `never` when it must be interrupted; `busy` computes
 * for a tenth of a millisecond and ends in the same turn of the event loop.
 */
export type Length = number | 'now' | 'busy' | 'never';

export interface Started {
  readonly worker: number;
  readonly slot: number;
  readonly number: number;
  readonly atMs: number;
  endMs: number;
  outcome: 'running' | 'completed' | 'interrupted';
}

export interface FakeRunParts {
  readonly config: ScenarioConfig;
  readonly workers: number;
  readonly offset?: number;
  readonly segment?: Segment;
  lengthOf?(slot: number, number: number): Length;
  /** After how long a VU of the pool is free, ms. */
  lendMs?(slot: number): number;
  readonly growMs?: number;
  readonly growFails?: boolean;
}

/** All workers of one scenario in one thread, over the real shared memory, with VUs that only wait. */
export class FakeRun {
  readonly started: Started[] = [];
  readonly dropped: { worker: number; iterations: number; slot: number | undefined }[] = [];
  readonly lagsMs: number[] = [];
  readonly logged: LogRecord[] = [];
  readonly grown: number[] = [];
  readonly faults: string[] = [];
  readonly borrowed = new Map<ScenarioVu, number>();
  readonly borrows: { slot: number; worker: number; atMs: number }[] = [];
  readonly #abort = new AbortController();
  readonly #control: ControlBlock;
  readonly #startMs = monotonicMs() + 5;
  /** What each worker's executor saw when it last looked at the clock: it decides by that, however slow we are. */
  readonly lookedMs: number[] = [];
  /** VUs that count as active now. */
  active = 0;
  stack = 0;
  deepest = 0;

  constructor(readonly parts: FakeRunParts) {
    this.#control = ControlBlock.allocate(parts.workers, 1);
  }

  async finish(): Promise<this> {
    const executor = executorOf(this.parts.config);
    await Promise.all(Array.from({ length: this.parts.workers }, (_, index) => executor.run(this.#context(index))));
    if (this.active !== 0) this.faults.push(`${this.active} VUs still count as active`);
    if (this.borrowed.size > 0) this.faults.push(`${this.borrowed.size} VUs were not given back`);
    return this;
  }

  abort(): void {
    this.#abort.abort();
  }

  get elapsedMs(): number {
    return monotonicMs() - this.#startMs;
  }
  get numbers(): number[] {
    return this.started.map(({ number }) => number).sort((a, b) => a - b);
  }
  get drops(): number {
    return this.dropped.reduce((sum, { iterations }) => sum + iterations, 0);
  }

  #context(index: number): ScenarioContext {
    const segment = this.parts.segment ?? Segment.whole;
    const log = new Logger((record) => this.logged.push(record), epochMs);
    const needs = needsOf(this.parts.config, segment);
    return {
      config: this.parts.config,
      segment,
      needs,
      shard: { index, count: this.parts.workers },
      offset: this.parts.offset ?? 0,
      elapsedMs: () => (this.lookedMs[index] = this.elapsedMs),
      signal: this.#abort.signal,
      borrow: (slot, lent) => this.#lend(slot, index, lent),
      activate: (change) => void (this.active += change),
      giveBack: (vu) => this.#giveBack(vu as FakeVu),
      grow: async (slot) => {
        await new Promise((resolve) => setTimeout(resolve, this.parts.growMs ?? 1));
        if (this.parts.growFails) throw new Error('init failed');
        this.grown.push(slot);
        return this.#borrow(slot, index);
      },
      claim: () => this.#control.claim(0),
      nextIteration: () => needs.iterations.globalIndex(this.#control.claim(0)),
      claimRest: (total) => this.#control.claimRest(0, total),
      drop: (iterations, slot) => void this.dropped.push({ worker: index, iterations, slot }),
      lag: (ms) => void this.lagsMs.push(ms),
      board: this.#control.vuBoard(0),
      log,
    };
  }

  #lend(slot: number, worker: number, lent: (vu: ScenarioVu) => void): () => void {
    const delayMs = this.parts.lendMs?.(slot) ?? 0;
    if (delayMs === 0) {
      lent(this.#borrow(slot, worker));
      return () => {};
    }
    const timer = setTimeout(() => lent(this.#borrow(slot, worker)), delayMs);
    return () => clearTimeout(timer);
  }

  #borrow(slot: number, worker: number): ScenarioVu {
    if ([...this.borrowed.values()].includes(slot)) this.faults.push(`slot ${slot} borrowed twice`);
    const vu = new FakeVu(this, slot, worker);
    this.borrowed.set(vu, slot);
    this.borrows.push({ slot, worker, atMs: this.elapsedMs });
    return vu;
  }

  #giveBack(vu: FakeVu): void {
    if (!this.borrowed.delete(vu)) this.faults.push('a VU was given back twice');
    if (vu.running) this.faults.push('a VU was given back while it ran');
  }
}

const BUSY_MS = 0.1;

class FakeVu implements ScenarioVu {
  #current: Started | undefined;
  #ended: ((completed: boolean) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly run: FakeRun,
    private readonly slot: number,
    private readonly worker: number,
  ) {}

  get running(): boolean {
    return this.#ended !== undefined;
  }

  iterate(number: number, ended: (completed: boolean) => void): void {
    const { run, slot, worker } = this;
    if (this.running) run.faults.push('two iterations at once');
    if (!run.borrowed.has(this)) run.faults.push('an iteration on a VU that was not borrowed');
    run.deepest = Math.max(run.deepest, ++run.stack);
    this.#current = { worker, slot, number, atMs: run.lookedMs[worker]!, endMs: -1, outcome: 'running' };
    this.#ended = ended;
    run.started.push(this.#current);
    const length = run.parts.lengthOf?.(slot, number) ?? 5;
    if (length === 'now') this.#end('completed');
    else if (length === 'busy') setImmediate(() => this.#compute());
    else if (length !== 'never') this.#timer = setTimeout(() => this.#end('completed'), length);
    run.stack--;
  }

  #compute(): void {
    const endMs = monotonicMs() + BUSY_MS;
    while (monotonicMs() < endMs);
    this.#end('completed');
  }

  interrupt(): void {
    if (this.running) this.#end('interrupted');
  }

  #end(outcome: 'completed' | 'interrupted'): void {
    const [current, ended] = [this.#current!, this.#ended!];
    clearTimeout(this.#timer);
    this.#current = this.#ended = undefined;
    current.endMs = this.run.elapsedMs;
    current.outcome = outcome;
    ended(outcome === 'completed');
  }
}
