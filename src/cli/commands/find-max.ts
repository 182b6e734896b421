import { errors } from '../../base/errors/index.js';
import { flagOf } from '../../options/names.js';
import { parseOuter } from '../../options/outer-sources.js';
import { workloadRows } from '../../options/table/execution.js';
import { anyRows, plainTable } from '../../options/table.js';
import { duration, int, text } from '../../schema/scalars.js';
import { onlyArgument } from '../arguments.js';
import type { Command } from '../command.js';
import { configFiles } from '../config-files.js';
import { flagsBesides } from '../flags-besides.js';
import { flagValues, ownFlag } from '../own-flags.js';
import { roundRows } from '../round-rows.js';

const ownRows = {
  slo: ownFlag({
    type: text,
    fallback: 'p(95)<500,http_req_failed<1%',
    placeholder: '<objectives>',
    help: 'what must hold, as p(95)<200,http_req_failed<1%,checks>99%',
  }),
  startRate: ownFlag({ type: int, fallback: 50, help: 'first rate, in iterations a second' }),
  maxRate: ownFlag({ type: int, fallback: 100_000, help: 'highest rate to try' }),
  step: ownFlag({ type: duration, fallback: 10_000, fallbackText: '10s', help: 'how long each rate is held' }),
  precision: ownFlag({ type: int, fallback: 5, help: 'how near to come to the highest rate, in percent' }),
  exec: ownFlag({ type: text, fallback: 'default', placeholder: '<function>', help: 'exported function to run' }),
  json: ownFlag({ type: text, fallback: '', placeholder: '<file>', help: 'write the result to a JSON file' }),
};

/** The rate is the workload; that of the script and its surroundings is not used. */
const rows = Object.fromEntries(Object.entries(roundRows(anyRows)).filter(([key]) => !(key in workloadRows)));

export const findMaxCommand: Command = {
  usage: 'find-max <file>',
  about:
    'Runs the test at rising arrival rates, doubled until one fails and then halved in between, and says the highest ' +
    'rate that holds the objectives without the generator being at its end. Each rate gets a fresh process, warmed up for two seconds (--warmup). ' +
    'Scenarios and thresholds of the script are replaced; the other flags of run hold.',
  rows: { ...roundRows(plainTable), ...ownRows },
  examples: [
    "salvo find-max script.js --slo 'p(95)<200,http_req_failed<1%'",
    "salvo find-max script.js --slo 'p(99)<1s' --start-rate 500 --step 30s --json max.json",
  ],
  async run(argv, host) {
    const parsed = parseOuter(argv, { env: host.env, files: configFiles(host), rows, ownRows });
    const file = onlyArgument('find-max', 'a script file', parsed.positional);
    if (file === '-') throw errors.needsFile('find-max');
    const flags = flagValues(ownRows, parsed.own);
    for (const key of ['startRate', 'maxRate', 'step', 'precision'] as const)
      if (flags[key] < 1) throw errors.notPositive(`--${flagOf(key, ownRows[key])}`);
    const { findMax } = await import('../rounds/find-max.js');
    return findMax(
      {
        file,
        argv: flagsBesides(ownRows, argv),
        slo: flags.slo,
        search: { start: flags.startRate, max: flags.maxRate, precision: flags.precision / 100 },
        stepMs: flags.step,
        exec: flags.exec,
        json: flags.json,
        quiet: parsed.global.quiet,
      },
      host,
    );
  },
};
