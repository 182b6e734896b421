import type { ProcessUsage, TargetUsage, UsageFigures } from './target-usage.js';
import { humanBytes } from './text/values.js';

/** What one process used, or all of them, as texts: on average and at most; empty where it is not known. */
export interface UsageRow {
  readonly title: string;
  readonly cores: readonly [average: string, max: string];
  readonly memory: readonly [average: string, max: string];
}

/** One for each process, after one for all of them when they are several. */
export function usageRows(target: TargetUsage): UsageRow[] {
  const rows = target.processes.map((one) => usageRow(processTitle(one), one));
  return rows.length === 1 ? rows : [usageRow('all together', target), ...rows];
}

function usageRow(title: string, { cpuCores, memoryBytes }: UsageFigures): UsageRow {
  return {
    title,
    cores: cpuCores ? [cpuCores.average.toFixed(2), cpuCores.max.toFixed(2)] : ['', ''],
    memory: memoryBytes ? [humanBytes(memoryBytes.average), humanBytes(memoryBytes.max)] : ['', ''],
  };
}

/** `node server.js (pid 4242 with 3 children, port 8080)`. */
function processTitle({ name, pid, port, processCount, ended }: ProcessUsage): string {
  const children = processCount - 1;
  const facts = [
    `pid ${pid}${children > 0 ? ` with ${children === 1 ? 'a child' : `${children} children`}` : ''}`,
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(ended ? ['ended before the test did'] : []),
  ];
  return `${name} (${facts.join(', ')})`;
}
