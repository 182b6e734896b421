import { reasonToKeep } from './kept.js';
import type { Observation } from './observe/observation.js';

/** Shown for what one of the two does not have at all. */
const NONE = 'none';

/** One thing in which a run under Salvo is not like the one under k6. */
export interface Difference {
  readonly key: string;
  readonly k6: string;
  readonly salvo: string;
  /** Runs of Salvo that show it, by their number of workers. */
  readonly workers: readonly number[];
  /** Why it stays; undefined when it is ours to mend. */
  readonly reason: string | undefined;
}

/** Counts that differ by at most `slack` are equal. */
export function differencesOf(
  name: string,
  k6: Observation,
  runs: ReadonlyMap<number, Observation>,
  slack = 0,
): Difference[] {
  const found = new Map<string, { key: string; k6: string; salvo: string; workers: number[] }>();
  for (const [workers, run] of runs) {
    for (const key of new Set([...k6.entries.keys(), ...run.entries.keys()])) {
      const [theirs, ours] = [k6.entries.get(key), run.entries.get(key)];
      if (theirs === ours || near(theirs, ours, slack)) continue;
      const shown = { key, k6: show(theirs), salvo: show(ours) };
      const id = JSON.stringify(shown);
      const same = found.get(id) ?? { ...shown, workers: [] };
      same.workers.push(workers);
      found.set(id, same);
    }
  }
  return [...found.values()]
    .filter((one) => !isImplied(one, found))
    .map((one) => ({ ...one, reason: reasonToKeep(name, one) }));
}

/** A sum, where there are no samples at all on one side, is no news beside their number. */
function isImplied(
  { key, k6, salvo }: { key: string; k6: string; salvo: string },
  all: ReadonlyMap<string, unknown>,
): boolean {
  return key.startsWith('sample: ') && key.endsWith(' sum') && all.size > 1 && (k6 === NONE || salvo === NONE);
}

/** Those of the first list that the second one has too, whatever the exact counts: what comes back is no accident. */
export function steady(first: readonly Difference[], again: readonly Difference[]): Difference[] {
  const keys = new Set(again.map(({ key }) => key));
  return first.filter(({ key }) => keys.has(key));
}

function near(a: number | string | undefined, b: number | string | undefined, slack: number): boolean {
  if (slack === 0 || typeof a === 'string' || typeof b === 'string') return false;
  return Math.abs((a ?? 0) - (b ?? 0)) <= slack;
}

const show = (value: number | string | undefined): string => (value === undefined ? NONE : String(value));
