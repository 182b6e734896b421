import { resolve } from 'node:path';
import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import { bySignal } from '../engine/endings/by-signal.js';
import { Race } from '../engine/endings/race.js';
import { modules } from '../k6/modules.js';
import type { OuterSources } from '../options/outer-sources.js';
import { addressOf, shownPath } from '../script/archive/places.js';
import { bundle } from '../script/bundle.js';
import type { Bundle } from '../script/bundle-types.js';
import { hashOf } from '../script/offline/lock-file.js';
import { type FolderMode, type ModuleFolder, openFolder } from '../script/offline/module-folder.js';
import { type ReadScript, readScript } from '../script/read-script.js';
import { isAddress } from '../script/remote.js';
import { logFailure } from './log-failure.js';
import { openLog } from './open-log.js';

export interface DependencyOrder {
  readonly file: string;
  readonly fetch: boolean;
  readonly update: boolean;
}

/** What a script needs. The first three are named as in k6. */
export interface Dependencies {
  /** What the tool must have: k6 itself, and extensions. */
  readonly buildDependencies: Readonly<Record<string, string>>;
  /** Every module by its address, or its name if it is one of k6's. */
  readonly imports: readonly string[];
  readonly customBuildRequired: boolean;
  /** Modules of k6 that are not here. */
  readonly unavailable: readonly string[];
  readonly remote: readonly RemoteDependency[];
}

export interface RemoteDependency {
  readonly address: string;
  readonly hash: string;
  readonly bytes: number;
}

/** Bundles the script, which takes everything it needs, and runs nothing of it. */
export async function listDependencies(order: DependencyOrder, outer: OuterSources, host: Host): Promise<Dependencies> {
  using opened = openLog(outer.global, host);
  using race = new Race(bySignal(host, opened.log));
  try {
    const folder = folderOf(order, outer, host);
    await using source = await readScript(order.file, host, { type: outer.compile.type, store: folder });
    const cwd = source.archive?.cwd ?? host.cwd;
    const bundled = await bundle(source, { cwd, signal: race.signal });
    const remote = await remoteOf(source, bundled);
    if (order.fetch) folder?.writeLock();
    return dependenciesOf(bundled, cwd, remote);
  } catch (error) {
    throw logFailure(error, opened.log, outer.global, host.stderr);
  }
}

function folderOf(
  { fetch, update }: DependencyOrder,
  { offlineModules }: OuterSources,
  { cwd }: Host,
): ModuleFolder | undefined {
  if (offlineModules === '') {
    if (fetch) throw errors.fetchWithoutFolder();
    return undefined;
  }
  const mode: FolderMode = update ? 'renewed' : fetch ? 'open' : 'closed';
  return openFolder(resolve(cwd, offlineModules), mode);
}

const remoteOf = (source: ReadScript, { inputs }: Bundle): Promise<RemoteDependency[]> =>
  Promise.all(
    inputs
      .filter(isAddress)
      .sort()
      .map(async (address) => {
        const text = await source.remote!.text(address);
        return { address, hash: hashOf(text), bytes: Buffer.byteLength(text) };
      }),
  );

function dependenciesOf(bundled: Bundle, cwd: string, remote: readonly RemoteDependency[]): Dependencies {
  const { source, inputs, code } = bundled;
  // What a script has besides what it names is loaded for it.
  const named = bundled.k6Modules.filter((name) => code.includes(JSON.stringify(name)));
  const extensions = named.filter((name) => name.startsWith('k6/x/'));
  const local = inputs
    .filter((input) => !/^[a-z-]{2,}:/.test(input))
    .map((input) => addressOf(shownPath(source.archive?.root, resolve(cwd, input))));
  return {
    buildDependencies: Object.fromEntries(['k6', ...extensions].map((name) => [name, '*'])),
    imports: [...local.sort(), ...remote.map(({ address }) => address), ...named],
    customBuildRequired: extensions.length > 0,
    unavailable: named.filter((name) => !Object.hasOwn(modules, name)),
    remote,
  };
}

export function dependenciesText(listed: Dependencies): string {
  const { buildDependencies, imports, customBuildRequired, unavailable, remote } = listed;
  const lines = [
    'Build Dependencies:',
    ...Object.entries(buildDependencies).map(([name, version]) => `  ${name}: ${version}`),
    '',
    'Imports:',
    ...imports.map((name) => `  ${name}`),
    '',
    ...(remote.length === 0 ? [] : ['Remote files:', ...remote.map(remoteLine), '']),
    ...(unavailable.length === 0 ? [] : ['Not available in Salvo:', ...unavailable.map((name) => `  ${name}`), '']),
    `Custom Build Required: ${customBuildRequired ? 'yes' : 'no'}`,
  ];
  return `${lines.join('\n')}\n`;
}

const remoteLine = ({ address, hash, bytes }: RemoteDependency): string => `  ${address} ${bytes} bytes ${hash}`;
