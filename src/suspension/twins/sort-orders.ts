// The orders in which V8 compares, so that a comparator that tells what it sees, or does not mean what it says, tells
// the same here.
import { numberOf } from '../conversions.js';
import { Delegate } from '../delegate.js';
import type { Suspendable } from '../operation.js';
import type { RawCallback } from './callback.js';

/** Up to here V8 inserts. Longer lists are merged out of short ones, in an order that is not V8's. */
const SHORT = 63;

type Method = 'sort' | 'toSorted';

/** As `method` sorts arrays. */
export function* byInsertion(values: unknown[], compare: RawCallback, method: Method): Suspendable {
  if (values.length <= SHORT) return yield* inserted(values, compare, values.length >= shortestWithRun(method));
  const middle = values.length >> 1;
  const left = (yield* byInsertion(values.slice(0, middle), compare, method)) as unknown[];
  const right = (yield* byInsertion(values.slice(middle), compare, method)) as unknown[];
  const merged: unknown[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    // Equal, and what is no number, keeps the order that was.
    merged.push(((yield* order(compare, right[r], left[l])) as number) < 0 ? right[r++] : left[l++]);
  }
  while (l < left.length) merged.push(left[l++]);
  while (r < right.length) merged.push(right[r++]);
  return merged;
}

/** Each value by halving what is sorted already. */
function* inserted(values: unknown[], compare: RawCallback, withRun: boolean): Suspendable {
  let sorted = withRun ? ((yield* firstRun(values, compare)) as number) : 1;
  for (; sorted < values.length; sorted++) {
    const pivot = values[sorted];
    let low = 0;
    let high = sorted;
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      if (((yield* order(compare, pivot, values[middle])) as number) < 0) high = middle;
      else low = middle + 1;
    }
    values.splice(sorted, 1);
    values.splice(low, 0, pivot);
  }
  return values;
}

/** How long the run is that the list begins with. It is turned round if it falls. */
function* firstRun(values: unknown[], compare: RawCallback): Suspendable {
  if (values.length < 2) return values.length;
  const falls = ((yield* order(compare, values[1], values[0])) as number) < 0;
  let end = 2;
  for (; end < values.length; end++) {
    const fell = ((yield* order(compare, values[end], values[end - 1])) as number) < 0;
    if (fell !== falls) break;
  }
  if (falls) values.splice(0, end, ...values.slice(0, end).reverse());
  return end;
}

const shortest = new Map<Method, number>();

/**
 * Most engines look for a run in every list, the `sort` of Node.js 26 in those of eight and more. A list that falls to
 * its end is a run when as many comparisons are made as there are neighbours.
 */
function shortestWithRun(method: Method): number {
  const known = shortest.get(method);
  if (known !== undefined) return known;
  let length = 2;
  for (let isRun = false; !isRun && length < SHORT; ) {
    let comparisons = 0;
    const list = new Array(++length).fill(0) as number[];
    (list[method] as typeof list.sort)(() => {
      comparisons++;
      return -1;
    });
    isRun = comparisons === length - 1;
  }
  shortest.set(method, length);
  return length;
}

/** As typed arrays are sorted: halves are merged, turn by turn into one list and out of the other. */
export function* byMerging(values: unknown[], compare: RawCallback): Suspendable {
  if (values.length > 1) yield* mergeSorted(values.slice(), values, { from: 0, to: values.length, compare });
  return values;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly compare: RawCallback;
}

function* mergeSorted(source: unknown[], target: unknown[], part: Part): Suspendable {
  const { from, to, compare } = part;
  const middle = from + ((to - from) >> 1);
  if (middle - from > 1) yield* mergeSorted(target, source, { from, to: middle, compare });
  if (to - middle > 1) yield* mergeSorted(target, source, { from: middle, to, compare });
  let left = from;
  let right = middle;
  for (let at = from; at < to; at++) {
    const isLeft =
      left < middle && (right >= to || !(((yield* order(compare, source[left], source[right])) as number) > 0));
    target[at] = isLeft ? source[left++] : source[right++];
  }
  return undefined;
}

function* order(compare: RawCallback, a: unknown, b: unknown): Suspendable {
  const result = yield* new Delegate(compare.call(undefined, a, b));
  return typeof result === 'number' ? result : yield* numberOf(result);
}
