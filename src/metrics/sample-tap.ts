import { monotonicMs } from '../base/clock.js';
import type { Labels, Metadata } from './labels.js';
import type { SampleRing } from './sample-ring.js';
import type { TagSet } from './tags.js';
import type { MetricDef, Tags } from './types.js';

/** Names what numbers in the ring stand for. Plain data; sent before the first sample that needs it. */
export type SampleNames =
  | { readonly kind: 'metric'; readonly number: number; readonly def: MetricDef }
  | { readonly kind: 'tagSet'; readonly number: number; readonly tags: Tags }
  | { readonly kind: 'metadata'; readonly number: number; readonly data: Tags };

/** Metadata that is this far behind the newest is announced anew, so that the reader need not keep all there ever was. */
export const METADATA_KEPT = 10_000;

/** Tags that samples carry for the summary's sake also when the option systemTags leaves them out. */
const ALWAYS_CARRIED = ['check', 'group', 'scenario'];

export interface SampleTapParts {
  readonly ring: SampleRing;
  readonly systemTags: readonly string[];
  readonly announce: (names: SampleNames) => void;
}

/** The writing side of one thread's whole samples, for outputs that take them. */
export class SampleTap {
  readonly #ring: SampleRing;
  readonly #announce: (names: SampleNames) => void;
  readonly #announced: boolean[] = [];
  readonly #hidden: readonly string[];
  #metadata = 0;

  constructor({ ring, systemTags, announce }: SampleTapParts) {
    this.#ring = ring;
    this.#announce = announce;
    this.#hidden = ALWAYS_CARRIED.filter((tag) => !systemTags.includes(tag));
  }

  announceMetric(number: number, def: MetricDef): void {
    this.#announce({ kind: 'metric', number, def });
  }

  take(metric: number, value: number, tags: TagSet, endMs = monotonicMs()): void {
    const at = this.#ring.place();
    if (at === undefined) return;
    // Only now, so that names of what is lost do not pile up.
    if (this.#announced[tags.id] !== true) this.#announceSet(tags);
    const { columns } = this.#ring;
    columns.value[at] = value;
    columns.timeMs[at] = endMs;
    columns.metric[at] = metric;
    columns.tagSet[at] = tags.id;
    this.#label(at, tags.labels);
    if (tags.truncated) this.#ring.countShortened();
    this.#ring.put();
  }

  #label(at: number, labels: Labels | undefined): void {
    const { columns } = this.#ring;
    columns.vu[at] = labels ? labels.vu : -1;
    columns.iteration[at] = labels ? labels.iteration : -1;
    columns.metadata[at] = labels?.metadata ? this.#numberOf(labels.metadata) : 0;
  }

  #announceSet(tags: TagSet): void {
    while (this.#announced.length < tags.id) this.#announced.push(false);
    this.#announced[tags.id] = true;
    const shown = Object.entries(tags.toObject()).filter(([tag]) => !this.#hidden.includes(tag));
    this.#announce({ kind: 'tagSet', number: tags.id, tags: Object.fromEntries(shown) });
  }

  #numberOf(metadata: Metadata): number {
    if (metadata.number === 0 || metadata.number <= this.#metadata - METADATA_KEPT) {
      metadata.number = ++this.#metadata;
      this.#announce({ kind: 'metadata', number: metadata.number, data: metadata.data });
    }
    return metadata.number;
  }
}
