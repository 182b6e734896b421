import { loadTable } from '../../options/table.js';
import { toggle } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { flagValues, ownFlag } from '../own-flags.js';
import { parseLoading } from '../parse-loading.js';

const ownRows = {
  json: ownFlag({ type: toggle, fallback: false, help: 'print the list as JSON' }),
  fetch: ownFlag({
    type: toggle,
    fallback: false,
    help: 'fetch what is missing into the folder of --offline-modules, and lock all hashes',
  }),
  update: ownFlag({
    type: toggle,
    fallback: false,
    help: 'fetch everything again, also what has changed since it was locked',
  }),
};

export const depsCommand: Command = {
  usage: 'deps <file|->',
  about:
    'Lists what a script needs: k6 modules, extensions, its own files, and files of other machines, which it can ' +
    'also fetch into a folder for runs without a network.',
  rows: { ...ownRows, ...loadTable },
  examples: [
    'salvo deps script.js',
    'salvo deps --fetch --offline-modules modules script.js',
    'salvo run --offline-modules modules script.js',
  ],
  async run(argv, host) {
    const outer = parseLoading(argv, host, loadTable, ownRows);
    const file = onlyArgument('deps', 'a script file, or - for standard input', outer.positional);
    const { json, fetch, update } = flagValues(ownRows, outer.own);
    const { listDependencies, dependenciesText } = await import('../list-dependencies.js');
    const listed = await listDependencies({ file, fetch: fetch || update, update }, outer, host);
    host.stdout.write(json ? `${JSON.stringify(listed, undefined, 2)}\n` : dependenciesText(listed));
    return 'ok';
  },
};
