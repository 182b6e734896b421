import { parseOuter } from '../../options/outer-sources.js';
import { globalRows } from '../../options/table/global.js';
import { runTable } from '../../options/table.js';
import { text, toggle } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { configFiles } from '../config-files.js';
import { flagValues, ownFlag } from '../own-flags.js';
import { withoutSystemVariables } from '../without-system-variables.js';

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
    const outer = parseOuter(argv, {
      env: host.env,
      files: configFiles(host),
      rows: { ...runTable, ...globalRows },
      ownRows,
      defaults: withoutSystemVariables(),
    });
    const file = onlyArgument('archive', 'a script file, or - for standard input', outer.positional);
    const { archiveOut: out, excludeEnvVars } = flagValues(ownRows, outer.own);
    const { archiveScript } = await import('../archive-script.js');
    await archiveScript({ file, out, excludeEnvVars }, outer, host);
    return 'ok';
  },
};
