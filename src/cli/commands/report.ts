import { fromFlags } from '../../options/from-flags.js';
import { row } from '../../options/row.js';
import { globalRows } from '../../options/table/global.js';
import { text } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';

const DEFAULT_FILE = 'report.html';

const rows = {
  out: row({
    type: text,
    fallback: DEFAULT_FILE,
    placeholder: '<file>',
    group: 'command',
    short: 'o',
    env: false,
    in: [],
    help: 'where to write the page',
  }),
};

export const reportCommand: Command = {
  usage: 'report <summary.json>',
  about: 'Makes a page of a summary: one HTML file with curves and tables that loads nothing from elsewhere.',
  rows,
  examples: ['salvo report summary.json', 'salvo report summary.json -o nightly.html'],
  async run(argv, host) {
    const { own, positional } = fromFlags(argv, globalRows, rows);
    const file = onlyArgument('report', 'a summary file', positional);
    const { reportFile } = await import('../report-file.js');
    return reportFile(file, String(own.get('out') ?? DEFAULT_FILE), host);
  },
};
