import type { Host } from '../base/host.js';
import type { Layer } from './layer.js';
import { envOf } from './names.js';
import type { AnyRow } from './row.js';
import { globalRows } from './table/global.js';
import { type Given, type OptionKey, optionTable } from './table.js';
import type { LogOutput } from './values/log-output.js';

/** How the tool itself behaves, whatever the test is. */
export interface GlobalOptions {
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly noColor: boolean;
  /** Empty: text, in a form that depends on whether a person watches. */
  readonly logFormat: '' | 'text' | 'json' | 'raw';
  readonly logOutput: LogOutput;
  /** Empty: the default files. */
  readonly config: string;
  /** Empty: no REST API. */
  readonly address: string;
  /** A named address that cannot be listened on ends the run; one from a variable is a warning. */
  readonly addressIsFlag: boolean;
  readonly profilingEnabled: boolean;
  readonly secretSource: readonly string[];
}

/** Flags, else variables, else defaults. NO_COLOR counts even when it is empty. */
export function resolveGlobal(flags: Layer, env: Layer, variables: Host['env']): GlobalOptions {
  const value = <Key extends OptionKey & keyof typeof globalRows>(key: Key): Given<Key> =>
    (flags.get(key) ?? env.get(key))?.value ?? (optionTable[key].fallback as Given<Key>);
  return {
    quiet: value('quiet'),
    verbose: value('verbose'),
    noColor: value('noColor') || (variables.NO_COLOR !== undefined && !flags.has('noColor')),
    logFormat: value('logFormat'),
    logOutput: value('logOutput'),
    config: value('config'),
    address: value('address'),
    addressIsFlag: flags.has('address'),
    profilingEnabled: value('profilingEnabled'),
    secretSource: value('secretSource'),
  };
}

/** The variables that are read here. */
export const globalVariables: readonly string[] = Object.entries<AnyRow>(globalRows).flatMap(
  ([key, row]) => envOf(key, row as AnyRow) ?? [],
);
