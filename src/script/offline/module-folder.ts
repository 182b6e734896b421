import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errors } from '../../base/errors/index.js';
import type { ModuleStore } from '../remote.js';
import { hashOf, LOCK_NAME, LockFile } from './lock-file.js';

/** Closed: what is not there is an error. Open: it is fetched and kept. Renewed: all is fetched again, whatever the lock says. */
export type FolderMode = 'closed' | 'open' | 'renewed';

/** Throws for a folder that is none, and for a lock that cannot be read. */
export function openFolder(path: string, mode: FolderMode): ModuleFolder {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true && (found !== undefined || mode === 'closed')) {
    throw errors.badModuleFolder(path, found ? 'it is no folder' : 'there is no such folder');
  }
  try {
    return new ModuleFolder(path, mode);
  } catch (error) {
    throw errors.badModuleFolder(path, (error as Error).message);
  }
}

/** A folder that mirrors addresses: `https://host/a/b.js` is `host/a/b.js` in it. */
export class ModuleFolder implements ModuleStore {
  readonly closed: string | undefined;
  readonly #path: string;
  readonly #mode: FolderMode;
  readonly #lock: LockFile;
  readonly #used = new Map<string, string>();

  constructor(path: string, mode: FolderMode) {
    this.#path = path;
    this.#mode = mode;
    this.#lock = new LockFile(path);
    this.closed = mode === 'closed' ? `it is not in ${path}` : undefined;
  }

  find(address: string): string | undefined {
    if (this.#mode === 'renewed') return undefined;
    const file = namesFor(address)
      .map((name) => join(this.#path, name))
      .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    if (file === undefined) return undefined;
    const text = readFileSync(file, 'utf8');
    this.#check(address, text, file);
    return text;
  }

  /** Takes up what was fetched. */
  keep(address: string, text: string): void {
    if (this.#mode !== 'renewed') this.#check(address, text, address);
    const path = join(this.#path, namesFor(address)[0]!);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    this.#used.set(address, hashOf(text));
  }

  /** Locks everything that was asked for. */
  writeLock(): void {
    mkdirSync(this.#path, { recursive: true });
    this.#lock.write(this.#used);
  }

  #check(address: string, text: string, where: string): void {
    const hash = hashOf(text);
    const wanted = this.#lock.hashFor(address);
    if (wanted !== undefined && wanted !== hash) {
      throw new Error(`${where} is not what ${LOCK_NAME} says: it has ${hash}, not ${wanted}`);
    }
    if (wanted === undefined && this.#lock.isThere && this.#mode === 'closed') {
      throw new Error(`${LOCK_NAME} in ${this.#path} does not have it`);
    }
    this.#used.set(address, hash);
  }
}

/**
 * Where a module may be, the place to write it first. What has no ending may be a folder as well, of other modules, so it
 * is written as a file in one.
 */
function namesFor(address: string): string[] {
  const { host, pathname, search } = new URL(address);
  const name = `${host}${pathname}${search}`;
  const hasEnding = /\.[a-z0-9]+$/i.test(pathname) || (search !== '' && !pathname.endsWith('/'));
  const folder = name.replace(/\/$/, '');
  const names = hasEnding ? [name] : [`${folder}/index.js`, folder];
  // Archives of k6 have decoded names.
  return [...names, ...names.map(decoded)].filter((one) => !/(^|\/)\.\.(\/|$)/.test(one));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
