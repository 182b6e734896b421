/** Some samples that were lost, and why. */
export interface Loss {
  readonly why: string;
  readonly samples: number;
}

/** What was lost, by its reason. Reasons come from systems elsewhere: beyond a few they are counted together. */
export class Losses {
  readonly #samples = new Map<string, number>();

  add(why: string, samples: number): void {
    const key = this.#samples.has(why) || this.#samples.size < MOST_REASONS ? why : 'other reasons';
    this.#samples.set(key, (this.#samples.get(key) ?? 0) + samples);
  }

  /** The largest first. */
  list(): Loss[] {
    return [...this.#samples].map(([why, samples]) => ({ why, samples })).sort((a, b) => b.samples - a.samples);
  }
}

const MOST_REASONS = 5;
