import { TimeText } from '../base/time-text.js';
import type { SampleBatch } from '../metrics/sample-source.js';
import type { MetricDef, Tags } from '../metrics/types.js';
import { type LineFormat, lineOutput } from './line-output.js';
import { type ReadValue, readerFor } from './sample-value.js';
import type { MakeOutput, OutputFacts } from './types.js';

/** `--out json[=file[.gz]]`: one JSON object a line, a metric's own line before its first sample. */
export const json: MakeOutput = (file, host) =>
  lineOutput({ name: 'json', file, flushEveryMs: 200, host, makeFormat: (facts) => new JsonFormat(facts) });

interface KnownMetric {
  /** The line of a sample up to its time. */
  readonly before: string;
  readonly read: ReadValue;
}

class JsonFormat implements LineFormat {
  readonly #metrics = new Map<string, KnownMetric>();
  readonly #tagTexts = new WeakMap<Tags, string>();
  readonly #time = new TimeText();
  readonly #facts: OutputFacts;

  constructor(facts: OutputFacts) {
    this.#facts = facts;
  }

  head(): string {
    return '';
  }

  lines({ length, value, timeMs, metric, tags, metadata }: SampleBatch): string {
    let text = '';
    for (let i = 0; i < length; i++) {
      let known = this.#metrics.get(metric[i]!.name);
      if (!known) {
        text += this.#metricLine(metric[i]!);
        known = this.#metrics.get(metric[i]!.name)!;
      }
      const more = metadata[i] === undefined ? '' : `,"metadata":${sorted(metadata[i]!)}`;
      const time = this.#time.fine(timeMs[i]!);
      text += `${known.before}${time}","value":${known.read(value[i]!)},"tags":${this.#tagText(tags[i]!)}${more}}}\n`;
    }
    return text;
  }

  #metricLine(def: MetricDef): string {
    const { name, type, contains } = def;
    this.#metrics.set(name, {
      before: `{"metric":${JSON.stringify(name)},"type":"Point","data":{"time":"`,
      read: readerFor(def),
    });
    const submetrics = this.#facts.submetrics
      .filter(({ metric }) => metric === name)
      .map(({ key, tags }) => ({ name: key, suffix: key.slice(key.indexOf('{') + 1, -1), tags: byName(tags) }));
    const thresholds = this.#facts.thresholds
      .filter(({ metricKey }) => metricKey === name)
      .flatMap(({ expressions }) => expressions);
    const data = { name, type, contains, thresholds, submetrics: submetrics.length === 0 ? null : submetrics };
    return `${JSON.stringify({ type: 'Metric', data, metric: name })}\n`;
  }

  #tagText(tags: Tags): string {
    let text = this.#tagTexts.get(tags);
    if (text === undefined) this.#tagTexts.set(tags, (text = sorted(tags)));
    return text;
  }
}

const byName = (tags: Tags): Tags => Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));

const sorted = (tags: Tags): string => JSON.stringify(byName(tags));
