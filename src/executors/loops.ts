import { Share } from '../shard/share.js';
import type { ScenarioContext, ScenarioVu } from './context.js';
import { begun, watchEnd } from './stopping.js';
import { Turns } from './turns.js';

/** Gives the number of the next iteration; undefined when there is none for this VU any more. */
export type Claim = () => number | undefined;

/** The closed model: a VU takes its next iteration when it has finished the last one. */
export class Loop {
  /** Undefined until one is free. */
  #vu: ScenarioVu | undefined;
  #callOff = (): void => {};
  #stopped = false;
  #starting = false;
  #endedAtOnce = false;

  readonly #context: ScenarioContext;
  readonly #slot: number;
  readonly #claim: Claim;
  readonly #turns: Turns;
  readonly #done: () => void;

  /** `done` is called once, when the VU has ended its last iteration and was given back. */
  constructor(context: ScenarioContext, slot: number, claim: Claim, turns: Turns, done: () => void) {
    this.#context = context;
    this.#slot = slot;
    this.#claim = claim;
    this.#turns = turns;
    this.#done = done;
  }

  start(): void {
    this.#callOff = this.#context.borrow(this.#slot, (vu) => {
      this.#vu = vu;
      this.#context.activate(1);
      this.#turns.add(this.#next);
    });
  }

  /** The running iteration is the last one. */
  stop(): void {
    this.#stopped = true;
    if (!this.#vu) this.#end();
  }

  /** Takes `stop` back, as long as `done` has not been called. */
  resume(): void {
    this.#stopped = false;
  }

  interrupt(): void {
    this.stop();
    this.#vu?.interrupt();
  }

  readonly #next = (): void => {
    const iteration = this.#stopped ? undefined : this.#claim();
    if (iteration === undefined) {
      this.#end();
      return;
    }
    this.#starting = true;
    this.#endedAtOnce = false;
    this.#vu!.iterate(iteration, this.#ended);
    this.#starting = false;
    // An iteration that ended within the call must not start the next one inside itself: the stack would grow.
    if (this.#endedAtOnce) this.#turns.add(this.#next);
  };

  readonly #ended = (): void => {
    if (this.#starting) this.#endedAtOnce = true;
    else this.#next();
  };

  #end(): void {
    this.#callOff();
    if (this.#vu) {
      this.#context.activate(-1);
      this.#context.giveBack(this.#vu);
    }
    this.#done();
  }
}

/** Lets this worker's VUs loop from the scenario's start to its end. Resolves when none runs any more. */
export async function drive(context: ScenarioContext, claimFor: (slot: number) => Claim): Promise<void> {
  const { planned, regularMs, maximumMs } = context.needs;
  const slots = new Share(context.shard, context.offset).slots(planned);
  if (slots.length === 0 || !(await begun(context))) return;
  const turns = new Turns();
  const loops = new Set<Loop>();
  const allDone = new Promise<void>((resolve) => {
    for (const slot of slots) {
      const claim = claimFor(slot);
      // The clock is asked each time: a timer that is late must not let an iteration start after the end.
      const claimInTime = (): number | undefined => (context.elapsedMs() < regularMs ? claim() : undefined);
      const loop: Loop = new Loop(context, slot, claimInTime, turns, () => {
        loops.delete(loop);
        if (loops.size === 0) resolve();
      });
      loops.add(loop);
    }
  });
  for (const loop of loops) loop.start();
  const forget = watchEnd(context, {
    regularMs,
    maximumMs,
    close: () => {
      for (const loop of loops) loop.stop();
    },
    interrupt: () => {
      for (const loop of loops) loop.interrupt();
    },
  });
  await allDone;
  forget();
}
