import { availableParallelism } from 'node:os';
import { errors } from '../../base/errors/index.js';
import { parseOuter } from '../../options/outer-sources.js';
import { anyRows, runTable } from '../../options/table.js';
import { commaList } from '../../schema/lists.js';
import { int, text } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { configFiles } from '../config-files.js';
import { flagsBesides } from '../flags-besides.js';
import { flagValues, ownFlag } from '../own-flags.js';
import { roundRows } from '../round-rows.js';

const ownRows = {
  workers: ownFlag<readonly (number | 'max')[]>({
    type: commaList({
      placeholder: '<n,n,...>',
      read: (entry, spot) =>
        entry === 'max' || /^[1-9]\d{0,3}$/.test(entry)
          ? entry === 'max'
            ? entry
            : Number(entry)
          : spot.problem(`must be numbers of workers from 1, or max, got ${JSON.stringify(entry)}`),
    }),
    fallback: [1, 2, 'max'],
    fallbackText: '1,2,max',
    help: 'numbers of workers to compare; max is one per core, and the first one is the base',
  }),
  rounds: ownFlag({ type: int, fallback: 5, help: 'runs with each number of workers, in turn' }),
  json: ownFlag({ type: text, fallback: '', placeholder: '<file>', help: 'write the result to a JSON file' }),
  markdown: ownFlag({ type: text, fallback: '', placeholder: '<file>', help: 'write the result as Markdown' }),
};

const MOST_ROUNDS = 1000;

export const compareCommand: Command = {
  usage: 'compare <file>',
  about:
    'Runs the same test with several numbers of workers, each run in a fresh process and in turn with the others, ' +
    'and says whether more workers help and what limits. Takes the flags of run, except those that name files of the summary.',
  rows: { ...roundRows(runTable), ...ownRows },
  examples: [
    'salvo compare script.js',
    'salvo compare --workers 1,2,4 --rounds 7 --duration 10s script.js',
    'salvo compare --markdown scaling.md --json scaling.json script.js',
  ],
  async run(argv, host) {
    const parsed = parseOuter(argv, { env: host.env, files: configFiles(host), rows: roundRows(anyRows), ownRows });
    const file = onlyArgument('compare', 'a script file', parsed.positional);
    if (file === '-') throw errors.needsFile('compare');
    const { rounds, json, markdown, ...flags } = flagValues(ownRows, parsed.own);
    if (rounds < 1 || rounds > MOST_ROUNDS) throw errors.badRounds(rounds, MOST_ROUNDS);
    const workers = counts(flags.workers);
    if (workers.length === 0) throw errors.noWorkers();
    const { compareWorkers } = await import('../rounds/compare-workers.js');
    return compareWorkers(
      { file, argv: flagsBesides(ownRows, argv), workers, rounds, json, markdown, quiet: parsed.global.quiet },
      host,
    );
  },
};

/** Each number once: on two cores, `max` is 2. */
function counts(wanted: readonly (number | 'max')[]): number[] {
  return [...new Set(wanted.map((count) => (count === 'max' ? availableParallelism() : count)))];
}
