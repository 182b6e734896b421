import { TimeText } from '../base/time-text.js';
import type { SampleBatch } from '../metrics/sample-source.js';
import type { MetricDef, Tags } from '../metrics/types.js';
import { readCsvSettings, type TimeFormat } from './csv-settings.js';
import { type LineFormat, LineOutput } from './line-output.js';
import { type ReadValue, readerFor } from './sample-value.js';
import type { MakeOutput } from './types.js';

/** `--out csv[=file[.gz]]` and `--out csv=fileName=…,saveInterval=…,timeFormat=…`: one sample a line. */
export const csv: MakeOutput = (argument, host) => {
  const { fileName: file, saveIntervalMs: flushEveryMs, timeFormat } = readCsvSettings(argument, host.env);
  const makeFormat = ({ systemTags }: { readonly systemTags: readonly string[] }): LineFormat =>
    new CsvFormat(systemTags, timeFormat);
  return new LineOutput({ name: 'csv', file, flushEveryMs, host, makeFormat });
};

/** These two differ from sample to sample: they are metadata and have no column. */
const NO_COLUMN = ['vu', 'iter'];

class CsvFormat implements LineFormat {
  readonly #columns: readonly string[];
  readonly #metrics = new Map<MetricDef, { readonly before: string; readonly read: ReadValue }>();
  readonly #tagTexts = new WeakMap<Tags, string>();
  readonly #writeTime: (epochMs: number) => string;

  constructor(systemTags: readonly string[], timeFormat: TimeFormat) {
    this.#columns = systemTags.filter((tag) => !NO_COLUMN.includes(tag)).sort();
    this.#writeTime = timeWriter(timeFormat);
  }

  head(): string {
    return `${['metric_name', 'timestamp', 'metric_value', ...this.#columns, 'extra_tags', 'metadata'].join(',')}\n`;
  }

  lines({ length, value, timeMs, metric, tags, metadata }: SampleBatch): string {
    let text = '';
    for (let i = 0; i < length; i++) {
      const { before, read } = this.#metricOf(metric[i]!);
      const more = metadata[i] === undefined ? '' : field(pairs(Object.entries(metadata[i]!)));
      text += `${before}${this.#writeTime(timeMs[i]!)},${read(value[i]!).toFixed(6)},${this.#tagText(tags[i]!)},${more}\n`;
    }
    return text;
  }

  #metricOf(def: MetricDef): { readonly before: string; readonly read: ReadValue } {
    let known = this.#metrics.get(def);
    if (!known) this.#metrics.set(def, (known = { before: `${field(def.name)},`, read: readerFor(def) }));
    return known;
  }

  #tagText(tags: Tags): string {
    let text = this.#tagTexts.get(tags);
    if (text === undefined) {
      const extra = Object.entries(tags).filter(([tag]) => !this.#columns.includes(tag));
      const fields = [...this.#columns.map((tag) => tags[tag] ?? ''), pairs(extra)];
      this.#tagTexts.set(tags, (text = fields.map(field).join(',')));
    }
    return text;
  }
}

const pairs = (entries: readonly [string, string][]): string =>
  entries
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('&');

/** Quoted where a reader would take it for more than one field, or lose a space in front. */
const field = (text: string): string => (/[",\r\n]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function timeWriter(format: TimeFormat): (epochMs: number) => string {
  const time = new TimeText();
  switch (format) {
    case 'unix':
      return (ms) => String(Math.floor(ms / 1000));
    case 'unix_milli':
      return (ms) => String(Math.floor(ms));
    case 'unix_micro':
      return (ms) => String(Math.round(ms * 1000));
    case 'unix_nano':
      // A double holds microseconds of today and no more.
      return (ms) => `${Math.round(ms * 1000)}000`;
    case 'rfc3339':
      return (ms) => time.coarse(ms);
    case 'rfc3339_nano':
      return (ms) => time.fine(ms);
  }
}
