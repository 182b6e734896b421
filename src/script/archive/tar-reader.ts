import { readSync } from 'node:fs';
import { LONGEST_PATH, MOST_BYTES_OF_HEADER, MOST_ENTRIES } from './limits.js';
import { TarFault } from './tar-fault.js';
import { BLOCK, readHeader, type TarHeader } from './tar-header.js';

/** One entry as it counts: with the names that stood in front of it. */
export interface TarEntry {
  readonly kind: 'file' | 'folder' | 'link';
  readonly name: string;
  readonly linkName: string;
  readonly size: number;
  /** Where its bytes begin in the archive. */
  readonly position: number;
}

/** A tar file that is open. Contents are read when somebody asks for them. */
export interface TarFile {
  readonly descriptor: number;
  readonly size: number;
}

/** What stood in front of an entry and holds instead of its own. */
interface Overrides {
  readonly path?: string | undefined;
  readonly linkpath?: string | undefined;
  readonly size?: string | undefined;
}

export function* tarEntries(file: TarFile): Generator<TarEntry> {
  let overrides: Overrides = {};
  let entries = 0;
  for (let at = 0; at + BLOCK <= file.size; ) {
    const header = readHeader(readBytes(file, at, BLOCK));
    if (header === undefined) return;
    if (++entries > MOST_ENTRIES) throw new TarFault(`it has more than ${MOST_ENTRIES} entries`);
    const { kind } = header;
    const size = kind === 'folder' || kind === 'link' ? 0 : Number(overrides.size ?? header.size);
    const position = at + BLOCK;
    if (!Number.isSafeInteger(size) || size < 0 || position + size > file.size) throw new TarFault('it is cut off');
    at = position + Math.ceil(size / BLOCK) * BLOCK;
    if (kind === 'file' || kind === 'folder' || kind === 'link') {
      yield entryOf({ ...header, kind, size }, overrides, position);
      overrides = {};
    } else if (kind !== 'global') {
      overrides = { ...overrides, ...overridesOf(kind, readText(file, position, size)) };
    }
  }
  throw new TarFault('it has no end');
}

export function readBytes({ descriptor }: TarFile, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const count = readSync(descriptor, bytes, at, length - at, position + at);
    if (count === 0) throw new TarFault('it is cut off');
    at += count;
  }
  return bytes;
}

function readText(file: TarFile, position: number, size: number): string {
  if (size > MOST_BYTES_OF_HEADER) throw new TarFault('a header is too large');
  return readBytes(file, position, size).toString('utf8');
}

function entryOf(
  header: TarHeader & Pick<TarEntry, 'kind'>,
  { path, linkpath }: Overrides,
  position: number,
): TarEntry {
  const name = path ?? header.name;
  if (name.length > LONGEST_PATH) throw new TarFault('a name is too long');
  return { kind: header.kind, name, linkName: linkpath ?? header.linkName, size: header.size, position };
}

function overridesOf(kind: 'extended' | 'longName' | 'longLink', text: string): Overrides {
  if (kind === 'longName') return { path: text.replace(/\0.*$/s, '') };
  if (kind === 'longLink') return { linkpath: text.replace(/\0.*$/s, '') };
  return Object.fromEntries(records(text));
}

/** `27 path=a/long/name\n`: the length counts all of the record, in bytes. */
function records(text: string): [string, string][] {
  const found: [string, string][] = [];
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    const match = /^(\d+) /.exec(rest.toString('latin1', 0, 24));
    const length = Number(match?.[1] ?? 0);
    const [, key, value] = /^\d+ ([^=]+)=(.*)\n$/s.exec(rest.toString('utf8', 0, length)) ?? [];
    if (key === undefined || value === undefined) throw new TarFault('an extended header cannot be read');
    found.push([key, value]);
    rest = rest.subarray(length);
  }
  return found;
}
