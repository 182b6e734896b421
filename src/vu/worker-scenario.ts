import { monotonicMs } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { ScenarioConfig } from '../executors/config.js';
import type { ScenarioContext, ScenarioVu } from '../executors/context.js';
import { needsOf } from '../executors/index.js';
import type { ScenarioNeeds } from '../executors/needs.js';
import type { ThreadContext } from '../k6/context.js';
import type { TagSet } from '../metrics/tags.js';
import type { ControlBlock } from '../shard/control-block.js';
import type { Segment } from '../shard/segment.js';
import type { Shard } from '../shard/share.js';
import type { VuBoard } from '../shard/vu-board.js';
import type { Outcome } from '../suspension/event-loop.js';
import type { Assignment } from './assignment.js';
import type { Vu } from './vu.js';
import type { VuPool } from './vu-pool.js';

export interface ScenarioParts {
  readonly config: ScenarioConfig;
  /** The scenario's place in the options: its row in the control block. */
  readonly index: number;
  readonly segment: Segment;
  readonly shard: Shard;
  readonly offset: number;
  /** Common start instant of the scenario, monotonic. */
  readonly startAtMs: number;
  readonly epochAtZeroMs: number;
  readonly thread: ThreadContext;
  readonly control: ControlBlock;
  readonly pool: VuPool;
  /** What all scenarios find in `__ENV`; each puts its own over it. */
  readonly env: Readonly<Record<string, string>>;
  /** What setup() returned. */
  readonly setupJson: string | undefined;
  readonly signal: AbortSignal;
  /** `hook`: the function that it was thrown in, if that was no iteration. */
  readonly reportException: (error: unknown, hook?: string) => void;
}

/** One scenario inside one worker: VUs for the executor, numbers for the control block, tags for the samples. */
export class WorkerScenario implements ScenarioContext {
  readonly config: ScenarioConfig;
  readonly segment: Segment;
  readonly needs: ScenarioNeeds;
  readonly shard: Shard;
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly board: VuBoard;
  readonly log: Logger;
  readonly #assignment: Assignment;
  readonly #tags: TagSet;
  readonly #parts: ScenarioParts;

  constructor(parts: ScenarioParts) {
    this.#parts = parts;
    const { config, thread } = parts;
    this.config = config;
    this.segment = parts.segment;
    this.needs = needsOf(config, parts.segment);
    this.shard = parts.shard;
    this.offset = parts.offset;
    this.signal = parts.signal;
    this.board = parts.control.vuBoard(parts.index);
    this.log = thread.log;
    this.#tags = thread.metrics.rootTags.with('scenario', config.name);
    this.#assignment = {
      view: {
        name: config.name,
        executor: config.executor,
        startTimeMs: parts.startAtMs + parts.epochAtZeroMs,
        progress: () => Math.min(1, Math.max(0, this.elapsedMs() / this.needs.regularMs)),
        // Counted as the iterations are dealt out, which is not always as the VUs are.
        iterationInInstance: (inTest) => this.needs.iterations.scale(inTest),
        tags: config.tags,
      },
      exec: config.exec,
      hooks: { setup: config.vuSetup, teardown: config.vuTeardown },
      env: { ...parts.env, ...config.env },
      started: () => this.#count('started', 1),
      ended: (outcome) => this.#ended(outcome),
      hookThrew: (hook, error) => {
        thread.builtin.vu_hook_errors.add(1, this.#tags);
        this.#count('threw', 1);
        parts.reportException(error, hook);
      },
    };
  }

  elapsedMs(): number {
    return monotonicMs() - this.#parts.startAtMs;
  }

  borrow(_slot: number, lent: (vu: ScenarioVu) => void): () => void {
    return this.#parts.pool.lend((vu) => lent(this.#prepare(vu)));
  }

  giveBack(vu: ScenarioVu): void {
    this.#parts.pool.putBack(vu as Vu);
  }

  async grow(_slot: number): Promise<ScenarioVu> {
    return this.#prepare(await this.#parts.pool.makeOne());
  }

  activate(change: 1 | -1): void {
    this.#count('activeVus', change);
  }

  claim(): number {
    return this.#parts.control.claim(this.#parts.index);
  }

  nextIteration(): number {
    return this.needs.iterations.globalIndex(this.claim());
  }

  claimRest(total: number): number {
    return this.#parts.control.claimRest(this.#parts.index, total);
  }

  drop(iterations: number, slot?: number): void {
    const { systemTags } = this.#parts.thread.options;
    const tags =
      slot === undefined || !systemTags.includes('vu') ? this.#tags : this.#tags.with('vu', String(slot + 1));
    this.#parts.thread.builtin.dropped_iterations.add(iterations, tags);
  }

  lag(ms: number, vu: ScenarioVu): void {
    (vu as Vu).latenessMs = ms;
    this.#parts.thread.builtin.iteration_lag.add(ms, this.#tags);
  }

  #prepare(vu: Vu): Vu {
    vu.receive(this.#parts.setupJson);
    vu.assign(this.#assignment);
    return vu;
  }

  #ended(outcome: Outcome): void {
    this.#count(outcome.kind === 'interrupted' ? 'interrupted' : 'completed', 1);
    if (outcome.kind !== 'threw') return;
    this.#count('threw', 1);
    this.#parts.reportException(outcome.error);
  }

  #count(cell: 'started' | 'completed' | 'threw' | 'interrupted' | 'activeVus', amount: number): void {
    this.#parts.control.add(this.shard.index, this.#parts.index, cell, amount);
  }
}
