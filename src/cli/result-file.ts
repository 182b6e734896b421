import { appendFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errors, SalvoError } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';

/** A file that a command makes. */
export interface ResultFile {
  /** As the user named it. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** In place of what stands there already, or behind it. */
  readonly how?: 'replace' | 'append';
}

/** Writes what the command was called for. */
export function writeResult({ name, content, how = 'replace' }: ResultFile, { cwd }: Host): void {
  const write = how === 'replace' ? writeFileSync : appendFileSync;
  try {
    write(resolve(cwd, name), content);
  } catch (cause) {
    throw errors.cannotWriteFile(name, cause);
  }
}

/** Writes one of several: a file that cannot be written costs its content and nothing else. */
export function tryToWriteResult(file: ResultFile, host: Host, log: Logger): void {
  try {
    writeResult(file, host);
  } catch (error) {
    if (!(error instanceof SalvoError)) throw error;
    log.error(error.message);
  }
}
