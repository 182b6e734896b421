import { thousands } from '../../base/thousands.js';
import type { MetricSnapshot } from '../../metrics/snapshot.js';
import type { Palette } from '../text/palette.js';
import { percentOf } from '../text/values.js';
import { byTag, counterOf } from './parts.js';

/** The tag of requests that got no answer. */
const NONE = '0';

/** Status codes in their order, then what went wrong where there was no answer. */
export function answerRows(requests: MetricSnapshot | undefined, palette: Palette): string[][] {
  const total = counterOf(requests?.stats)?.sum ?? 0;
  const row = (name: string, count: number, good: boolean): string[] => [
    (good ? palette.good : palette.bad)(name),
    thousands(count),
    percentOf(count, total),
  ];
  const statuses = [...byTag(requests, 'status')]
    .filter(([status]) => status !== NONE)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([status, stats]) => row(status, counterOf(stats)!.sum, Number(status) < 400));
  const errors = [...byTag(requests, 'error')]
    .map(([text, stats]) => ({ text, sum: counterOf(stats)!.sum }))
    .sort((one, other) => other.sum - one.sum)
    .map(({ text, sum }) => row(text, sum, false));
  return [...statuses, ...errors];
}

/** Which requests had an answer: without one their times say little of the target. */
export function answered(requests: MetricSnapshot | undefined): 'all' | 'some' | 'none' {
  const statuses = [...byTag(requests, 'status').keys()];
  if (!statuses.some((status) => status !== NONE)) return 'none';
  return statuses.includes(NONE) ? 'some' : 'all';
}
