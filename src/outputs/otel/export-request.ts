import { VERSION } from '../../base/version.js';
import type { SeriesStats } from '../../metrics/snapshot.js';
import type { MetricDef, MetricType, Tags } from '../../metrics/types.js';
import type { SeriesTotal } from '../series/totals.js';
import { ProtoWriter } from '../wire/proto-writer.js';
import { DataPoints, type Period, type Sent } from './data-points.js';
import type { OtelSettings } from './otel-settings.js';

const UNITS: Readonly<Record<MetricDef['contains'], string>> = { time: 'ms', data: 'By', default: '' };
const NS_PER_MS = 1_000_000n;
const nanoseconds = (ms: number): bigint => BigInt(Math.round(ms)) * NS_PER_MS;

/** The field of number points that holds attributes. */
const NUMBER_ATTRIBUTES = 7;

/** Attributes of a series, written. */
interface Attributes {
  readonly plain: Uint8Array;
  readonly byCondition: Readonly<Record<string, Uint8Array>>;
}

/** A series in one export: what it is now, and what had arrived of it. */
interface Exported {
  readonly attributes: Attributes;
  readonly now: Sent;
  readonly before: Sent | undefined;
}

/** Makes the requests of OpenTelemetry's metrics service. */
export class ExportRequests {
  readonly #settings: OtelSettings;
  readonly #points: DataPoints;
  readonly #attributes = new WeakMap<SeriesTotal, Attributes>();
  readonly #sent = new WeakMap<SeriesTotal, Sent>();
  readonly #resource: Uint8Array;
  readonly #startMs: number;
  #arrivedMs: number;

  constructor(settings: OtelSettings, startMs: number) {
    this.#settings = settings;
    this.#points = new DataPoints(settings);
    this.#startMs = startMs;
    this.#arrivedMs = startMs;
    this.#resource = resourceOf(settings.resource);
  }

  /** `arrived` is to be called when it has: the next delta counts from there. Undefined when there is nothing to send. */
  of(series: readonly SeriesTotal[], timeMs: number): { request: Buffer; arrived: () => void } | undefined {
    const metrics = new Map<string, { metric: MetricDef; series: Exported[] }>();
    const sent = new Map<SeriesTotal, Sent>();
    for (const total of series) {
      const before = this.#sent.get(total);
      if (this.#settings.temporality === 'delta' && before?.samples === total.samples) continue;
      const stats = total.stats();
      // Counted once for each state of a series.
      const counts = before?.stats === stats ? before.counts : this.#points.countsOf(stats);
      const now = { samples: total.samples, stats, counts };
      sent.set(total, now);
      const { metric } = total;
      const exported = { attributes: this.#attributesOf(total), now, before };
      const known = metrics.get(metric.name);
      if (known) known.series.push(exported);
      else metrics.set(metric.name, { metric, series: [exported] });
    }
    if (metrics.size === 0) return undefined;
    const startMs = this.#settings.temporality === 'delta' ? this.#arrivedMs : this.#startMs;
    const request = this.#written(metrics.values(), { start: nanoseconds(startMs), end: nanoseconds(timeMs) });
    const arrived = (): void => {
      this.#arrivedMs = timeMs;
      for (const [total, what] of sent) this.#sent.set(total, what);
    };
    return { request, arrived };
  }

  #written(metrics: Iterable<{ metric: MetricDef; series: readonly Exported[] }>, period: Period): Buffer {
    const request = new ProtoWriter();
    request.message(1, (resourceMetrics) => {
      resourceMetrics.bytes(1, this.#resource);
      resourceMetrics.message(2, (scope) => {
        scope.message(1, (named) => named.string(1, 'k6'));
        for (const { metric, series } of metrics)
          scope.message(2, (into) => this.#metric(into, metric, series, period));
      });
    });
    return request.written;
  }

  #metric(into: ProtoWriter, metric: MetricDef, series: readonly Exported[], period: Period): void {
    into.string(1, this.#settings.prefix + metric.name + (metric.type === 'rate' ? '.total' : ''));
    if (UNITS[metric.contains] !== '') into.string(3, UNITS[metric.contains]);
    into.message({ counter: 7, rate: 7, gauge: 5, trend: this.#points.histogramField }[metric.type], (data) => {
      for (const one of series) this.#write[metric.type](data, one, period);
      if (metric.type !== 'gauge') data.uint(2, this.#points.temporality);
      if (metric.type === 'counter' || metric.type === 'rate') data.uint(3, 1);
    });
  }

  readonly #write: Record<MetricType, (into: ProtoWriter, series: Exported, period: Period) => void> = {
    counter: (into, { attributes, now, before }, period) => {
      const sum = this.#grown(now, before, (stats) => (stats.type === 'counter' ? stats.sum : 0));
      this.#points.number(into, attributes.plain, period, { double: sum });
    },
    gauge: (into, { attributes, now }, period) => {
      if (now.stats.type !== 'gauge') return;
      this.#points.number(into, attributes.plain, period, { double: now.stats.value });
    },
    rate: (into, { attributes, now, before }, period) => {
      const nonzero = this.#grown(now, before, (stats) => (stats.type === 'rate' ? stats.passes : 0));
      const zero = this.#grown(now, before, (stats) => (stats.type === 'rate' ? stats.total - stats.passes : 0));
      // As a counter, which is there once it was added to.
      if (zero > 0) this.#points.number(into, attributes.byCondition.zero!, period, { int: zero });
      if (nonzero > 0) this.#points.number(into, attributes.byCondition.nonzero!, period, { int: nonzero });
    },
    trend: (into, { attributes, now, before }, period) => {
      if (now.stats.type === 'trend') this.#points.histogram(into, attributes.plain, period, now.stats, now, before);
    },
  };

  /** By how much it has grown: since the beginning, or since it last arrived. */
  #grown(now: Sent, before: Sent | undefined, read: (stats: SeriesStats) => number): number {
    return read(now.stats) - (this.#settings.temporality === 'delta' && before ? read(before.stats) : 0);
  }

  #attributesOf(total: SeriesTotal): Attributes {
    let known = this.#attributes.get(total);
    if (!known) {
      const { metric, tags } = total;
      const field = metric.type === 'trend' ? this.#points.histogramAttributes : NUMBER_ATTRIBUTES;
      const conditions = metric.type === 'rate' ? ['zero', 'nonzero'] : [];
      known = {
        plain: attributeBytes(field, tags),
        byCondition: Object.fromEntries(
          conditions.map((condition) => [condition, attributeBytes(field, { ...tags, condition })]),
        ),
      };
      this.#attributes.set(total, known);
    }
    return known;
  }
}

function attributeBytes(field: number, tags: Tags): Uint8Array {
  const writer = new ProtoWriter();
  for (const [key, value] of Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value !== '') writer.message(field, (attribute) => writeAttribute(attribute, key, value));
  }
  return Buffer.from(writer.written);
}

function writeAttribute(into: ProtoWriter, key: string, value: string): void {
  into.string(1, key).message(2, (any) => any.string(1, value));
}

function resourceOf(attributes: Readonly<Record<string, string>>): Uint8Array {
  const sdk = { 'telemetry.sdk.language': 'nodejs', 'telemetry.sdk.name': 'salvo', 'telemetry.sdk.version': VERSION };
  const writer = new ProtoWriter();
  for (const [key, value] of Object.entries({ ...sdk, ...attributes })) {
    writer.message(1, (attribute) => writeAttribute(attribute, key, value));
  }
  return Buffer.from(writer.written);
}
