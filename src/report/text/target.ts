import type { ProcessUsage, TargetUsage, UsageFigures } from '../target-usage.js';
import { humanBytes } from './values.js';

/** What the watched processes used, one line each, and one of all when they are several. */
export function renderTarget(target: TargetUsage | undefined): string[] {
  if (!target) return [];
  const { machineCores, processes } = target;
  const lines = processes.map((one) => `${titleOf(one)}: ${figuresText(one, machineCores)}`);
  return lines.length === 1 ? lines : [`all together: ${figuresText(target, machineCores)}`, ...lines];
}

/** `node server.js (pid 4242 and 3 of its children, port 8080)`. */
function titleOf({ name, pid, port, processCount, ended }: ProcessUsage): string {
  const children = processCount - 1;
  const facts = [
    `pid ${pid}${children > 0 ? ` with ${children === 1 ? 'a child' : `${children} children`}` : ''}`,
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(ended ? ['ended before the test did'] : []),
  ];
  return `${name} (${facts.join(', ')})`;
}

function figuresText({ cpuCores, memoryBytes }: UsageFigures, machineCores: number): string {
  const cpu = cpuCores && `${cpuCores.average.toFixed(2)} of ${machineCores} cores, ${cpuCores.max.toFixed(2)} at most`;
  const memory = memoryBytes && `${humanBytes(memoryBytes.average)} of memory, ${humanBytes(memoryBytes.max)} at most`;
  return [cpu, memory].filter(Boolean).join('; ') || 'not seen while the test ran';
}
