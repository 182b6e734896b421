import type { Precision } from './influx-settings.js';

/** Digits of three places. */
const THREE = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
/** Below the microsecond, which clocks do not tell, each thread has so many numbers of its own. */
const NUMBERS = 31;
const THREADS = 32;

/** What keeps points of one series apart that have the same microsecond. */
export interface PointTimes {
  /** Of the series' last point, µs since 1970. */
  lastUs: number;
  number: number;
  readonly thread: number;
}

/** `thread` counts the threads that have this series. */
export const pointTimes = (thread: number): PointTimes => ({ lastUs: 0, number: 0, thread: thread % THREADS });

/**
 * The database keeps one point for each series and time: a second one overwrites the first. So no two points of a series
 * may have the same nanosecond. Within a thread they rise; threads differ in their last digits.
 */
export function nanosecondText(epochMs: number, times: PointTimes): string {
  let us = Math.round(epochMs * 1000);
  if (us > times.lastUs) {
    times.number = 0;
  } else {
    us = times.lastUs;
    if (++times.number === NUMBERS) {
      us++;
      times.number = 0;
    }
  }
  times.lastUs = us;
  const ms = Math.floor(us / 1000);
  return msText(ms) + THREE[us - ms * 1000]! + THREE[times.thread * NUMBERS + times.number]!;
}

let lastMs = 0;
let lastMsText = '0';

/** Most samples share their millisecond with the one before. */
function msText(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastMsText = String(ms);
  }
  return lastMsText;
}

/** Digits of a nanosecond's text that coarser times do without. */
const CUT: Readonly<Record<Precision, number>> = { ns: 0, us: 3, ms: 6, s: 9 };

export const withPrecision = (nanoseconds: string, precision: Precision): string =>
  precision === 'ns' ? nanoseconds : nanoseconds.slice(0, -CUT[precision]);
