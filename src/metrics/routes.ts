import type { Series } from './series.js';
import type { SeriesKind } from './slab.js';
import type { TagSet } from './tags.js';
import { type MetricDef, type MetricsPlan, nameOfTags, type Submetric, type Tags } from './types.js';

/** Makes a series' memory; undefined when the worker has as many as it may. */
export type MakeSeries = (def: MetricDef, kind: SeriesKind, tags: Tags) => Series | undefined;

/** Which series of one metric a sample goes to, by its tags. */
export class Router {
  readonly #total: Series;
  readonly #submetrics: readonly Submetric[];
  readonly #bySubmetric = new Map<string, Series>();
  readonly #breakdowns: readonly (readonly string[])[];
  readonly #parts = new Map<string, Series | undefined>();
  readonly #def: MetricDef;
  readonly #make: MakeSeries;
  readonly #overLimit: Series;

  constructor(def: MetricDef, plan: MetricsPlan, make: MakeSeries, overLimit: Series) {
    this.#def = def;
    this.#make = make;
    this.#overLimit = overLimit;
    this.#submetrics = plan.submetrics.filter(({ metric }) => metric === def.name);
    this.#breakdowns = plan.breakdowns
      .filter(({ metric }) => metric === '*' || metric === def.name)
      .map(({ by }) => by);
    this.#total = make(def, 'total', {})!;
  }

  /** Every series the set's samples count in, each once; the metric's untagged one is always first. */
  resolve(set: TagSet): Series[] {
    const route = new Set<Series>([this.#total]);
    for (const submetric of this.#submetrics) {
      if (carriesAll(set, submetric.tags)) route.add(this.#submetric(submetric));
    }
    if (set.truncated) route.add(this.#overLimit);
    for (const by of this.#breakdowns) {
      const tags = Object.fromEntries(by.flatMap((key) => tagOf(set, key)));
      // A sample without any of these tags is no part of the breakdown.
      if (Object.keys(tags).length > 0) route.add(this.#part(tags) ?? this.#overLimit);
    }
    return [...route];
  }

  #submetric(submetric: Submetric): Series {
    // Two keys may ask for the same tags in another order or spacing: one series serves both.
    const name = nameOfTags(submetric.tags);
    let series = this.#bySubmetric.get(name);
    if (!series) {
      series = this.#make(this.#def, 'submetric', submetric.tags)!;
      this.#bySubmetric.set(name, series);
    }
    return series;
  }

  #part(tags: Tags): Series | undefined {
    const name = nameOfTags(tags);
    const known = this.#parts.get(name);
    if (known) return known;
    const made = this.#make(this.#def, 'part', tags);
    // What was refused is not remembered here: such names have no limit.
    if (made) this.#parts.set(name, made);
    return made;
  }
}

function carriesAll(set: TagSet, tags: Tags): boolean {
  for (const key in tags) if (set.get(key) !== tags[key]) return false;
  return true;
}

function tagOf(set: TagSet, key: string): [string, string][] {
  const value = set.get(key);
  return value === undefined ? [] : [[key, value]];
}
