import { closeSync, openSync, readSync } from 'node:fs';
import { errors } from '../../base/errors/index.js';
import { knowsSecrets, secretFinder } from '../../base/redaction.js';
import type { ArchiveContent } from './pack.js';

const PIECE_BYTES = 1024 ** 2;

/** An archive goes to other machines. What stands in the user's own files cannot be taken out of them, so it is said. */
export function assertNoSecrets({ script, scriptName, files }: ArchiveContent): void {
  if (!knowsSecrets()) return;
  const { isIn, longest } = secretFinder();
  if (isIn(Buffer.from(script))) throw errors.secretInArchive(scriptName ?? 'the script');
  for (const { name, from } of files) {
    const found = 'text' in from ? isIn(Buffer.from(from.text)) : isInFile(from.path, isIn, longest);
    if (found) throw errors.secretInArchive(name);
  }
}

/** In pieces that overlap by what a secret may be long. */
function isInFile(path: string, isIn: (bytes: Buffer) => boolean, longest: number): boolean {
  const descriptor = openSync(path, 'r');
  const bytes = Buffer.alloc(PIECE_BYTES + longest);
  try {
    for (let at = 0; ; at += PIECE_BYTES) {
      const count = readSync(descriptor, bytes, 0, bytes.length, at);
      if (isIn(bytes.subarray(0, count))) return true;
      if (count < bytes.length) return false;
    }
  } finally {
    closeSync(descriptor);
  }
}
