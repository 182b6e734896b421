import type { SampleBatch } from '../../metrics/sample-source.js';
import { QueuedOutput, type SendTerms } from '../queued-output.js';
import { WindowedOutput } from '../series/windowed-output.js';
import type { WindowBatch } from '../series/windows.js';
import type { MakeOutput } from '../types.js';
import { InfluxDestination } from './influx-destination.js';
import { readInfluxSettings } from './influx-settings.js';
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
    return new QueuedOutput(new InfluxDestination<SampleBatch>(settings, env, sampleLines), terms);
  const destination = new InfluxDestination<WindowBatch>(settings, env, windowLines);
  return new WindowedOutput(destination, terms, settings.aggregateMs);
};
