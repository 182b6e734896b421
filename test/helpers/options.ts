// The options door with everything it reads handed in: no files, no environment of its own.
import { SalvoError } from '../../src/base/errors/index.js';
import { type OuterSources, parseRunFlags } from '../../src/options/outer-sources.js';
import { type ResolvedOptions, resolveOptions } from '../../src/options/resolve.js';

export interface Sources {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The configuration file, as an object or as its text. */
  readonly file?: unknown;
  readonly script?: unknown;
  /** Names of the functions that the script exports. */
  readonly functions?: readonly string[];
}

/** The sources outside of the script. */
export const outerOf = ({ argv = [], env = {}, file }: Sources): OuterSources =>
  parseRunFlags(argv, env, {
    configDir: '/settings',
    readText: (path) => {
      if (file === undefined || path !== '/settings/salvo/config.json') return undefined;
      return typeof file === 'string' ? file : JSON.stringify(file);
    },
  });

/** All sources through the door. */
export const resolveFrom = (sources: Sources): ResolvedOptions =>
  resolveOptions(outerOf(sources), throughJson(sources.script), sources.functions ?? ['default']);

/** As the options of a script come out of its thread. */
const throughJson = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** The error the door refuses the sources with. */
export function refusalOf(sources: Sources): SalvoError {
  try {
    resolveFrom(sources);
  } catch (error) {
    if (error instanceof SalvoError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(sources)}`);
}

/** Everything the refusal says, one line per problem. */
export function complaintsOf(sources: Sources): readonly string[] {
  const { message, details } = refusalOf(sources);
  return details.length > 0
    ? details.map((line) => line.replace(/^- /, ''))
    : [message.replace(/^invalid (option|flag): /, '')];
}
