import type { Case } from './case.js';
import { type Difference, differencesOf, steady } from './difference.js';
import type { Observation } from './observe/observation.js';
import { runCase } from './run-case.js';
import { k6, salvo } from './tools.js';

export interface Compared {
  readonly name: string;
  /** Numbers of workers that it was run with. */
  readonly workers: readonly number[];
  readonly differences: readonly Difference[];
  /** Differences of the first attempt that the second did not show. */
  readonly unsteady: number;
  /** The comparison itself failed. */
  readonly failure?: string;
}

export interface Bench {
  readonly k6Path: string;
  readonly workers: readonly number[];
  /** Every difference is believed at once: a quick first look. */
  readonly once: boolean;
}

/** So often must a difference have come back before it is believed at once. */
const BELIEVED = 3;

/** Compares cases one after the other or side by side, and learns which differences always come back. */
export class Comparison {
  readonly #bench: Bench;
  readonly #cameBack = new Map<string, number>();

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** Runs a case under both tools. What differs is run once more: only what comes back is a difference. */
  async compare(one: Case): Promise<Compared> {
    const { name } = one;
    const wanted = this.#bench.workers.filter((count) => one.workers?.includes(count) ?? true);
    // A case that none of the numbers is of interest to would be equal without having run.
    const workers = wanted.length > 0 ? wanted : one.workers!;
    try {
      const first = await this.#attempt(one, workers);
      if (this.#bench.once || first.every((found) => this.#isSure(found)))
        return { name, workers, differences: first, unsteady: 0 };
      const differences = steady(first, await this.#attempt(one, workers));
      for (const { key } of differences) this.#cameBack.set(key, (this.#cameBack.get(key) ?? 0) + 1);
      return { name, workers, differences, unsteady: first.length - differences.length };
    } catch (error) {
      return { name, workers, differences: [], unsteady: 0, failure: String(error) };
    }
  }

  async #attempt(one: Case, workers: readonly number[]): Promise<Difference[]> {
    const theirs = await runCase(one, k6(this.#bench.k6Path));
    const ours = new Map<number, Observation>();
    for (const count of workers) ours.set(count, await runCase(one, salvo(count)));
    return differencesOf(one.name, theirs, ours, one.slack);
  }

  #isSure({ key, reason }: Difference): boolean {
    return reason !== undefined || (this.#cameBack.get(key) ?? 0) >= BELIEVED;
  }
}
