import type { Labels } from './labels.js';
import { type MetricsPlan, nameOfTags, type Tags } from './types.js';

/** Tags that are kept: those the plan asks for, or all when an output takes whole samples. */
export type WantedTags = 'plan' | 'all';

/** A set of tags of one thread. */
export interface TagSet {
  /** Counts from 0 in its thread, so that arrays can be indexed by it; equal sets have the same. */
  readonly id: number;
  /** True when the limit on sets cost it a tag: what it labels counts as over the limit. */
  readonly truncated: boolean;
  /** What its samples carry beside tags, where an output wants that. */
  readonly labels: Labels | undefined;
  readonly entries: ReadonlyMap<string, string>;
  /** Returns this same set when nobody asked for the tag. */
  with(key: string, value: string): TagSet;
  without(key: string): TagSet;
  get(key: string): string | undefined;
  toObject(): Tags;
}

/** Equal sets are the same object. */
class InternedSet implements TagSet {
  readonly #with = new Map<string, Map<string, TagSet>>();
  readonly #without = new Map<string, TagSet>();
  readonly #owner: TagSets;
  readonly #tags: ReadonlyMap<string, string>;

  constructor(
    owner: TagSets,
    readonly id: number,
    tags: ReadonlyMap<string, string>,
    readonly truncated: boolean,
  ) {
    this.#owner = owner;
    this.#tags = tags;
  }

  get labels(): undefined {
    return undefined;
  }

  with(key: string, value: string): TagSet {
    if (!this.#owner.wants(key)) return this;
    const known = this.#with.get(key)?.get(value);
    if (known) return known;
    const present = this.#tags.get(key);
    if (present === value) return this;
    // Replacing goes through the set without the tag, so each set is remembered once per tag it has and not once
    // for every other value of it.
    if (present !== undefined) return this.without(key).with(key, value);
    const made = this.#owner.intern(new Map(this.#tags).set(key, value), this.truncated);
    if (!made) return this.#owner.truncate(this);
    let values = this.#with.get(key);
    if (!values) this.#with.set(key, (values = new Map()));
    values.set(value, made);
    return made;
  }

  without(key: string): TagSet {
    if (!this.#tags.has(key)) return this;
    const known = this.#without.get(key);
    if (known) return known;
    const rest = new Map(this.#tags);
    rest.delete(key);
    // A set with fewer tags is a new set, too, and may be over the limit of sets; the sample then keeps no tags.
    const made = this.#owner.intern(rest, this.truncated) ?? this.#owner.truncate(this.#owner.empty);
    this.#without.set(key, made);
    return made;
  }

  get(key: string): string | undefined {
    return this.#tags.get(key);
  }

  get entries(): ReadonlyMap<string, string> {
    return this.#tags;
  }

  toObject(): Tags {
    return Object.fromEntries(this.#tags);
  }
}

/** An interned set with labels, which differ from iteration to iteration and so are not part of what is interned. */
export class LabelledSet implements TagSet {
  readonly #set: TagSet;

  constructor(
    set: TagSet,
    readonly labels: Labels,
  ) {
    this.#set = set;
  }

  get id(): number {
    return this.#set.id;
  }

  get truncated(): boolean {
    return this.#set.truncated;
  }

  get entries(): ReadonlyMap<string, string> {
    return this.#set.entries;
  }

  relabelled(labels: Labels): TagSet {
    return new LabelledSet(this.#set, labels);
  }

  with(key: string, value: string): TagSet {
    return this.#like(this.#set.with(key, value));
  }

  without(key: string): TagSet {
    return this.#like(this.#set.without(key));
  }

  get(key: string): string | undefined {
    return this.#set.get(key);
  }

  toObject(): Tags {
    return this.#set.toObject();
  }

  #like(set: TagSet): TagSet {
    return set === this.#set ? this : new LabelledSet(set, this.labels);
  }
}

/** The set with these labels instead of those it had. */
export const labelled = (set: TagSet, labels: Labels): TagSet =>
  set instanceof LabelledSet ? set.relabelled(labels) : new LabelledSet(set, labels);

/** All tag sets of one thread. */
export class TagSets {
  readonly #sets = new Map<string, TagSet>();
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #limit: number;
  #nextId = 0;
  readonly empty: TagSet;
  /** The set every other one starts from: the run tags. */
  readonly root: TagSet;

  constructor(plan: MetricsPlan, wanted: WantedTags, limit: number) {
    this.#wanted = wanted === 'all' ? undefined : tagsAskedFor(plan);
    this.#limit = Math.max(1, limit);
    this.empty = this.#make(new Map(), false);
    const runTags = new Map(Object.entries(plan.runTags).filter(([key]) => this.wants(key)));
    this.root = runTags.size === 0 ? this.empty : this.#make(runTags, false);
  }

  /** Whether anybody asked for the tag; what nobody asked for need not be worked out. */
  wants(key: string): boolean {
    return this.#wanted === undefined || this.#wanted.has(key);
  }

  /** The one set with these tags; undefined when it would be one over the limit. */
  intern(tags: ReadonlyMap<string, string>, truncated: boolean): TagSet | undefined {
    const known = this.#sets.get(nameOf(tags, truncated));
    if (known) return known;
    return this.#sets.size >= this.#limit ? undefined : this.#make(tags, truncated);
  }

  /** The same tags, marked as incomplete. Every set has at most one such twin, which may go over the limit. */
  truncate(set: TagSet): TagSet {
    if (set.truncated) return set;
    return this.#sets.get(nameOf(set.entries, true)) ?? this.#make(set.entries, true);
  }

  #make(tags: ReadonlyMap<string, string>, truncated: boolean): TagSet {
    const set = new InternedSet(this, this.#nextId++, tags, truncated);
    this.#sets.set(nameOf(tags, truncated), set);
    return set;
  }
}

const tagsAskedFor = (plan: MetricsPlan): ReadonlySet<string> =>
  new Set([...plan.submetrics.flatMap(({ tags }) => Object.keys(tags)), ...plan.breakdowns.flatMap(({ by }) => by)]);

const nameOf = (tags: ReadonlyMap<string, string>, truncated: boolean): string =>
  (truncated ? '!' : '') + nameOfTags(Object.fromEntries(tags));
