import Table from 'cli-table3';
import { humanBytes, humanTime } from '../text/values.js';
import type { Lineup, Spread } from './lineup.js';

/** The lineups side by side, one column each. */
export function renderLineups(lineups: readonly Lineup[]): string {
  const [head, ...rows] = cellsOf(lineups);
  const table = new Table({
    head: head!,
    colAligns: ['left', ...lineups.map(() => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows);
  return `${table.toString()}\n`;
}

/** The same as a table of GitHub's Markdown, with the sentences below it. */
export function lineupsMarkdown(title: string, lineups: readonly Lineup[], words: readonly string[]): string {
  const [head, ...rows] = cellsOf(lineups);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = ['---', ...lineups.map(() => '---:')];
  return [`## ${title}`, '', ...[head!, rule, ...rows].map(line), '', ...words.map((word) => `- ${word}`), ''].join(
    '\n',
  );
}

function cellsOf(lineups: readonly Lineup[]): string[][] {
  const requests = lineups.some(({ requestsPerSecond }) => requestsPerSecond.max > 0);
  const row = (title: string, cell: (lineup: Lineup) => string): string[] => [title, ...lineups.map(cell)];
  const each = requests ? 'request' : 'iteration';
  return [
    row('workers', ({ workers }) => String(workers)),
    row('iterations/s', ({ iterationsPerSecond }) => spreadText(iterationsPerSecond)),
    ...(requests ? [row('requests/s', ({ requestsPerSecond }) => spreadText(requestsPerSecond))] : []),
    row('speedup', ({ speedup }) => (speedup ? `${speedup.estimate.toFixed(2)}×` : '')),
    row('efficiency', ({ efficiency }) => (efficiency === undefined ? '' : `${Math.round(efficiency * 100)}%`)),
    row(`${each} p50`, ({ p50 }) => timeText(p50)),
    row(`${each} p95`, ({ p95 }) => timeText(p95)),
    row(`${each} p99`, ({ p99 }) => timeText(p99)),
    ...(requests ? [row('errors', ({ errors }) => `${(errors * 100).toFixed(2)}%`)] : []),
    row('CPU cores used', ({ coresUsed }) => coresUsed.toFixed(2)),
    row(`CPU per ${each}`, ({ cpuMicrosEach }) => timeText(cpuMicrosEach / 1000)),
    row('peak memory', ({ peakMemoryBytes }) => humanBytes(peakMemoryBytes)),
    row('generator', ({ health }) => health ?? '-'),
    row('limited by', ({ limit }) => limit.kind),
    row('runs', ({ runs }) => String(runs.length)),
  ];
}

const timeText = (ms: number): string => (Number.isFinite(ms) ? humanTime(ms, '') : '-');

const spreadText = ({ median, min, max }: Spread): string =>
  min === max ? rateText(median) : `${rateText(median)} (${rateText(min)}–${rateText(max)})`;

/** Four digits that count, without powers of ten. */
function rateText(rate: number): string {
  return rate >= 1000 ? String(Math.round(rate)) : String(Number(rate.toPrecision(4)));
}
