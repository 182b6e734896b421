import type { Host } from '../base/host.js';
import type { SampleBatch } from '../metrics/sample-source.js';
import type { Submetric } from '../metrics/types.js';
import type { Loss } from './losses.js';

/** What outputs may ask of the world around them. */
export type OutputHost = Pick<Host, 'env' | 'cwd' | 'stdout'>;

/** What outputs tell about the run besides its samples. */
export interface OutputFacts {
  readonly systemTags: readonly string[];
  readonly submetrics: readonly Submetric[];
  readonly thresholds: readonly ThresholdFact[];
  /** k6's experimental features that are switched on. */
  readonly features: readonly string[];
  /** Says at once what went wrong; the run goes on. */
  readonly warn: (text: string) => void;
  /** Fires when the run is to end: an output that still waits to be opened gives up. */
  readonly signal: AbortSignal;
}

export interface ThresholdFact {
  /** A metric's name, or a sub-metric's key. */
  readonly metricKey: string;
  /** As k6 shows them in JSON. */
  readonly expressions: readonly unknown[];
}

/** Takes every sample of a run as it comes. */
export interface Output {
  /** For the description of the run: `json (results.json)`. */
  readonly description: string;
  /** Before the run begins; throws when there is no place to write to. */
  open(facts: OutputFacts): Promise<void>;
  /** Never waits: what there is no room for is lost and counted. */
  write(batch: SampleBatch): void;
  /** Sends what is still there, for as long as that goes on; once `hurry` fires, only what goes at once. */
  close(hurry: AbortSignal): Promise<OutputReport>;
}

export interface OutputReport {
  readonly written: number;
  /** Empty when everything has arrived. */
  readonly losses: readonly Loss[];
}

/** Reads the part after `name=`; throws an error for the user when it makes no sense. */
export type MakeOutput = (argument: string, host: OutputHost) => Output | Promise<Output>;
