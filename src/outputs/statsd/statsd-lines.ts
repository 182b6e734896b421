import type { SampleBatch } from '../../metrics/sample-source.js';
import type { MetricDef, MetricType, Tags } from '../../metrics/types.js';
import { type ReadValue, readerFor } from '../sample-value.js';
import { PerSeries } from '../series/per-series.js';
import type { StatsdSettings } from './statsd-settings.js';

/** How a series is written, around the value: two forms for checks, which are counted by their outcome. */
interface Line {
  readonly read: ReadValue;
  text(value: number): string;
}

const TYPES: Readonly<Record<MetricType, string>> = { counter: 'c', gauge: 'g', rate: 'c', trend: 'ms' };

/** Makes a line of each sample. */
export function statsdLines({ namespace, hasTags, hiddenTags }: StatsdSettings): (batch: SampleBatch) => string[] {
  const lines = new PerSeries<Line>((metric, tags) => {
    const after = `|${TYPES[metric.type]}${hasTags ? tagText(tags, hiddenTags) : ''}`;
    const head = namespace + nameOf(metric, tags);
    const read = readerFor(metric);
    if (!isCheck(metric, tags)) return { read, text: (value) => `${head}:${value}${after}` };
    return { read, text: (value) => `${head}.${value === 0 ? 'fail' : 'pass'}:1${after}` };
  });
  return ({ length, value, metric, tags }) => {
    const texts: string[] = [];
    for (let i = 0; i < length; i++) {
      const line = lines.of(metric[i]!, tags[i]!);
      texts.push(line.text(line.read(value[i]!)));
    }
    return texts;
  };
}

const isCheck = ({ name }: MetricDef, { check }: Tags): boolean => name === 'checks' && check !== undefined;

const nameOf = (metric: MetricDef, tags: Tags): string =>
  isCheck(metric, tags) ? `check.${plain(tags.check!)}` : metric.name;

function tagText(tags: Tags, hidden: readonly string[]): string {
  const shown = Object.entries(tags)
    .filter(([tag, value]) => value !== '' && !hidden.includes(tag))
    .map(([tag, value]) => `${plain(tag)}:${value.replaceAll(/[|,\n]/g, '_')}`);
  return shown.length === 0 ? '' : `|#${shown}`;
}

/** Without what has a meaning in a line. */
const plain = (text: string): string => text.replaceAll(/[:|@#,\n]/g, '_');
