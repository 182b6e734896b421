import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import { mapAllTexts, redacted } from '../base/redaction.js';
import { bySignal } from '../engine/endings/by-signal.js';
import { Race } from '../engine/endings/race.js';
import { WorkerPool } from '../engine/pool.js';
import { prepare } from '../engine/prepare.js';
import { ownOptionsToArchive } from '../options/from-archive.js';
import type { OuterSources } from '../options/outer-sources.js';
import { collectFiles } from '../script/archive/collect.js';
import { type ArchiveMetadata, writeMetadata } from '../script/archive/metadata.js';
import { type ArchiveContent, nameOfFile, packed } from '../script/archive/pack.js';
import { addressOf, shownPath } from '../script/archive/places.js';
import { assertNoSecrets } from '../script/archive/secrets.js';
import { bundle } from '../script/bundle.js';
import { isAddress } from '../script/remote.js';
import { logFailure } from './log-failure.js';
import { openLog } from './open-log.js';
import { type OpenScript, openScript } from './open-script.js';
import { STDOUT } from './result-file.js';

export interface ArchiveOrder {
  readonly file: string;
  readonly out: string;
  readonly excludeEnvVars: boolean;
}

/** Loads the script as a run would, and packs what it took to load it. */
export async function archiveScript(order: ArchiveOrder, given: OuterSources, host: Host): Promise<void> {
  using opened = openLog(given.global, host);
  const { log } = opened;
  using race = new Race(bySignal(host, log));
  const pool = new WorkerPool({ maxThreads: 1, workerHeapMb: given.workerHeapMb });
  try {
    await using script = await openScript(order.file, given, host);
    const { source, outer } = script;
    const request = { source, outer, log, cores: availableParallelism(), cwd: host.cwd };
    const { plan } = await prepare(request, pool, race);
    const cwd = source.archive?.cwd ?? host.cwd;
    const bundled = await bundle(source, { cwd, signal: race.signal });
    const files = await collectFiles(bundled, cwd, plan.probe.openedFiles);
    const metadata = metadataOf(script, cwd, {
      options: plan.json.archived,
      env: order.excludeEnvVars ? {} : outer.scriptEnv,
    });
    const entry = shownPath(source.archive?.root, source.entryPath);
    const content: ArchiveContent = {
      metadata: writeMetadata(metadata, dependenciesOf(bundled.k6Modules)),
      script: source.text,
      scriptName: isAddress(entry) ? undefined : source.name === '-' ? 'file/-' : nameOfFile(entry),
      files,
    };
    assertNoSecrets(content);
    write(order.out, content, host);
  } catch (error) {
    throw logFailure(error, log, given.global, host.stderr);
  } finally {
    await pool.close();
  }
}

function metadataOf(
  { source, outer }: OpenScript,
  cwd: string,
  { options, env }: Pick<ArchiveMetadata, 'options' | 'env'>,
): ArchiveMetadata {
  const root = source.archive?.root;
  const entry = shownPath(root, source.entryPath);
  const metadata = {
    options,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET_SETTINGS.test(name))),
    filename: isAddress(entry) ? entry : source.name === '-' ? 'file:///-' : addressOf(entry),
    pwd: addressOf(shownPath(root, cwd)),
    compatibilityMode: outer.compile.compatibilityMode,
    salvo: { options: ownOptionsToArchive(outer) },
  };
  return mapAllTexts(metadata, redacted);
}

/** Where secrets come from is part of a machine and not of a test; mock ones are in the variable itself. */
const SECRET_SETTINGS = /^K6_SECRET_SOURCE/;

const dependenciesOf = (k6Modules: readonly string[]): Record<string, string> =>
  Object.fromEntries(['k6', ...k6Modules.filter((name) => name.startsWith('k6/x/'))].map((name) => [name, '*']));

/** A file that could not be written whole is removed. */
function write(out: string, content: ArchiveContent, { cwd, stdout }: Host): void {
  if (out === STDOUT) {
    for (const piece of packed(content)) stdout.write(piece);
    return;
  }
  const path = resolve(cwd, out);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'w');
    for (const piece of packed(content)) writeAll(descriptor, piece);
  } catch (cause) {
    if (descriptor !== undefined) rmSync(path, { force: true });
    throw errors.cannotWriteFile(out, cause);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function writeAll(descriptor: number, piece: Buffer): void {
  for (let at = 0; at < piece.length; ) at += writeSync(descriptor, piece, at);
}
