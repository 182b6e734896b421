import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../base/is-record.js';

/** What stands beside the modules of a folder and says what they must be. */
export const LOCK_NAME = 'salvo-lock.json';

const VERSION = 1;

export const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Addresses of modules with the hash of their text. Without a file nothing is locked. */
export class LockFile {
  readonly #path: string;
  readonly #hashes: Map<string, string> | undefined;

  /** Throws for a file that cannot be understood. */
  constructor(folder: string) {
    this.#path = join(folder, LOCK_NAME);
    this.#hashes = existsSync(this.#path) ? hashesIn(readFileSync(this.#path, 'utf8'), this.#path) : undefined;
  }

  get isThere(): boolean {
    return this.#hashes !== undefined;
  }

  hashFor(address: string): string | undefined {
    return this.#hashes?.get(address);
  }

  /** Makes the lock say these; those of other scripts stay. */
  write(hashes: ReadonlyMap<string, string>): void {
    const all = new Map([...(this.#hashes ?? []), ...hashes]);
    const modules = Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(this.#path, `${JSON.stringify({ version: VERSION, modules }, undefined, 2)}\n`);
  }
}

function hashesIn(text: string, path: string): Map<string, string> {
  const raw = parsed(text);
  const modules = isRecord(raw) && raw.version === VERSION ? raw.modules : undefined;
  if (!isRecord(modules) || Object.values(modules).some((hash) => typeof hash !== 'string')) {
    throw new Error(`${path} is no lock file of this version`);
  }
  return new Map(Object.entries(modules as Record<string, string>));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
