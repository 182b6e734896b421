import { figuresJson } from '../document/figures.js';
import type { Reader } from '../document/reader.js';
import * as html from '../html/markup.js';
import * as md from '../markdown/markup.js';
import { section } from '../section.js';
import type { ProcessUsage, TargetUsage, UsageFigures } from '../target-usage.js';
import { numbered } from '../text/numbered.js';
import { humanBytes } from '../text/values.js';

/** What the watched processes of each run used. */
export const target = section({
  data: ({ targets }) => targets,
  text: (targets) => (targets.length === 0 ? [] : [{ title: 'TARGET', lines: targetLines(targets), prose: true }]),
  markdown: (targets) => [
    md.table(
      ['Target', 'Cores, average', 'Cores, most', 'Memory, average', 'Memory, most'],
      targets.flatMap(usageRows).map(({ title, cores, memory }) => [md.escaped(title), ...cores, ...memory]),
    ),
  ],
  html: (targets) => (targets.length === 0 ? '' : html.titled('Target', targets.map(htmlTable).join(''))),
  json: figuresJson('target', readTarget, (targets) => ({ targets })),
});

/** A line for each process, and one of all when they are several. */
const targetLines = (all: readonly TargetUsage[]): string[] =>
  numbered(all.map((one) => usageRows(one).map((row) => `${row.title}: ${figures(row, one)}`)));

function figures({ cores, memory }: UsageRow, { machineCores }: TargetUsage): string {
  const parts = [
    ...(cores[0] === '' ? [] : [`${cores[0]} of ${machineCores} cores, ${cores[1]} at most`]),
    ...(memory[0] === '' ? [] : [`${memory[0]} of memory, ${memory[1]} at most`]),
  ];
  return parts.join('; ') || 'not seen while the test ran';
}

const htmlTable = (one: TargetUsage): string =>
  html.table(
    ['process', `cores of ${one.machineCores}, average`, 'most', 'memory, average', 'most'],
    usageRows(one).map(({ title, cores, memory }) => html.textRow([title, ...cores, ...memory])),
  );

/** What one process used, or all of them, as texts: on average and at most; empty where it is not known. */
interface UsageRow {
  readonly title: string;
  readonly cores: readonly [average: string, max: string];
  readonly memory: readonly [average: string, max: string];
}

/** One for each process, after one for all of them when they are several. */
function usageRows(one: TargetUsage): UsageRow[] {
  const rows = one.processes.map((process) => usageRow(processTitle(process), process));
  return rows.length === 1 ? rows : [usageRow('all together', one), ...rows];
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

function readTarget(run: Reader): TargetUsage {
  return {
    machineCores: run.get('machineCores').number(),
    ...readUsage(run),
    processes: run.get('processes').list(readProcess),
  };
}

const readProcess = (process: Reader): ProcessUsage => ({
  pid: process.get('pid').number(),
  name: process.get('name').text(),
  port: process.has('port') ? process.get('port').number() : undefined,
  processCount: process.get('processCount').number(),
  ended: process.get('ended').flag(),
  ...readUsage(process),
});

function readUsage(usage: Reader): UsageFigures {
  const range = (key: 'cpuCores' | 'memoryBytes'): UsageFigures['cpuCores'] => {
    const measured = usage.get(key);
    if (measured.value === undefined) return undefined;
    return { average: measured.get('average').number(), max: measured.get('max').number() };
  };
  return { watchedMs: usage.get('watchedMs').number(), cpuCores: range('cpuCores'), memoryBytes: range('memoryBytes') };
}
