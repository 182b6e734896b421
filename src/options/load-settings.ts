import type { Host } from '../base/host.js';
import type { ModuleOptions } from '../k6/context.js';
import type { Layer } from './layer.js';
import type { Options } from './options.js';
import { plainOptions } from './plain-options.js';

/** What loading the script needs. A script cannot set these, so they are known before it is read. */
export interface LoadSettings {
  /** 0: one per core. */
  readonly workers: number;
  /** Largest heap of one worker; 0 leaves it to V8. */
  readonly workerHeapMb: number;
  /** Empty: modules of other machines come from there. */
  readonly offlineModules: string;
  readonly compile: Pick<Options, 'compile' | 'sourceMaps' | 'isolateLibs' | 'compatibilityMode' | 'type'>;
  readonly onUnsupported: Options['onUnsupported'];
  readonly isolation: Options['isolation'];
  readonly webApis: boolean;
  /** What modules may ask for before the script's own options are known. */
  readonly moduleOptions: ModuleOptions;
  /** Where the script's console goes; empty: into the log. */
  readonly consoleOutput: string;
  /** Files that the run is to leave behind; empty for none. */
  readonly resultFiles: Pick<Options, 'summaryJson' | 'report' | 'junit' | 'markdown' | 'summaryExport'>;
  /** What the script finds in `__ENV`: the system's variables, if they are let in, and those of `-e`. */
  readonly scriptEnv: Readonly<Record<string, string>>;
}

/** Reads them out of the outer sources, of which one overrides the other as for every option. */
export function loadSettings(settings: Layer, variables: Host['env']): LoadSettings {
  const options = plainOptions(settings);
  const { workers, workerHeapMb, offlineModules, onUnsupported, isolation, webApis } = options;
  const { compile, sourceMaps, isolateLibs, compatibilityMode, type } = options;
  const { summaryJson, report, junit, markdown, summaryExport } = options;
  return {
    workers,
    workerHeapMb,
    offlineModules,
    compile: { compile, sourceMaps, isolateLibs, compatibilityMode, type },
    onUnsupported,
    isolation,
    webApis,
    moduleOptions: options,
    consoleOutput: options.consoleOutput,
    resultFiles: { summaryJson, report, junit, markdown, summaryExport },
    scriptEnv: { ...(options.includeSystemEnvVars ? given(variables) : {}), ...options.env },
  };
}

const given = (variables: Host['env']): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
