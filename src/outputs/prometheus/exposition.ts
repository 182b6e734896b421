import type { SeriesTotal } from '../series/totals.js';
import type { TrendStat } from '../series/trend-stat.js';
import { labelsOf } from './labels.js';
import { type PromFigure, promFigures } from './prom-series.js';

/** One number of one series, with its line up to the value. */
interface Line {
  readonly figure: PromFigure;
  readonly head: string;
}

/** Series in Prometheus' text format: all lines of a name together, behind their type. */
export class Exposition {
  readonly #known = new WeakMap<SeriesTotal, readonly Line[]>();
  readonly #stats: readonly TrendStat[];

  constructor(stats: readonly TrendStat[]) {
    this.#stats = stats;
  }

  text(series: Iterable<SeriesTotal>): string {
    const families = new Map<string, string>();
    for (const total of series) {
      for (const { figure, head } of this.#linesOf(total)) {
        const text = families.get(figure.name) ?? `# TYPE ${figure.name} ${figure.type}\n`;
        families.set(figure.name, `${text}${head} ${figure.read(total.stats())}\n`);
      }
    }
    return [...families.values()].join('');
  }

  #linesOf(total: SeriesTotal): readonly Line[] {
    let known = this.#known.get(total);
    if (!known) {
      const figures = promFigures(total.metric, this.#stats);
      this.#known.set(total, (known = figures.map((figure) => ({ figure, head: headOf(figure.name, total) }))));
    }
    return known;
  }
}

function headOf(name: string, { tags }: SeriesTotal): string {
  const labels = labelsOf(name, tags)
    .filter(([label]) => label !== '__name__')
    .map(([label, value]) => `${label}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`);
  return labels.length === 0 ? name : `${name}{${labels}}`;
}
