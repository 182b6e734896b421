import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import { parseDocument, type ReadSummary } from '../report/document/read.js';

/** The summary in a file that an earlier run wrote. */
export function readSummaryFile(name: string, { cwd }: Host): ReadSummary {
  return parseDocument(readText(resolve(cwd, name), name), name);
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw errors.cannotReadFile(name, cause);
  }
}
