import { Share } from '../shard/share.js';
import { Fifo } from './fifo.js';
import { iterationSegment, slotCount } from './needs.js';
import type { ArrivalRateConfig } from './timetable.js';
import type { ScenarioStage, ScenarioVu } from './types.js';

/**
 * This worker's VUs of an open-model scenario. Who has been idle longest works next. How many are idle stands on the
 * board that all workers share, so a VU must be reserved there before an iteration is started on it.
 */
export class Crew {
  readonly #idle = new Fifo<ScenarioVu>();
  readonly #all: ScenarioVu[] = [];
  readonly #number: (claimed: number) => number;
  readonly #worker: number;
  readonly #slots: number;
  readonly #planned: number;
  #running = 0;
  #growing = false;
  /** Orders of other workers that have reserved a VU here and not yet arrived; known once the board is closed. */
  #awaited = 0;
  #closed = false;
  #resolveEmpty = (): void => {};
  /** Resolves when the crew is closed and all its VUs have been given back. */
  readonly empty = new Promise<void>((resolve) => {
    this.#resolveEmpty = resolve;
  });

  constructor(
    private readonly stage: ScenarioStage<ArrivalRateConfig>,
    /** A VU has ended an iteration and is idle. */
    private readonly freed: () => void,
  ) {
    const iterations = iterationSegment(stage.config, stage.segment);
    this.#number = (claimed) => iterations.globalIndex(claimed);
    this.#worker = stage.shard.index;
    this.#slots = slotCount(stage.config, stage.segment);
    this.#planned = stage.segment.scale(stage.config.preAllocatedVUs);
  }

  /** Takes the planned VUs. */
  gather(): void {
    const share = new Share(this.stage.shard, this.stage.offset);
    for (const slot of share.slots(this.#planned)) this.#welcome(this.stage.borrow(slot));
  }

  /** Starts an iteration on a VU that was reserved. */
  start(dueMs: number): void {
    const vu = this.#idle.shift()!;
    this.#running++;
    this.stage.lag(Math.max(0, this.stage.elapsedMs() - dueMs), vu);
    vu.iterate(this.#number(this.stage.claim()), () => {
      this.#running--;
      this.#free(vu);
      this.freed();
    });
  }

  /** Has one VU more initialised, one at a time; warns once in the whole test when there can be no more. */
  grow(): void {
    if (this.#growing || this.#closed) return;
    const grown = this.stage.crews.claimGrowth(this.#slots - this.#planned);
    if (grown === undefined) {
      if (this.stage.crews.mayWarn()) this.#warn();
      return;
    }
    this.#growing = true;
    this.stage
      .grow(this.#planned + grown)
      .then(
        (vu) => this.#welcome(vu),
        (error: unknown) => this.stage.log.error(`initializing one more VU failed: ${String(error)}`),
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
    const free = this.stage.crews.close(this.#worker);
    this.#awaited = this.#idle.length - free;
    for (let vu = 0; vu < free; vu++) this.stage.giveBack(this.#idle.shift()!);
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

  /** The test has ended: nobody cares for orders on their way, and their senders may be gone. */
  abandonOrders(): void {
    this.#awaited = 0;
    for (let vu = this.#idle.shift(); vu; vu = this.#idle.shift()) this.stage.giveBack(vu);
    this.#checkEmpty();
  }

  interrupt(): void {
    for (const vu of this.#all) vu.interrupt();
  }

  #welcome(vu: ScenarioVu): void {
    this.#all.push(vu);
    this.#free(vu);
  }

  #free(vu: ScenarioVu): void {
    if (this.#closed) {
      this.stage.giveBack(vu);
      this.#checkEmpty();
    } else {
      this.#idle.push(vu);
      this.stage.crews.release(this.#worker);
    }
  }

  #checkEmpty(): void {
    if (this.#closed && this.#running === 0 && this.#awaited === 0 && !this.#growing) this.#resolveEmpty();
  }

  #warn(): void {
    const { name, executor } = this.stage.config;
    this.stage.log.warn(`Insufficient VUs, reached ${this.#slots} active VUs and cannot initialize more`, {
      executor,
      scenario: name,
    });
  }
}
