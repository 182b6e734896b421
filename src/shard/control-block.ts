import { VuBoard } from './vu-board.js';

/** Cells that a worker has once for each scenario; it alone writes them. Doubles, so that no count wraps. */
const SCENARIO_CELLS = ['started', 'completed', 'threw', 'interrupted', 'activeVus', 'ended', 'endedMs'] as const;
/**
 * Cells that a worker has once. `heartbeat` grows while its event loop turns; `loopMs` and those after it are what
 * the health meter saw: time measured, time not idle, time in seconds without any idleness, largest share of the heap.
 */
const WORKER_CELLS = ['initializedVus', 'heartbeat', 'loopMs', 'loopActiveMs', 'loopFullMs', 'heapShare'] as const;
/** Int32 cells that several threads change with Atomics. */
const SHARED_CELLS = { phase: 0, logLinesInFlight: 1, unplannedVus: 2, cutRequests: 3 } as const;
/** A counter for each scenario stands behind them. */
const CLAIMS_AT = Object.keys(SHARED_CELLS).length;

export type ScenarioCell = (typeof SCENARIO_CELLS)[number];
export type WorkerCell = (typeof WORKER_CELLS)[number];

/** Where a run is. The numbers are k6's `status` values, of which some never come here; the last two are ours. */
export const PHASES = {
  created: 0,
  initVus: 1,
  setup: 6,
  running: 7,
  teardown: 8,
  ended: 9,
  /** k6 has nothing before the test of which nothing counts. */
  warmUp: 12,
  preconnect: 13,
} as const;
export type Phase = keyof typeof PHASES;

/** Nothing that happens in these phases is to be seen in the numbers. */
export const UNCOUNTED_PHASES: readonly Phase[] = ['warmUp', 'preconnect'];

/** Plain data from which every thread makes its own view. */
export interface ControlBlockParts {
  readonly buffer: SharedArrayBuffer;
  readonly workers: number;
  readonly scenarios: number;
}

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
const INT = Int32Array.BYTES_PER_ELEMENT;

/** The one block of memory that all threads of a run share. Cells have names; only this class knows offsets. */
export class ControlBlock {
  readonly #doubles: Float64Array;
  readonly #ints: Int32Array;

  private constructor(readonly parts: ControlBlockParts) {
    const doubles = ControlBlock.#doublesIn(parts.workers, parts.scenarios);
    this.#doubles = new Float64Array(parts.buffer, 0, doubles);
    this.#ints = new Int32Array(parts.buffer, doubles * DOUBLE, CLAIMS_AT + parts.scenarios);
  }

  static allocate(workers: number, scenarios: number): ControlBlock {
    const bytes = ControlBlock.#boardsAt(workers, scenarios) + scenarios * VuBoard.byteLength(workers);
    const block = new ControlBlock({ buffer: new SharedArrayBuffer(bytes), workers, scenarios });
    for (let scenario = 0; scenario < scenarios; scenario++) block.vuBoard(scenario).prepare();
    return block;
  }

  static attach(parts: ControlBlockParts): ControlBlock {
    return new ControlBlock(parts);
  }

  static #doublesIn(workers: number, scenarios: number): number {
    return workers * (WORKER_CELLS.length + scenarios * SCENARIO_CELLS.length);
  }

  static #boardsAt(workers: number, scenarios: number): number {
    const bytes = ControlBlock.#doublesIn(workers, scenarios) * DOUBLE + (CLAIMS_AT + scenarios) * INT;
    return Math.ceil(bytes / DOUBLE) * DOUBLE;
  }

  /** The VUs of an open-model scenario as all workers see them. Makes a view; to be kept by who asks. */
  vuBoard(scenario: number): VuBoard {
    const { buffer, workers, scenarios } = this.parts;
    const offset = ControlBlock.#boardsAt(workers, scenarios) + scenario * VuBoard.byteLength(workers);
    return new VuBoard(buffer, offset, workers);
  }

  /** Adds to a cell of this worker for one scenario. Only that worker may call it. */
  add(worker: number, scenario: number, cell: ScenarioCell, amount: number): void {
    const at = this.#scenarioOffset(worker, scenario, cell);
    this.#doubles[at] = this.#doubles[at]! + amount;
  }

  get(worker: number, scenario: number, cell: ScenarioCell): number {
    return this.#doubles[this.#scenarioOffset(worker, scenario, cell)]!;
  }

  /** One scenario's cell over all workers. */
  total(scenario: number, cell: ScenarioCell): number {
    let sum = 0;
    for (let worker = 0; worker < this.parts.workers; worker++) sum += this.get(worker, scenario, cell);
    return sum;
  }

  /** The largest of one scenario's cells over all workers. */
  largest(scenario: number, cell: ScenarioCell): number {
    let most = 0;
    for (let worker = 0; worker < this.parts.workers; worker++) most = Math.max(most, this.get(worker, scenario, cell));
    return most;
  }

  /** A cell over all workers and scenarios. */
  grandTotal(cell: ScenarioCell): number {
    let sum = 0;
    for (let scenario = 0; scenario < this.parts.scenarios; scenario++) sum += this.total(scenario, cell);
    return sum;
  }

  /** The worker's thread is gone: what ran in it was interrupted, its VUs do nothing any more. */
  writeOff(worker: number): void {
    for (let scenario = 0; scenario < this.parts.scenarios; scenario++) {
      const [started, completed, interrupted, activeVus] = (
        ['started', 'completed', 'interrupted', 'activeVus'] as const
      ).map((cell) => this.get(worker, scenario, cell));
      this.add(worker, scenario, 'interrupted', started! - completed! - interrupted!);
      this.add(worker, scenario, 'activeVus', -activeVus!);
    }
  }

  addToWorker(worker: number, cell: WorkerCell, amount: number): void {
    const at = this.#workerOffset(worker, cell);
    this.#doubles[at] = this.#doubles[at]! + amount;
  }

  ofWorker(worker: number, cell: WorkerCell): number {
    return this.#doubles[this.#workerOffset(worker, cell)]!;
  }

  overWorkers(cell: WorkerCell): number {
    let sum = 0;
    for (let worker = 0; worker < this.parts.workers; worker++) sum += this.ofWorker(worker, cell);
    return sum;
  }

  /** Takes the next number of a scenario's counter; no two threads ever get the same one. */
  claim(scenario: number): number {
    return Atomics.add(this.#ints, CLAIMS_AT + scenario, 1) >>> 0;
  }

  /** Takes every number below `total` that is left, at once, and says how many they were. */
  claimRest(scenario: number, total: number): number {
    const at = CLAIMS_AT + scenario;
    for (;;) {
      const seen = Atomics.load(this.#ints, at);
      const claimed = seen >>> 0;
      if (claimed >= total) return 0;
      if (Atomics.compareExchange(this.#ints, at, seen, total) === seen) return total - claimed;
    }
  }

  get phase(): Phase {
    const number = Atomics.load(this.#ints, SHARED_CELLS.phase);
    return (Object.keys(PHASES) as Phase[]).find((name) => PHASES[name] === number) ?? 'created';
  }

  set phase(phase: Phase) {
    Atomics.store(this.#ints, SHARED_CELLS.phase, PHASES[phase]);
  }

  /** The next number for a VU that was not planned. */
  claimVu(): number {
    return Atomics.add(this.#ints, SHARED_CELLS.unplannedVus, 1);
  }

  /** Log lines that workers have sent and the main thread has not yet written: the bound of that queue. */
  addLogLines(amount: number): number {
    return Atomics.add(this.#ints, SHARED_CELLS.logLinesInFlight, amount) + amount;
  }

  addCutRequest(): void {
    Atomics.add(this.#ints, SHARED_CELLS.cutRequests, 1);
  }

  /** Requests that went out and were given up when their iterations were interrupted. */
  get cutRequests(): number {
    return Atomics.load(this.#ints, SHARED_CELLS.cutRequests);
  }

  #scenarioOffset(worker: number, scenario: number, cell: ScenarioCell): number {
    const perWorker = WORKER_CELLS.length + this.parts.scenarios * SCENARIO_CELLS.length;
    return worker * perWorker + WORKER_CELLS.length + scenario * SCENARIO_CELLS.length + SCENARIO_CELLS.indexOf(cell);
  }

  #workerOffset(worker: number, cell: WorkerCell): number {
    const perWorker = WORKER_CELLS.length + this.parts.scenarios * SCENARIO_CELLS.length;
    return worker * perWorker + WORKER_CELLS.indexOf(cell);
  }
}
