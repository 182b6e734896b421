import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { withoutUser } from './places.js';
import { END, padding, tarHeader } from './tar-writer.js';

/** A file that goes in, under its name in the archive. */
export interface PackedFile {
  readonly name: string;
  /** Where it is, or what it holds. */
  readonly from: { readonly path: string } | { readonly text: string };
}

export interface ArchiveContent {
  readonly metadata: string;
  readonly script: string;
  /** The script's own name among the files, of which the archive holds it once; undefined for a remote one. */
  readonly scriptName: string | undefined;
  readonly files: readonly PackedFile[];
}

const PIECE_BYTES = 1024 ** 2;

/** The archive in k6's order, in pieces: metadata, the script, the folders, the files, and the script once more by its name. */
export function* packed({ metadata, script, scriptName, files }: ArchiveContent): Generator<Buffer> {
  yield* whole('metadata.json', metadata);
  yield* whole('data', script);
  const others = files.filter(({ name }) => name !== scriptName);
  const names = [...others.map(({ name }) => name), ...(scriptName === undefined ? [] : [scriptName])];
  for (const folder of foldersOf(names)) yield tarHeader(folder, { letter: '5' });
  for (const { name, from } of others.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if ('text' in from) yield* whole(name, from.text);
    else yield* copied(name, from.path);
  }
  if (scriptName !== undefined) yield tarHeader(scriptName, { letter: '1', linkName: 'data' });
  yield END;
}

/** `/home/me/a.js` and `https://host/a.js` as an archive names them. */
export const nameOfFile = (shown: string): string => `file${withoutUser(shown)}`;
export const nameOfRemote = (address: string): string => address.replace('://', '/');

function* whole(name: string, text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  yield tarHeader(name, { letter: '0', size: bytes.length });
  yield bytes;
  yield padding(bytes.length);
}

/** Exactly as much as its header says, also of a file that grows meanwhile. */
function* copied(name: string, path: string): Generator<Buffer> {
  const { size } = statSync(path);
  yield tarHeader(name, { letter: '0', size });
  const descriptor = openSync(path, 'r');
  try {
    for (let at = 0; at < size; ) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - at));
      const count = readSync(descriptor, piece, 0, piece.length, at);
      if (count === 0) throw new Error(`${path} has become shorter`);
      yield piece.subarray(0, count);
      at += count;
    }
  } finally {
    closeSync(descriptor);
  }
  yield padding(size);
}

/** Every folder on the way to a file, outer ones first. */
function foldersOf(names: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const name of names) {
    for (let folder = posix.dirname(name); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  }
  return [...folders].sort();
}
