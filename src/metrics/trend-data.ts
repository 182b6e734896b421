import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import type { Page, PagedHistogram } from './histogram.js';
import { countIndex, PAGE_SHIFT, PAGE_SLOTS, SIGNIFICANT_DIGITS, SLOT_MASK } from './layout.js';
import { CELLS, TREND } from './slab.js';
import type { ListedValues, TrendStats } from './snapshot.js';
import type { TrendSource } from './trend-source.js';
import { MergedTrend } from './trend-stats.js';
import type { MetricContains } from './types.js';

/** A trend as plain data: everything that is needed to merge it with those of other runs. */
export type TrendData = TrendFigures & (ListedValues | EncodedValues);

interface TrendFigures {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly saturated: number;
  readonly clipped: number;
}
interface EncodedValues {
  /** As in `CountedValues`. */
  readonly factor: number;
  readonly whole: boolean;
  /** HdrHistogram V2, compressed, base64, 3 significant digits (of files it says so itself); empty when it holds nothing. */
  readonly positive: string;
  readonly negative: string;
}

export function trendToData(stats: TrendStats): TrendData {
  const { count, sum, min, max, saturated, clipped } = stats;
  const figures = { count, sum, min, max, saturated, clipped };
  const content = stats.content();
  if ('values' in content) return { ...figures, values: content.values };
  const { factor, whole, positive, negative } = content;
  return { ...figures, factor, whole, positive: encoded(positive), negative: encoded(negative) };
}

type Encoding = typeof import('hdr-histogram-js/dist/JsHistogram.encoding.js');
let loaded: Encoding | undefined;

/**
 * The library's encoder, which brings a compressor along: only who writes or reads histograms waits the 20 ms for it.
 * Loading it also gives histograms the method that encodes them.
 */
const encoding = (): Encoding =>
  (loaded ??= createRequire(import.meta.url)('hdr-histogram-js/dist/JsHistogram.encoding.js') as Encoding);

function encoded(histogram: PagedHistogram): string {
  if (histogram.totalCount === 0) return '';
  encoding();
  return histogram.encodeIntoCompressedBase64();
}

/** One trend from the data of several, as if one run had seen all their values. */
export const trendFromData = (data: readonly TrendData[], contains: MetricContains): MergedTrend =>
  new MergedTrend(data.map(sourceOf), contains);

function sourceOf(data: TrendData): TrendSource {
  const cells = new Float64Array(CELLS);
  cells[TREND.count] = data.count;
  cells[TREND.sum] = data.sum;
  cells[TREND.min] = data.count === 0 ? Number.POSITIVE_INFINITY : data.min;
  cells[TREND.max] = data.count === 0 ? Number.NEGATIVE_INFINITY : data.max;
  cells[TREND.saturated] = data.saturated;
  cells[TREND.clipped] = data.clipped;
  cells[TREND.factor] = 'values' in data ? 0 : data.factor;
  cells[TREND.fractions] = 'values' in data || data.whole ? 0 : 1;
  return {
    cells,
    factor: cells[TREND.factor]!,
    positive: 'values' in data ? [] : pagesOf(data.positive),
    negative: 'values' in data ? [] : pagesOf(data.negative),
    exactValues: () => Float64Array.from('values' in data ? data.values : []),
  };
}

/** Counts are doubles: a merged bucket may hold more than 32 bits can say. */
function pagesOf(encoded: string): Page[] {
  if (encoded === '') return [];
  const { decompress, doDecode } = encoding();
  const histogram = doDecode(decompress(Buffer.from(encoded, 'base64')), 64);
  // A file of another version may be finer or coarser.
  const isOurs = histogram.numberOfSignificantValueDigits === SIGNIFICANT_DIGITS;
  const pages: Page[] = [];
  const end = histogram.countsArrayIndex(histogram.maxValue) + 1;
  for (let index = 0; index < end; index++) {
    const count = histogram.getCountAtIndex(index);
    if (count === 0) continue;
    const own = isOurs ? index : countIndex(histogram.valueFromIndex(index));
    const page = (pages[own >> PAGE_SHIFT] ??= new Float64Array(PAGE_SLOTS));
    page[own & SLOT_MASK]! += count;
  }
  return pages;
}
