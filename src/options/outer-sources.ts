import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import type { Problem, Problems } from '../base/problems.js';
import type { SecretSource } from '../k6/secret-source.js';
import { Findings } from '../schema/spot.js';
import { fromEnv } from './from-env.js';
import { type ConfigFiles, fromFile } from './from-file.js';
import { fromFlags } from './from-flags.js';
import { type GlobalOptions, globalVariables, resolveGlobal } from './global-options.js';
import { Layer } from './layer.js';
import { type LoadSettings, loadSettings } from './load-settings.js';
import { merge } from './merge.js';
import type { Rows } from './row.js';
import { openSecretSources } from './secret-sources/index.js';
import { anyRows } from './table.js';

/** The sources outside of the script, lowest first. */
export interface OuterLayers {
  /** What else holds unless it is set, for this command. */
  readonly defaults: Layer;
  readonly file: Layer;
  readonly env: Layer;
  readonly flags: Layer;
  /** What an archive says besides its script's options; above the script. */
  readonly archive?: Layer;
}

/** Everything that is known before the script is: the sources outside of it, read. */
export interface OuterSources extends LoadSettings {
  readonly positional: readonly string[];
  readonly global: GlobalOptions;
  readonly layers: OuterLayers;
  /** Faults of file and environment. They wait for the script's, so that all are said at once. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  readonly secrets: readonly SecretSource[];
  /** Values of the command's own flags, by key. */
  readonly own: ReadonlyMap<string, unknown>;
  /** Options that an archive has kept: they stand for those of its script. */
  readonly archived?: Readonly<Record<string, unknown>>;
}

export interface OuterParts {
  readonly env: Host['env'];
  readonly files: ConfigFiles;
  /** The rows whose flags the command takes; by default all. */
  readonly rows?: Rows;
  /** The command's own flags. */
  readonly ownRows?: Rows;
  readonly defaults?: Layer;
}

/** The sources of `salvo run`. Throws for flags (exit code 255) and for a configuration file it cannot read (104). */
export const parseRunFlags = (argv: readonly string[], env: Host['env'], files: ConfigFiles): OuterSources =>
  parseOuter(argv, { env, files });

/** The same for a command that takes a part of the flags, or has some of its own. */
export function parseOuter(
  argv: readonly string[],
  { env: variables, files, rows = anyRows, ownRows = {}, defaults = new Layer() }: OuterParts,
): OuterSources {
  const { layer: flags, positional, own, warnings } = fromFlags(argv, rows, ownRows);
  const findings = new Findings();
  const env = fromEnv(variables, findings);
  const global = resolveGlobal(flags, env, variables);
  // These cannot wait for the script: the next step needs the log and the configuration file.
  if (findings.problems.list.some(({ path }) => globalVariables.includes(path)))
    throw errors.invalidOptions(findings.problems);
  const file = fromFile(global.config, files, findings);
  const settings = merge([defaults, file, env, flags], []);
  complainOfWorkers(settings, findings.problems);
  return {
    ...loadSettings(settings, variables),
    positional,
    global,
    layers: { defaults, file, env, flags },
    problems: findings.problems.list,
    warnings: [...warnings, ...findings.warnings],
    secrets: openSecretSources(global.secretSource, files, variables),
    own,
  };
}

/** The script is loaded in a worker, so how many there are and how large must be right before. */
function complainOfWorkers(settings: Layer, problems: Problems): void {
  const wrong = (['workers', 'workerHeapMb'] as const).flatMap((key) => {
    const setting = settings.get(key);
    const message = setting && anyRows[key]!.check!(setting.value);
    return message === undefined ? [] : [{ path: setting!.path, message }];
  });
  for (const { path, message } of wrong) problems.add(path, message);
  if (wrong.length > 0) throw errors.invalidOptions(problems);
}
