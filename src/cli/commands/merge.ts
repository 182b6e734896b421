import { fromFlags } from '../../options/from-flags.js';
import { row } from '../../options/row.js';
import { globalRows } from '../../options/table/global.js';
import { metricRows } from '../../options/table/metrics.js';
import { DEFAULT_TREND_STATS } from '../../options/values/summary.js';
import { text } from '../../schema/scalars.js';
import { severalArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { stdoutPaint } from '../stdout-paint.js';

const rows = {
  out: row({
    type: text,
    fallback: '',
    placeholder: '<file>',
    group: 'command',
    short: 'o',
    env: false,
    in: [],
    help: 'write the merged summary to a file too',
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
    const { layer, own, positional } = fromFlags(argv, globalRows, rows);
    const files = severalArguments('merge', 'at least two summary files', 2, positional);
    const { mergeFiles } = await import('../merge-files.js');
    return mergeFiles(files, host, {
      out: String(own.get('out') ?? ''),
      paint: stdoutPaint(layer, host),
      mode: (own.get('summaryMode') ?? 'compact') as 'compact' | 'full' | 'disabled',
      trendStats: (own.get('summaryTrendStats') ?? DEFAULT_TREND_STATS) as readonly string[],
      timeUnit: (own.get('summaryTimeUnit') ?? '') as '' | 's' | 'ms' | 'us',
    });
  },
};
