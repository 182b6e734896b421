import { dirname, relative, resolve, sep } from 'node:path';
import type { ExitName } from '../../base/exit-codes.js';
import type { Host } from '../../base/host.js';
import type { OuterSources } from '../../options/outer-sources.js';
import { workloadRows } from '../../options/table/execution.js';
import type { OptionKey } from '../../options/table.js';
import { renderOneLine } from '../../report/one-line/one-line-text.js';
import { ONE_LINE_BREAKDOWNS } from '../../report/one-line/parts.js';
import type { Step } from '../../report/one-line/steps.js';
import { scriptOfText } from '../../script/read-script.js';
import type { FlagValues } from '../own-flags.js';
import { STDOUT, writeResult } from '../result-file.js';
import { runTest } from '../run-test.js';
import type { loadRows } from './flags.js';
import { type OneLineLoad, type Shape, stepName } from './load.js';
import { readLoad } from './read-load.js';
import { scriptOf } from './script.js';

/** Runs what a line of flags says, or writes it as a script. */
export async function runLine(outer: OuterSources, flags: FlagValues<typeof loadRows>, host: Host): Promise<ExitName> {
  const load = readLoad(outer.positional, flags, host);
  if (flags.save !== '') return save(load, flags.save, host);
  prepare(outer, flags.threads);
  const name = [load.method, ...load.urls].join(' ');
  const text = scriptOf(load, (file) => file);
  const steps = stepsOf(load.shape);
  return runTest(name, outer, host, {
    open: async () => {
      const source = scriptOfText({ name: '-', text, entryPath: resolve(host.cwd, '-') });
      return { source, outer, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() };
    },
    breakdowns: ONE_LINE_BREAKDOWNS,
    summaryText: (summary, form) => renderOneLine(summary, { ...form, steps }),
  });
}

/** A file of the script's own folder is called by its way from there, so that both can be moved together. */
function save(load: OneLineLoad, name: string, host: Host): ExitName {
  const folder = name === STDOUT ? host.cwd : dirname(resolve(host.cwd, name));
  const content = scriptOf(load, (file) => `./${relative(folder, file).split(sep).join('/')}`);
  writeResult({ name, content }, host);
  if (name !== STDOUT) host.stdout.write(`${name} written. Next:\n  salvo run ${name}\n`);
  return 'ok';
}

/** Configuration file and environment have no say in the load. */
function prepare({ layers }: OuterSources, threads: number): void {
  for (const layer of [layers.file, layers.env]) {
    for (const key of Object.keys(workloadRows)) layer.delete(key as OptionKey);
  }
  if (threads > 0) layers.flags.set('workers', { value: threads, path: '--threads', layer: 'flags' });
}

const stepsOf = (shape: Shape): Step[] =>
  shape.kind === 'steps'
    ? shape.users.map((users, index) => ({ scenario: stepName(users, index), users, durationMs: shape.durationMs }))
    : [];
