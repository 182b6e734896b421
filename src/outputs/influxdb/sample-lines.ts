import type { SampleBatch } from '../../metrics/sample-source.js';
import { nameOfTags } from '../../metrics/types.js';
import { type ReadValue, readerFor } from '../sample-value.js';
import { PerSeries } from '../series/per-series.js';
import type { InfluxSettings } from './influx-settings.js';
import { lineHead } from './line-head.js';
import { nanosecondText, type PointTimes, pointTimes, withPrecision } from './point-times.js';

interface Line {
  /** Up to the value. */
  readonly head: string;
  readonly read: ReadValue;
  readonly times: PointTimes;
}

/** Makes lines of samples: one point each, as k6 does. */
export function sampleLines({ tagsAsFields, precision }: InfluxSettings): (batches: readonly SampleBatch[]) => string {
  const threads = new Map<string, number>();
  const lines = new PerSeries<Line>((metric, tags) => {
    const name = `${metric.name} ${nameOfTags(tags)}`;
    const thread = threads.get(name) ?? 0;
    threads.set(name, thread + 1);
    const head = `${lineHead(metric, tags, tagsAsFields)}value=`;
    return { head, read: readerFor(metric), times: pointTimes(thread) };
  });
  return (batches) => {
    let text = '';
    for (const { length, value, timeMs, metric, tags } of batches) {
      for (let i = 0; i < length; i++) {
        const { head, read, times } = lines.of(metric[i]!, tags[i]!);
        const time = withPrecision(nanosecondText(timeMs[i]!, times), precision);
        text += `${head}${read(value[i]!)} ${time}\n`;
      }
    }
    return text;
  };
}
