import { escapeMarkup } from '../escape.js';
import type { GeneratorHealth, Spread, WorkerHealth } from '../generator/health.js';
import type { TargetUsage } from '../target-usage.js';
import { humanTime } from '../text/values.js';
import { usageRows } from '../usage-rows.js';
import { row, table } from './tables.js';

/** What the processes under test used during one run. */
export const targetTable = (target: TargetUsage): string =>
  table(
    ['process', `cores of ${target.machineCores}, average`, 'most', 'memory, average', 'most'],
    usageRows(target).map(({ title, cores, memory }) => cells([title, ...cores, ...memory])),
  );

/** What the workers of one run measured of themselves. */
export const workerTable = ({ workers }: GeneratorHealth): string =>
  workers.length === 0 ? '' : table(['worker', ...COLUMNS.map(([title]) => title)], workers.map(workerRow));

const COLUMNS: readonly (readonly [string, (worker: WorkerHealth) => string])[] = [
  ['verdict', ({ level }) => level],
  ['busy', ({ utilization }) => percent(utilization)],
  ['loop delay, median', ({ loopDelay }) => time(loopDelay, 'median')],
  ['99 %', ({ loopDelay }) => time(loopDelay, 'p99')],
  ['most', ({ loopDelay }) => time(loopDelay, 'max')],
  ['GC', ({ gcShare }) => percent(gcShare)],
  ['sleep lateness, 95 %', ({ sleepLateness }) => time(sleepLateness, 'p95')],
  ['iteration lag, 95 %', ({ iterationLag }) => time(iterationLag, 'p95')],
  ['heap in use', ({ heapShare }) => percent(heapShare)],
];

const workerRow = (worker: WorkerHealth): string =>
  cells([String(worker.worker), ...COLUMNS.map(([, value]) => value(worker))]);

const cells = (texts: readonly string[]): string => row(texts.map(escapeMarkup), '');

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** Empty where there was nothing to measure: no sleeps, no arrival rate. */
const time = (spread: Spread, figure: 'median' | 'p95' | 'p99' | 'max'): string =>
  spread.count === 0 ? '' : humanTime(spread[figure], '');
