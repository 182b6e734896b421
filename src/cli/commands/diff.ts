import { asWritten, repeatedList } from '../../schema/lists.js';
import { toggle } from '../../schema/scalars.js';
import { bothArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { ownFlag, readOwnFlags } from '../own-flags.js';
import { stdoutPaint } from '../stdout-paint.js';

const rows = {
  all: ownFlag({ type: toggle, fallback: false, help: 'show figures that did not change, too' }),
  failOn: ownFlag({
    type: repeatedList({ placeholder: '<condition>', read: asWritten }),
    fallback: [],
    placeholder: '<condition>',
    help: 'exit with 99 when this changed more than by chance, as http_req_duration.p95>+10%; may be repeated',
  }),
};

export const diffCommand: Command = {
  usage: 'diff <base.json> <new.json>',
  about: 'Shows which figures of two summaries differ by more than chance makes them, and how.',
  rows,
  examples: [
    'salvo diff base.json new.json',
    "salvo diff base.json new.json --fail-on 'http_req_duration.p95>+10%' --fail-on 'http_req_failed.rate>+0.01'",
  ],
  async run(argv, host) {
    const { flags, global, positional } = readOwnFlags(argv, rows);
    const [base, next] = bothArguments('diff', 'two summary files, the base and the new one', positional);
    const { diffFiles } = await import('../diff-files.js');
    return diffFiles(base, next, host, { ...flags, paint: stdoutPaint(global, host) });
  },
};
