import { metricRows } from '../../options/table/metrics.js';
import { text } from '../../schema/scalars.js';
import { severalArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { ownFlag, readOwnFlags } from '../own-flags.js';
import { stdoutPaint } from '../stdout-paint.js';

const rows = {
  out: ownFlag({
    type: text,
    fallback: '',
    placeholder: '<file>',
    short: 'o',
    help: 'write the merged summary to a file too; - is standard output',
  }),
  summaryMode: { ...metricRows.summaryMode, env: false as const, in: [] },
  summaryTrendStats: { ...metricRows.summaryTrendStats, env: false as const, in: [] },
  summaryTimeUnit: { ...metricRows.summaryTimeUnit, env: false as const, in: [] },
};

export const mergeCommand: Command = {
  usage: 'merge <summary.json> <summary.json>...',
  about:
    'Makes one summary of runs that went on at the same time on several machines. Percentiles are those of all ' +
    'values together; thresholds are judged anew.',
  rows,
  examples: ['salvo merge machine-1.json machine-2.json', 'salvo merge *.json -o all.json'],
  async run(argv, host) {
    const { flags, global, positional } = readOwnFlags(argv, rows);
    const files = severalArguments('merge', 'at least two summary files', 2, positional);
    const { mergeFiles } = await import('../merge-files.js');
    return mergeFiles(files, host, {
      out: flags.out,
      paint: stdoutPaint(global, host),
      mode: flags.summaryMode,
      trendStats: flags.summaryTrendStats,
      timeUnit: flags.summaryTimeUnit,
    });
  },
};
