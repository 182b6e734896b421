import type { ExitName } from '../base/exit-codes.js';
import type { Host } from '../base/host.js';
import type { OuterSources } from '../options/outer-sources.js';

/** Runs the script with everything the command line says about it. */
export async function runTest(file: string, _outer: OuterSources, _host: Host): Promise<ExitName> {
  throw new Error(`the engine is not connected yet: ${file}`);
}
