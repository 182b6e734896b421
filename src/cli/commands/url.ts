import { parseOuter } from '../../options/outer-sources.js';
import { workloadRows } from '../../options/table/execution.js';
import { globalRows } from '../../options/table/global.js';
import { anyRows, plainTable } from '../../options/table.js';
import type { Command } from '../command.js';
import { configFiles } from '../config-files.js';
import { loadRows } from '../one-line/flags.js';
import { flagValues } from '../own-flags.js';

/** Letters that mean something else here. */
const withoutLetter = <Row extends { readonly short?: string }>({ short: _, ...row }: Row): Omit<Row, 'short'> => row;
const lettersGiven = {
  config: withoutLetter(globalRows.config),
  type: withoutLetter(plainTable.type),
};

/** The load is the line's own; what the surroundings say of one is not used. */
const rows = {
  ...Object.fromEntries(Object.entries(anyRows).filter(([key]) => !(key in workloadRows))),
  ...lettersGiven,
};

export const urlCommand: Command = {
  usage: 'url <address...>',
  about:
    'Sends requests to one address or to several in turn, and prints how many were answered, how fast and how. The word ' +
    'url may be left out. The other flags of run hold: outputs, thresholds, reports, TLS.',
  rows: {
    ...Object.fromEntries(Object.entries(rows).filter(([key]) => key in plainTable)),
    ...lettersGiven,
    ...loadRows,
  },
  examples: [
    'salvo http://localhost:3000/ -c 50 -d 10s',
    'salvo http://localhost:3000/ -r 2000 -d 1m',
    'salvo https://test.local/items -n 10000 -m POST --json \'{"name":"x"}\' -H \'Authorization: Bearer x\'',
    'salvo http://localhost:3000/ -u 5,10,20 -d 20s',
  ],
  async run(argv, host) {
    const outer = parseOuter(argv, { env: host.env, files: configFiles(host), rows, ownRows: loadRows });
    const flags = flagValues(loadRows, outer.own);
    const { runLine } = await import('../one-line/run-line.js');
    return runLine(outer, flags, host);
  },
};
