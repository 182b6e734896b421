import { errors } from '../../base/errors/index.js';
import { fromFlags } from '../../options/from-flags.js';
import { row } from '../../options/row.js';
import { globalRows } from '../../options/table/global.js';
import { asWritten, repeatedList } from '../../schema/lists.js';
import { severalArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { stdoutPaint } from '../stdout-paint.js';

const rows = {
  failOn: row({
    type: repeatedList({ placeholder: '<condition>', read: asWritten }),
    fallback: [],
    placeholder: '<condition>',
    group: 'command',
    env: false,
    in: [],
    help: 'exit with 99 when this changed more than by chance, as http_req_duration.p95>+10%; may be repeated',
  }),
};

export const diffCommand: Command = {
  usage: 'diff <base.json> <new.json>',
  about: 'Shows two summaries side by side, and which differences are larger than chance makes them.',
  rows,
  examples: [
    'salvo diff base.json new.json',
    "salvo diff base.json new.json --fail-on 'http_req_duration.p95>+10%' --fail-on 'http_req_failed.rate>+0.01'",
  ],
  async run(argv, host) {
    const { layer, own, positional } = fromFlags(argv, globalRows, rows);
    const [base, next, ...rest] = severalArguments(
      'diff',
      'two summary files, the base and the new one',
      2,
      positional,
    );
    if (rest.length > 0) throw errors.tooManyArguments('diff', rest);
    const { diffFiles } = await import('../diff-files.js');
    return diffFiles(base!, next!, (own.get('failOn') ?? []) as readonly string[], host, stdoutPaint(layer, host));
  },
};
