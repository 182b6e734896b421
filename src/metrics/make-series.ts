import { CounterSeries, GaugeSeries, RateSeries, type Series } from './series.js';
import { CELLS, type SeriesDef, type Slab } from './slab.js';
import { TrendSeries } from './trend-series.js';

/** The writing end of a new series, in memory of the slab. */
export function makeSeries(slab: Slab, number: number, def: SeriesDef): Series {
  const { type, contains } = def.metric;
  const cells = slab.doubles(number, 'cells', 0, CELLS, def);
  if (type === 'counter') return new CounterSeries(cells);
  if (type === 'gauge') return new GaugeSeries(cells);
  if (type === 'rate') return new RateSeries(cells);
  return new TrendSeries(slab, number, contains, cells);
}
