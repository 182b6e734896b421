// Reads OpenTelemetry's requests by its published .proto files (test/fixtures/opentelemetry).
import { join } from 'node:path';
import protobuf from 'protobufjs';
import type { Receiver } from '../../helpers/receiver.js';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', '..', 'test', 'fixtures');
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => join(FIXTURES, target);
root.loadSync('opentelemetry/proto/collector/metrics/v1/metrics_service.proto');
const REQUEST = root.lookupType('opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest');

export interface OtlpPoint {
  readonly attributes: Readonly<Record<string, string>>;
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
  readonly asDouble?: number;
  readonly asInt?: number;
  readonly count?: number;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
  readonly scale?: number;
  readonly zeroCount?: number;
  readonly positive?: { readonly offset: number; readonly bucketCounts: readonly number[] };
}

export interface OtlpMetric {
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  readonly aggregationTemporality?: string;
  readonly isMonotonic?: boolean;
  readonly points: readonly OtlpPoint[];
}

export interface OtlpRequest {
  readonly resource: Readonly<Record<string, string>>;
  readonly scope: string;
  readonly metrics: readonly OtlpMetric[];
}

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

export function readRequest(body: Buffer): OtlpRequest {
  const message = REQUEST.toObject(REQUEST.decode(body), { longs: Number, enums: String });
  const [of] = message.resourceMetrics as [ResourceMetrics];
  const [{ scope, metrics }] = of.scopeMetrics;
  return { resource: plain(of.resource.attributes), scope: scope.name, metrics: metrics.map(readMetric) };
}

interface ResourceMetrics {
  readonly resource: { readonly attributes: readonly KeyValue[] };
  readonly scopeMetrics: readonly [
    { readonly scope: { readonly name: string }; readonly metrics: Record<string, unknown>[] },
  ];
}

function readMetric({ name, unit = '', ...rest }: Record<string, unknown>): OtlpMetric {
  const [[kind, data]] = Object.entries(rest) as [[string, { dataPoints: (OtlpPoint & { attributes: never })[] }]];
  const points = data.dataPoints.map((point) => ({ ...point, attributes: plain(point.attributes ?? []) }));
  return { ...data, name: name as string, unit: unit as string, kind, points };
}

const plain = (attributes: readonly KeyValue[]): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

export const metricIn = ({ metrics }: OtlpRequest, name: string): OtlpMetric => {
  const found = metrics.filter((metric) => metric.name === name);
  if (found.length !== 1) throw new Error(`${found.length} of ${name} in ${metrics.map((metric) => metric.name)}`);
  return found[0]!;
};

export const requestsIn = ({ taken }: Receiver): OtlpRequest[] => taken.map(({ body }) => readRequest(body));
