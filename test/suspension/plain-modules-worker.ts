// Entry of the process in which scripts of several files run as they are.

import type { PlainRun } from './plain.js';
import { runModules } from './plain-modules.js';
import { sampleNatives } from './sample-natives.js';
import { serve } from './watched.js';

export interface ModulesJob {
  readonly entryPath: string;
}
export interface ModulesResult {
  readonly runs: readonly PlainRun[];
  readonly restart: boolean;
}

process.on('unhandledRejection', () => {});
serve(async ({ entryPath }: ModulesJob): Promise<ModulesResult> => {
  return { runs: await runModules(entryPath, sampleNatives), restart: false };
});
