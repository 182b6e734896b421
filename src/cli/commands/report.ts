import { text } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { ownFlag, readOwnFlags } from '../own-flags.js';

const rows = {
  out: ownFlag({
    type: text,
    fallback: 'report.html',
    placeholder: '<file>',
    short: 'o',
    help: 'where to write the page; - is standard output',
  }),
};

export const reportCommand: Command = {
  usage: 'report <summary.json>',
  about: 'Makes a page of a summary: one HTML file with curves and tables that loads nothing from elsewhere.',
  rows,
  examples: ['salvo report summary.json', 'salvo report summary.json -o nightly.html'],
  async run(argv, host) {
    const { flags, positional } = readOwnFlags(argv, rows);
    const file = onlyArgument('report', 'a summary file', positional);
    const { reportFile } = await import('../report-file.js');
    return reportFile(file, flags.out, host);
  },
};
