import { parseRunFlags } from '../../options/outer-sources.js';
import { runTable } from '../../options/table.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { configFiles } from '../config-files.js';

export const runCommand: Command = {
  usage: 'run <file|->',
  about:
    'Runs a test script (JavaScript or TypeScript) on all cores and prints a summary. ' +
    'With - for a file, the script is read from standard input.',
  rows: runTable,
  examples: [
    'salvo run script.js',
    'salvo run --vus 50 --duration 1m script.js',
    'salvo run -e HOST=test.local script.ts',
  ],
  async run(argv, host) {
    const outer = parseRunFlags(argv, host.env, configFiles(host));
    const file = onlyArgument('run', 'a script file, or - for standard input', outer.positional);
    // The engine and the bundler are loaded only now, when there is something to run.
    const { runTest } = await import('../run-test.js');
    return runTest(file, outer, host);
  },
};
