// The class is imported from its own file: the package's front door loads WebAssembly and a compressor with it.
import { JsHistogram } from 'hdr-histogram-js/dist/JsHistogram.js';
import { PAGE_SHIFT, PAGE_SLOTS, pagesBelow, SIGNIFICANT_DIGITS, SLOT_MASK } from './layout.js';

/** Counts of one page: shared ones are 32 bits wide, merged ones doubles, because sums over workers may be larger. */
export type Page = Uint32Array | Float64Array;
export type Pages = readonly (Page | undefined)[];

/**
 * hdr-histogram-js with its counts on pages, most of which never come to be: of an hour's range, requests use a few
 * powers of two. Pages that a worker fills can be attached; a histogram that is merged into makes its own.
 */
export class PagedHistogram extends JsHistogram {
  // The base class leaves this field to its subclasses.
  override _totalCount = 0;
  #pages: (Page | undefined)[];
  #pageTotals: number[] | undefined;

  constructor(highest: number, pages: Pages = []) {
    super(1, highest, SIGNIFICANT_DIGITS);
    this.#pages = [...pages];
    if (pages.length > 0) this.establishInternalTackingValues();
  }

  /** The library stops at 2^53. Its arithmetic does not, and merging unlike scales needs the room. */
  override getBucketsNeededToCoverValue(value: number): number {
    if (value <= Number.MAX_SAFE_INTEGER) return super.getBucketsNeededToCoverValue(value);
    // The library's first bucket takes two pages.
    return pagesBelow(Math.floor(Math.log2(value)) + 1) - 1;
  }

  override getCountAtIndex(index: number): number {
    return this.#pages[index >> PAGE_SHIFT]?.[index & SLOT_MASK] ?? 0;
  }

  override addToCountAtIndex(index: number, count: number): void {
    this.setCountAtIndex(index, this.getCountAtIndex(index) + count);
  }

  override incrementCountAtIndex(index: number): void {
    this.addToCountAtIndex(index, 1);
  }

  override setCountAtIndex(index: number, count: number): void {
    const page = (this.#pages[index >> PAGE_SHIFT] ??= new Float64Array(PAGE_SLOTS));
    page[index & SLOT_MASK] = count;
    this.#pageTotals = undefined;
  }

  override clearCounts(): void {
    this.#pages = [];
    this.#pageTotals = undefined;
  }

  override resize(): void {
    throw new Error('a paged histogram has a fixed range');
  }

  override copyCorrectedForCoordinatedOmission(expectedInterval: number): PagedHistogram {
    const copy = new PagedHistogram(this.highestTrackableValue);
    copy.addWhileCorrectingForCoordinatedOmission(this, expectedInterval);
    return copy;
  }

  protected override _getEstimatedFootprintInBytes(): number {
    return this.#pages.reduce((bytes, page) => bytes + (page?.byteLength ?? 0), 1024);
  }

  /** Calls back for each bucket that holds something, from the lowest value up. */
  forEachBucket(visit: (lowestValue: number, count: number) => void): void {
    this.#pages.forEach((page, number) => {
      if (!page) return;
      for (let slot = 0; slot < PAGE_SLOTS; slot++) {
        const count = page[slot]!;
        if (count > 0) visit(this.valueFromIndex(number * PAGE_SLOTS + slot), count);
      }
    });
  }

  /** The middle of the bucket in which the value with this rank stands; rank 0 is the smallest. */
  valueAtRank(rank: number): number {
    const totals = (this.#pageTotals ??= Array.from(this.#pages, sumOf));
    let below = 0;
    for (let number = 0; number < totals.length; number++) {
      if (below + totals[number]! > rank) return this.#middleOf(number, rank - below);
      below += totals[number]!;
    }
    return 0;
  }

  #middleOf(number: number, rank: number): number {
    const page = this.#pages[number]!;
    let slot = 0;
    for (let below = page[0]!; below <= rank && slot < SLOT_MASK; below += page[slot]!) slot++;
    const lowest = this.valueFromIndex(number * PAGE_SLOTS + slot);
    return lowest + (this.sizeOfEquivalentValueRange(lowest) - 1) / 2;
  }
}

const sumOf = (page: Page | undefined): number => {
  let sum = 0;
  if (page) for (let slot = 0; slot < PAGE_SLOTS; slot++) sum += page[slot]!;
  return sum;
};
