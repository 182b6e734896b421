import { reasonToKeep } from './kept.js';
import { narrow } from './narrow.js';
import type { Observation } from './observe/observation.js';
import { NONE, type Pair, pairUp } from './pair-up.js';

interface Found extends Pair {
  /** Runs of Salvo that show it, by their number of workers. */
  readonly workers: readonly number[];
}

/** One thing in which a run under Salvo is not like the one under k6. */
export interface Difference extends Found {
  /** Why it stays; undefined when it is ours to mend. */
  readonly reason: string | undefined;
}

/** Counts that differ by at most `slack` are equal; where there is any, bytes are not compared. */
export function differencesOf(
  name: string,
  theirs: Observation,
  runs: ReadonlyMap<number, Observation>,
  slack = 0,
): Difference[] {
  const found = new Map<string, Found & { workers: number[] }>();
  for (const [workers, ours] of runs) {
    for (const shown of toTell(theirs, ours, slack)) {
      const id = JSON.stringify(shown);
      const same = found.get(id) ?? { ...shown, workers: [] };
      same.workers.push(workers);
      found.set(id, same);
    }
  }
  const all = [...found.values()];
  return all.map((one) => {
    const [k6, salvo] = narrow(one.k6, one.salvo);
    return { ...one, k6, salvo, reason: reasonToKeep(name, one, all) };
  });
}

/** Those of the first list that the second one has too, whatever the exact counts: what comes back is no accident. */
export function steady(first: readonly Difference[], again: readonly Difference[]): Difference[] {
  const keys = new Set(again.map(({ key }) => key));
  return first.filter(({ key }) => keys.has(key));
}

/** What differs, without what follows from other differences. */
function toTell(theirs: Observation, ours: Observation, slack: number): Pair[] {
  const all = unequal(theirs, ours, slack);
  const ran = whole(/^(sample|server): /, 'the run', theirs, ours);
  if (ran !== undefined) return [...all.filter(({ key }) => !/^(sample|metric|export|server|screen): /.test(key)), ran];
  const exported = whole(/^export: /, 'the exported summary', theirs, ours);
  const pairs = exported === undefined ? all : [...all.filter(({ key }) => !key.startsWith('export: ')), exported];
  const samples = pairs.filter(({ key }) => key.startsWith('sample: '));
  const differing = new Set(samples.map(({ key }) => metricOf(key)));
  const otherLines = pairs.some(({ key }) => key.startsWith('screen: line '));
  const told = pairs.filter(
    (pair) => !isImplied(pair, differing) && !(otherLines && pair.key === 'screen: order of lines'),
  );
  return pairUp(told);
}

/** One difference for all of a kind, where one side has nothing of it at all. */
function whole(kind: RegExp, name: string, theirs: Observation, ours: Observation): Pair | undefined {
  const words = ({ entries }: Observation): string =>
    [...entries.keys()].some((key) => kind.test(key)) ? 'there' : NONE;
  const [k6, salvo] = [words(theirs), words(ours)];
  return k6 === salvo ? undefined : { key: `all of ${name}`, k6, salvo };
}

/** As many as there were requests: with slack for these, no news. */
const BYTES = /^(sample|export): data_(sent|received) .*(sum|count)$/;

function unequal(theirs: Observation, ours: Observation, slack: number): Pair[] {
  const keys = [...new Set([...theirs.entries.keys(), ...ours.entries.keys()])];
  return keys.flatMap((key) => {
    const [a, b] = [theirs.entries.get(key), ours.entries.get(key)];
    return a === b || near(a, b, slack) || (slack > 0 && BYTES.test(key)) ? [] : [{ key, k6: show(a), salvo: show(b) }];
  });
}

/** The metric that a sample, a declaration or a line of the summary is about; those of a request are one. */
const metricOf = (key: string): string => key.split(' ')[1]!.replace(/^http_req.*$/, 'http_reqs');

/** Where samples differ, so does what a summary counts of them; and where there are none, their sum is no news. */
function isImplied({ key, k6, salvo }: Pair, differing: ReadonlySet<string>): boolean {
  const missing = k6 === NONE || salvo === NONE;
  if (key.startsWith('sample: ')) return missing && key.endsWith(' sum');
  if (key.startsWith('metric: ')) return missing && differing.has(metricOf(key));
  return /^export: .* (has|count|passes|fails)$/.test(key) && differing.has(metricOf(key));
}

function near(a: number | string | undefined, b: number | string | undefined, slack: number): boolean {
  if (slack === 0 || typeof a === 'string' || typeof b === 'string') return false;
  return Math.abs((a ?? 0) - (b ?? 0)) <= slack;
}

const show = (value: number | string | undefined): string => (value === undefined ? NONE : String(value));
