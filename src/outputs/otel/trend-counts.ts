import type { TrendStats } from '../../metrics/snapshot.js';
import { type ExponentialCounts, exponentialCounts } from '../series/exponential.js';
import { forEachValue } from '../series/trend-values.js';
import type { ProtoWriter } from '../wire/proto-writer.js';

/** Upper ends of buckets, as every OpenTelemetry SDK has them by default. */
const BOUNDS = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];
/** Not finer than our own buckets, and coarser when there would be too many. */
const FINEST_SCALE = 9;
const MOST_BUCKETS = 160;

/** A trend's values as counts that can be subtracted and written. */
export interface TrendCounts {
  since(before: this | undefined): this;
  /** Fields of a data point behind its count and sum. */
  write(into: ProtoWriter): void;
}

export class ExplicitCounts implements TrendCounts {
  readonly #counts: readonly number[];

  private constructor(counts: readonly number[]) {
    this.#counts = counts;
  }

  static of(trend: TrendStats): ExplicitCounts {
    const counts = new Array<number>(BOUNDS.length + 1).fill(0);
    forEachValue(trend, (value, count) => {
      // What ends at a bound is within it.
      const at = BOUNDS.findIndex((bound) => value <= bound);
      counts[at === -1 ? BOUNDS.length : at]! += count;
    });
    return new ExplicitCounts(counts);
  }

  since(before: this | undefined): this {
    if (!before) return this;
    return new ExplicitCounts(this.#counts.map((count, at) => count - before.#counts[at]!)) as this;
  }

  write(into: ProtoWriter): void {
    into.packedFixed64s(6, this.#counts).packedDoubles(7, BOUNDS);
  }
}

export class PowerCounts implements TrendCounts {
  readonly #counts: ExponentialCounts;

  private constructor(counts: ExponentialCounts) {
    this.#counts = counts;
  }

  static of(trend: TrendStats): PowerCounts {
    return new PowerCounts(exponentialCounts(trend, 1, FINEST_SCALE));
  }

  since(before: this | undefined): this {
    if (!before) return this;
    const [now, then] = [this.#counts, before.#counts];
    return new PowerCounts({
      positive: difference(now.positive, then.positive),
      negative: difference(now.negative, then.negative),
      zero: now.zero - then.zero,
    }) as this;
  }

  write(into: ProtoWriter): void {
    let { positive, negative } = this.#counts;
    let scale = FINEST_SCALE;
    while (Math.max(widthOf(positive), widthOf(negative)) > MOST_BUCKETS) {
      [positive, negative] = [halved(positive), halved(negative)];
      scale--;
    }
    into.sint(6, scale).fixed64(7, BigInt(this.#counts.zero));
    writeBuckets(into, 8, positive);
    writeBuckets(into, 9, negative);
  }
}

type Counts = ReadonlyMap<number, number>;

/** From the first bucket to the last. */
function widthOf(counts: Counts): number {
  const buckets = [...counts.keys()];
  return buckets.length === 0 ? 0 : buckets.at(-1)! - buckets[0]! + 1;
}

function halved(counts: Counts): Counts {
  const half = new Map<number, number>();
  for (const [bucket, count] of counts) {
    const at = Math.ceil(bucket / 2);
    half.set(at, (half.get(at) ?? 0) + count);
  }
  return half;
}

function difference(now: Counts, then: Counts): Counts {
  const left = [...now].map(([bucket, count]) => [bucket, count - (then.get(bucket) ?? 0)] as const);
  return new Map(left.filter(([, count]) => count > 0));
}

/** All buckets from the first to the last; OpenTelemetry numbers them by their lower end. */
function writeBuckets(into: ProtoWriter, field: number, counts: Counts): void {
  const width = widthOf(counts);
  if (width === 0) return;
  const [first] = counts.keys();
  const dense = Array.from({ length: width }, (_, at) => counts.get(first! + at) ?? 0);
  into.message(field, (buckets) => buckets.sint(1, first! - 1).packedUints(2, dense));
}
