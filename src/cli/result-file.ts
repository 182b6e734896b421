import { accessSync, appendFileSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errors, SalvoError } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import type { Logger } from '../base/log.js';
import { redacted } from '../base/redaction.js';

/** A file that a command makes. */
export interface ResultFile {
  /** As the user named it; `-` is standard output. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** In place of what stands there already, or behind it. */
  readonly how?: 'replace' | 'append';
}

export const STDOUT = '-';

/** Writes what the command was called for. */
export function writeResult({ name, content: given, how = 'replace' }: ResultFile, { cwd, stdout }: Host): void {
  const content = typeof given === 'string' ? redacted(given) : given;
  if (name === STDOUT) {
    stdout.write(content);
    return;
  }
  const write = how === 'replace' ? writeFileSync : appendFileSync;
  try {
    write(resolve(cwd, name), content);
  } catch (cause) {
    throw errors.cannotWriteFile(name, cause);
  }
}

/** Writes one of several: a file that cannot be written costs its content and nothing else. Whether it was written. */
export function tryToWriteResult(file: ResultFile, host: Host, log: Logger): boolean {
  try {
    writeResult(file, host);
    return true;
  } catch (error) {
    if (!(error instanceof SalvoError)) throw error;
    log.error(error.message);
    return false;
  }
}

/** Throws when a file of this name could not be written. Nothing is made: what is asked for may never come. */
export function assertWritable(name: string, { cwd }: Host): void {
  if (name === STDOUT) return;
  const path = resolve(cwd, name);
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw new Error('it is a folder');
    if (!found && !statSync(dirname(path)).isDirectory()) throw new Error('it would be inside of a file');
    accessSync(found ? path : dirname(path), constants.W_OK);
  } catch (cause) {
    throw errors.cannotWriteFile(name, cause);
  }
}

export function isWritable(name: string, host: Host): boolean {
  try {
    assertWritable(name, host);
    return true;
  } catch {
    return false;
  }
}
