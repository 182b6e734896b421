import { goType } from '../bytes.js';
import type { DataFile } from '../data-file.js';
import { File } from '../fs/file.js';
import { GoError } from '../go-error.js';

/** The data behind a script's file, and where it stands. */
export function fileOf(value: unknown): { readonly data: DataFile; readonly position: number } {
  const file = File.dataOf(value);
  if (file !== undefined) return file;
  throw new GoError(`first argument expected to be a fs.File instance, got ${goType(value)} instead`);
}
