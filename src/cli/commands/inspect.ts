import { goJson } from '../../base/go-text.js';
import { loadTable } from '../../options/table.js';
import { toggle } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { flagValues, ownFlag } from '../own-flags.js';
import { parseLoading } from '../parse-loading.js';

const ownRows = {
  executionRequirements: ownFlag({
    type: toggle,
    fallback: false,
    help: 'with derived scenarios, the total duration and the most VUs',
  }),
};

export const inspectCommand: Command = {
  usage: 'inspect <file|->',
  about: 'Loads a script without running it and prints its options as JSON.',
  rows: { ...ownRows, ...loadTable },
  examples: ['salvo inspect script.js', 'salvo inspect --execution-requirements script.js'],
  async run(argv, host) {
    const outer = parseLoading(argv, host, loadTable, ownRows);
    const file = onlyArgument('inspect', 'a script file, or - for standard input', outer.positional);
    const form = flagValues(ownRows, outer.own).executionRequirements ? 'requirements' : 'declared';
    const { inspectScript } = await import('../inspect-script.js');
    const { stdout } = host;
    stdout.write(goJson(await inspectScript(file, outer, host, form), 2));
    // Nothing follows the JSON in k6; a prompt would.
    if (stdout.isTTY === true) stdout.write('\n');
    return 'ok';
  },
};
