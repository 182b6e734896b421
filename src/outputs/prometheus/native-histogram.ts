import type { TrendStats } from '../../metrics/snapshot.js';
import { exponentialCounts } from '../series/exponential.js';
import type { ProtoWriter } from '../wire/proto-writer.js';

/** Eight buckets for each power of two: each is 9 % wider than the one before, as in k6. */
const SCHEMA = 3;
/** Only zeros are as small. */
const ZERO_THRESHOLD = 2 ** -128;

/** Writes a Histogram of Prometheus' remote write. */
export function writeNativeHistogram(into: ProtoWriter, trend: TrendStats, unit: number, timeMs: number): void {
  const { positive, negative, zero } = exponentialCounts(trend, unit, SCHEMA);
  into
    .uint(1, trend.count)
    .double(3, trend.sum * unit)
    .sint(4, SCHEMA)
    .double(5, ZERO_THRESHOLD)
    .uint(6, zero);
  writeBuckets(into, { spans: 8, deltas: 9 }, negative);
  writeBuckets(into, { spans: 11, deltas: 12 }, positive);
  into.uint(15, timeMs);
}

/** Runs of buckets, by their distance from the run before, and counts by their difference to the count before. */
function writeBuckets(
  into: ProtoWriter,
  fields: { readonly spans: number; readonly deltas: number },
  counts: ReadonlyMap<number, number>,
): void {
  const spans: { offset: number; length: number }[] = [];
  const deltas: number[] = [];
  let next = 0;
  let before = 0;
  for (const [bucket, count] of counts) {
    const last = spans.at(-1);
    if (last && bucket === next) last.length++;
    else spans.push({ offset: bucket - next, length: 1 });
    next = bucket + 1;
    deltas.push(count - before);
    before = count;
  }
  for (const { offset, length } of spans) into.message(fields.spans, (span) => span.sint(1, offset).uint(2, length));
  into.packedSints(fields.deltas, deltas);
}
