import { closeSync, fstatSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { MOST_BYTES, MOST_BYTES_OF_TEXT } from './limits.js';
import { type ArchiveMetadata, readMetadata } from './metadata.js';
import { onDisk, pathOf } from './places.js';
import { TarFault } from './tar-fault.js';
import { readBytes, type TarEntry, type TarFile, tarEntries } from './tar-reader.js';

/** An archive whose files are in a folder of their own until it is disposed of. */
export interface UnpackedArchive extends Disposable {
  readonly metadata: ArchiveMetadata;
  /** The script. */
  readonly data: string;
  /** The folder in which `/a/b.js` is what was `/a/b.js` where the archive was made. */
  readonly root: string;
  /** Texts of remote modules by address, as `remoteKey` makes it. */
  readonly remote: ReadonlyMap<string, string>;
}

/** The archive's names are decoded, the script's need not be. */
export function remoteKey(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Throws a TarFault for what is no archive, or one that would do harm; nothing is left of it then. */
export function unpack(path: string): UnpackedArchive {
  const descriptor = openSync(path, 'r');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'salvo-archive-')));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const unpacking = new Unpacking({ descriptor, size: fstatSync(descriptor).size }, folder);
    return { ...unpacking.run(), [Symbol.dispose]: remove };
  } catch (error) {
    remove();
    throw error instanceof TarFault || (error as NodeJS.ErrnoException).code === undefined
      ? error
      : new TarFault((error as Error).message);
  } finally {
    closeSync(descriptor);
  }
}

/** Copied in pieces of this size. */
const PIECE_BYTES = 1024 ** 2;

class Unpacking {
  readonly #remote = new Map<string, string>();
  /** Entries that others may be links to. */
  readonly #files = new Map<string, TarEntry>();
  readonly #root: string;
  #bytes = 0;

  constructor(
    private readonly tar: TarFile,
    folder: string,
  ) {
    this.#root = join(folder, 'file');
  }

  run(): Omit<UnpackedArchive, typeof Symbol.dispose> {
    for (const entry of tarEntries(this.tar)) this.#take(entry);
    const metadata = readMetadata(this.#textOf('metadata.json'));
    const data = this.#textOf('data');
    const { filename, pwd } = metadata;
    mkdirSync(onDisk(this.#root, pathOf(pwd)), { recursive: true });
    if (filename.startsWith('file://')) this.#write(onDisk(this.#root, pathOf(filename)), this.#files.get('data')!);
    else this.#remote.set(remoteKey(filename), data);
    return { metadata, data, root: this.#root, remote: this.#remote };
  }

  #take(given: TarEntry): void {
    const name = given.name.replace(/^\.\//, '').replace(/\/$/, '');
    assertHarmless(name);
    if (given.kind === 'folder') return;
    const entry = given.kind === 'link' ? this.#linked(given) : given;
    this.#files.set(name, entry);
    const [, top, rest] = /^(file|https?)\/(.+)$/.exec(name) ?? [];
    if (top === 'file') this.#write(join(this.#root, ...rest!.split('/')), entry);
    else if (top !== undefined) this.#remote.set(`${top}://${rest}`, this.#text(entry));
  }

  #linked({ name, linkName }: TarEntry): TarEntry {
    const entry = this.#files.get(linkName.replace(/^\.\//, ''));
    if (entry === undefined) throw new TarFault(`${JSON.stringify(name)} is a link to what is not before it`);
    return entry;
  }

  #textOf(name: string): string {
    const entry = this.#files.get(name);
    if (entry === undefined) throw new TarFault(`it has no ${name}`);
    return this.#text(entry);
  }

  #text({ name, position, size }: TarEntry): string {
    if (size > MOST_BYTES_OF_TEXT) throw new TarFault(`${JSON.stringify(name)} is too large`);
    return readBytes(this.tar, position, size).toString('utf8');
  }

  #write(path: string, { position, size }: TarEntry): void {
    this.#bytes += size;
    if (this.#bytes > MOST_BYTES) throw new TarFault(`its files are larger than ${MOST_BYTES} bytes`);
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(path, 'w');
    try {
      for (let at = 0; at < size; at += PIECE_BYTES) {
        writeSync(descriptor, readBytes(this.tar, position + at, Math.min(PIECE_BYTES, size - at)));
      }
    } finally {
      closeSync(descriptor);
    }
  }
}

function assertHarmless(name: string): void {
  const parts = name.split('/');
  const climbs = parts.some((part) => part === '..' || part === '.' || part === '');
  if (climbs || name.includes('\0') || (sep !== '/' && name.includes(sep))) {
    throw new TarFault(`${JSON.stringify(name)} is no name for a file in an archive`);
  }
}
