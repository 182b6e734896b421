import { PerSeries } from '../series/per-series.js';
import type { WindowBatch } from '../series/windows.js';
import type { InfluxSettings } from './influx-settings.js';
import { lineHead } from './line-head.js';
import { withPrecision } from './point-times.js';

/** Makes lines of what series were in windows of time. */
export function windowLines({ tagsAsFields, precision }: InfluxSettings): (batches: readonly WindowBatch[]) => string {
  const heads = new PerSeries((metric, tags) => lineHead(metric, tags, tagsAsFields));
  let sent = 0;
  return (batches) => {
    let text = '';
    for (const { points } of batches) {
      // A window may come again, with what was late. In its first nanoseconds each has a place of its own.
      const nanoseconds = String(sent++ % 1e6).padStart(6, '0');
      for (const { metric, tags, startMs, figures } of points) {
        const fields = Object.entries(figures).map(([name, value]) => `${name}=${value}`);
        const time = withPrecision(`${startMs}${nanoseconds}`, precision);
        text += `${heads.of(metric, tags)}${fields.join()} ${time}\n`;
      }
    }
    return text;
  };
}
