import { runTable } from '../../options/table.js';
import { text, toggle } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { flagValues, ownFlag } from '../own-flags.js';
import { parseLoading } from '../parse-loading.js';

const ownRows = {
  archiveOut: ownFlag({
    type: text,
    fallback: 'archive.tar',
    placeholder: '<file>',
    short: 'O',
    help: 'where to write the archive; - is standard output',
  }),
  excludeEnvVars: ownFlag({
    type: toggle,
    fallback: false,
    help: 'keep the variables of -e out of the archive',
  }),
};

export const archiveCommand: Command = {
  usage: 'archive <file|->',
  about:
    'Packs a script, all that it imports and opens, and the options that hold into one file, which salvo run and ' +
    'k6 run take in place of a script.',
  rows: { ...ownRows, ...runTable },
  examples: ['salvo archive script.js', 'salvo archive -e HOST=test.local --vus 50 script.ts -O nightly.tar'],
  async run(argv, host) {
    const outer = parseLoading(argv, host, runTable, ownRows);
    const file = onlyArgument('archive', 'a script file, or - for standard input', outer.positional);
    const { archiveOut: out, excludeEnvVars } = flagValues(ownRows, outer.own);
    const { archiveScript } = await import('../archive-script.js');
    await archiveScript({ file, out, excludeEnvVars }, outer, host);
    return 'ok';
  },
};
