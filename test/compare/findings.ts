import type { Compared } from './compare-case.js';

/** The same difference, wherever it was seen. */
export interface Finding {
  readonly key: string;
  readonly k6: string;
  readonly salvo: string;
  readonly reason: string | undefined;
  /** Each case, with the numbers of workers when not all of them show it. */
  readonly cases: readonly string[];
}

/** Most frequent first. */
export function findings(compared: readonly Compared[]): Finding[] {
  const found = new Map<string, Finding & { cases: string[] }>();
  for (const { name, workers: all, differences } of compared) {
    for (const { key, k6, salvo, reason, workers } of differences) {
      const id = JSON.stringify([key, k6, salvo]);
      const finding = found.get(id) ?? { key, k6, salvo, reason, cases: [] };
      finding.cases.push(workers.length < all.length ? `${name} (${workers.join(', ')})` : name);
      found.set(id, finding);
    }
  }
  return [...found.values()].sort((a, b) => b.cases.length - a.cases.length);
}
