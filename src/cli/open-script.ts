import { resolve } from 'node:path';
import type { Host } from '../base/host.js';
import { withArchive } from '../options/from-archive.js';
import type { OuterSources } from '../options/outer-sources.js';
import { type ModuleFolder, openFolder } from '../script/offline/module-folder.js';
import { type ReadScript, readScript } from '../script/read-script.js';

/** A script, and the sources of its options with what an archive adds to them. */
export interface OpenScript extends AsyncDisposable {
  readonly source: ReadScript;
  readonly outer: OuterSources;
}

function storeOf(folder: string, { cwd }: Host): ModuleFolder | undefined {
  if (folder === '') return undefined;
  return openFolder(resolve(cwd, folder), 'closed');
}

export async function openScript(file: string, outer: OuterSources, host: Host): Promise<OpenScript> {
  const { type } = outer.compile;
  const source = await readScript(file, host, { type, store: storeOf(outer.offlineModules, host) });
  const { archive } = source;
  return {
    source,
    outer: archive ? withArchive(outer, archive.metadata, host.env) : outer,
    [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
  };
}
