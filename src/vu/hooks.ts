import { after as afterMs } from '../base/timers.js';
import type { AnyFunction } from '../k6/suspension.js';
import type { VuParts } from '../k6/vu-parts.js';
import type { TagSet } from '../metrics/tags.js';
import type { Outcome } from '../suspension/event-loop.js';
import type { Assignment, HookNames } from './assignment.js';

/** Exports that run once per VU: before its first iteration, and after its last. */
const WHOLE_TEST = { setup: 'vuSetup', teardown: 'vuTeardown' } as const;

/** What hooks need of the VU that they belong to. */
interface HookedVu {
  readonly instance: { readonly exports: Readonly<Record<string, unknown>> };
  readonly parts: VuParts;
  tags: TagSet;
  group: string;
  /** What setup() returned, as the arguments of whatever runs. */
  readonly data: readonly unknown[];
  assign(assignment: Assignment): void;
  runOnce(fn: AnyFunction, args: readonly unknown[], ended: (outcome: Outcome) => void): void;
  interrupt(): void;
}

interface Hook {
  readonly name: string;
  readonly group: string;
  readonly scenario: string;
}

/** The hooks of one VU. Each runs once; what they do counts, but not as iterations. */
export class VuHooks {
  readonly #vu: HookedVu;
  /** By scenario, what the VU was last told of it: after a warm-up that is another one, which counts. */
  readonly #assignments = new Map<string, Assignment>();
  #before: Hook[] = [];
  /** Not before the first iteration is known to come: a VU that never works has nothing to take back. */
  #promised: Hook[] = [];
  /** Last come, first served. */
  readonly #after: Hook[] = [];

  constructor(vu: HookedVu) {
    this.#vu = vu;
  }

  /** Whether a script or a scenario has any: most VUs do without. */
  static wanted(exports: Readonly<Record<string, unknown>>, { setup, teardown }: HookNames): boolean {
    return setup !== '' || teardown !== '' || WHOLE_TEST.setup in exports || WHOLE_TEST.teardown in exports;
  }

  /** The VU works for this scenario from now on. */
  enter(assignment: Assignment): void {
    const scenario = assignment.view.name;
    const isFirst = this.#assignments.size === 0;
    const isNew = !this.#assignments.has(scenario);
    this.#assignments.set(scenario, assignment);
    if (isFirst) this.#add(scenario, WHOLE_TEST);
    if (isNew) this.#add(scenario, assignment.hooks);
  }

  /** Whether something has to run before the next iteration. */
  get due(): boolean {
    return this.#before.length > 0 || this.#promised.length > 0;
  }

  /** Runs what is due. `done(false)`: the VU was interrupted meanwhile. */
  runBefore(done: (completed: boolean) => void): void {
    this.#after.push(...this.#promised);
    this.#promised = [];
    const hook = this.#before.shift();
    if (hook === undefined) done(true);
    else this.#run(hook, (completed) => (completed ? this.runBefore(done) : done(false)));
  }

  runAfter(done: (completed: boolean) => void): void {
    const hook = this.#after.pop();
    if (hook === undefined) {
      done(true);
      return;
    }
    this.#vu.assign(this.#assignments.get(hook.scenario)!);
    this.#run(hook, (completed) => (completed ? this.runAfter(done) : done(false)));
  }

  #add(scenario: string, { setup, teardown }: HookNames): void {
    const { exports } = this.#vu.instance;
    if (setup in exports) this.#before.push({ name: setup, group: WHOLE_TEST.setup, scenario });
    if (teardown in exports) this.#promised.push({ name: teardown, group: WHOLE_TEST.teardown, scenario });
  }

  #run({ name, group, scenario }: Hook, done: (completed: boolean) => void): void {
    const vu = this.#vu;
    this.#setGroup(`::${group}`);
    vu.runOnce(vu.instance.exports[name] as AnyFunction, vu.data, (outcome) => {
      this.#setGroup('');
      vu.parts.iterationEnded();
      if (outcome.kind === 'threw') this.#assignments.get(scenario)!.hookThrew(name, outcome.error);
      done(outcome.kind !== 'interrupted');
    });
  }

  #setGroup(group: string): void {
    this.#vu.group = group;
    this.#vu.tags = this.#vu.tags.with('group', group);
  }
}

/** Runs what comes after the last iteration of each VU, all at the same time. Gives the number of those that took too long. */
export function runAllAfter(
  vus: readonly { hooks: VuHooks | undefined; interrupt(): void }[],
  limitMs: number,
): Promise<number> {
  const running = new Set(vus.filter(({ hooks }) => hooks !== undefined));
  let late = 0;
  return new Promise((resolve) => {
    if (running.size === 0) return resolve(0);
    const stopTimer = afterMs(limitMs, undefined, () => {
      late = running.size;
      for (const vu of [...running]) vu.interrupt();
    });
    for (const vu of [...running]) {
      vu.hooks!.runAfter(() => {
        running.delete(vu);
        if (running.size > 0) return;
        stopTimer();
        resolve(late);
      });
    }
  });
}
