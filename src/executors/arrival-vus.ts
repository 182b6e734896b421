import { Fifo } from '../base/fifo.js';
import { Share } from '../shard/share.js';
import type { ScenarioContext, ScenarioVu } from './context.js';

interface ArrivalVusListener {
  /** A VU has ended an iteration and is idle. */
  freed(): void;
  /** One of the planned VUs has come. */
  came(): void;
}

/**
 * This worker's VUs of an open-model scenario. Who has been idle longest works next. How many are idle stands on the
 * board that all workers share, so a VU must be reserved there before an iteration is started on it.
 */
export class ArrivalVus {
  readonly #idle = new Fifo<ScenarioVu>();
  /** Those that were borrowed and not given back: only these may be interrupted. */
  readonly #held = new Set<ScenarioVu>();
  readonly #worker: number;
  readonly #slots: number;
  readonly #planned: number;
  #running = 0;
  #growing = false;
  /** Orders of other workers that have reserved a VU here and not yet arrived; known once the board is closed. */
  #awaited = 0;
  #closed = false;
  /** Planned VUs that another scenario has not given back yet: how to call each off. */
  readonly #coming = new Set<{ callOff(): void }>();
  #resolveEmpty = (): void => {};
  /** Resolves when nobody may reserve here any more and all VUs have been given back. */
  readonly empty = new Promise<void>((resolve) => {
    this.#resolveEmpty = resolve;
  });

  readonly #context: ScenarioContext;
  readonly #tell: ArrivalVusListener;

  constructor(context: ScenarioContext, tell: ArrivalVusListener) {
    this.#context = context;
    this.#tell = tell;
    this.#worker = context.shard.index;
    this.#slots = context.needs.slots;
    this.#planned = context.needs.planned;
  }

  /** Takes the planned VUs: those that are free now, the others when they are. */
  gather(): void {
    const share = new Share(this.#context.shard, this.#context.offset);
    for (const slot of share.slots(this.#planned)) this.#borrow(slot);
  }

  /** Whether planned VUs are still with another scenario: an arrival that finds no idle VU then waits and is not dropped. */
  get incomplete(): boolean {
    return this.#coming.size > 0;
  }

  /** Starts an iteration on a VU that was reserved. */
  start(dueMs: number): void {
    const vu = this.#idle.shift()!;
    this.#running++;
    this.#context.activate(1);
    this.#context.lag(Math.max(0, this.#context.elapsedMs() - dueMs), vu);
    vu.iterate(this.#context.nextIteration(), () => {
      this.#running--;
      this.#context.activate(-1);
      this.#free(vu);
      this.#tell.freed();
    });
  }

  /** Has one VU more initialised, one at a time; warns once in the whole test when there can be no more. */
  grow(): void {
    if (this.#growing || this.#closed) return;
    const grown = this.#context.board.claimGrowth(this.#slots - this.#planned);
    if (grown === undefined) {
      if (this.#context.board.mayWarn()) this.#warn();
      return;
    }
    this.#growing = true;
    this.#context
      .grow(this.#planned + grown)
      .then(
        (vu) => this.#add(vu),
        (error: unknown) => this.#context.log.error(`initializing one more VU failed: ${String(error)}`),
      )
      .finally(() => {
        this.#growing = false;
        this.#checkEmpty();
      });
  }

  /** Nobody may reserve here any more; VUs go back as soon as they are free. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { callOff } of this.#coming) callOff();
    this.#coming.clear();
    const free = this.#context.board.close(this.#worker);
    this.#awaited = this.#idle.size - free;
    for (let vu = 0; vu < free; vu++) this.#giveBack(this.#idle.shift()!);
    this.#checkEmpty();
  }

  /** One of the orders that have reserved a VU here; `start` or `dismiss` follows. */
  orderArrived(): void {
    if (this.#closed) this.#awaited--;
  }

  /** The VU that was reserved is not needed. */
  dismiss(): void {
    this.#free(this.#idle.shift()!);
  }

  /** The test has ended: orders on their way are not waited for, because the workers that sent them may be gone. */
  abandonOrders(): void {
    this.#awaited = 0;
    for (let vu = this.#idle.shift(); vu; vu = this.#idle.shift()) this.#giveBack(vu);
    this.#checkEmpty();
  }

  interrupt(): void {
    for (const vu of this.#held) vu.interrupt();
  }

  #borrow(slot: number): void {
    const coming = { callOff: (): void => {} };
    this.#coming.add(coming);
    coming.callOff = this.#context.borrow(slot, (vu) => {
      this.#coming.delete(coming);
      this.#add(vu);
      this.#tell.came();
    });
  }

  #add(vu: ScenarioVu): void {
    this.#held.add(vu);
    this.#free(vu);
  }

  #free(vu: ScenarioVu): void {
    if (this.#closed) {
      this.#giveBack(vu);
      this.#checkEmpty();
    } else {
      this.#idle.push(vu);
      this.#context.board.release(this.#worker);
    }
  }

  #giveBack(vu: ScenarioVu): void {
    this.#held.delete(vu);
    this.#context.giveBack(vu);
  }

  #checkEmpty(): void {
    if (this.#closed && this.#running === 0 && this.#awaited === 0 && !this.#growing) this.#resolveEmpty();
  }

  #warn(): void {
    const { name, executor } = this.#context.config;
    this.#context.log.warn(`Insufficient VUs, reached ${this.#slots} active VUs and cannot initialize more`, {
      executor,
      scenario: name,
    });
  }
}
