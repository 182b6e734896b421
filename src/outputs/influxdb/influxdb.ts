import type { SampleBatch } from '../../metrics/sample-source.js';
import type { Destination, Sendable } from '../destination.js';
import { QueuedOutput, type SendTerms } from '../queued-output.js';
import { WindowedOutput } from '../series/windowed-output.js';
import type { WindowBatch } from '../series/windows.js';
import type { MakeOutput, OutputHost } from '../types.js';
import { InfluxDestination } from './influx-destination.js';
import { type InfluxSettings, readInfluxSettings } from './influx-settings.js';
import { InfluxUdp } from './influx-udp.js';
import { sampleLines } from './sample-lines.js';
import { windowLines } from './window-lines.js';

/** A megabyte or two. */
const MOST_PER_SEND = 8192;
const RETRY = { mostAttempts: 6, attemptLimitMs: 30_000, firstDelayMs: 500, longestDelayMs: 5000 };

/** `--out influxdb[=http://host:8086/db]`: one point a sample, or figures for each series and window of time. */
export const influxdb: MakeOutput = (argument, { env }) => {
  const settings = readInfluxSettings(argument, env);
  const terms: SendTerms = {
    flushEveryMs: settings.pushIntervalMs,
    mostPerSend: MOST_PER_SEND,
    sendsAtOnce: settings.concurrentWrites,
    retry: RETRY,
  };
  if (settings.aggregateMs === undefined)
    return new QueuedOutput(destinationWith<SampleBatch>(settings, env, sampleLines), terms);
  return new WindowedOutput(destinationWith<WindowBatch>(settings, env, windowLines), terms, settings.aggregateMs);
};

const destinationWith = <Batch extends Sendable>(
  settings: InfluxSettings,
  env: OutputHost['env'],
  render: (settings: InfluxSettings) => (batches: readonly Batch[]) => string,
): Destination<Batch> =>
  settings.url.protocol === 'udp:' ? new InfluxUdp(settings, render) : new InfluxDestination(settings, env, render);
