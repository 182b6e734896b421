import { closeSync, fstatSync, openSync, read, readSync, statSync } from 'node:fs';
import { bytesFrom, type DataFile } from '../../k6/data-file.js';
import { FileFault } from '../../k6/file-fault.js';
import { onDisk, type Root } from '../../script/archive/places.js';

/** Files up to this size are read once for the whole test; of larger ones, what is asked for is read each time. */
export const MOST_BYTES_IN_MEMORY = 16 * 1024 * 1024;

/** What threads tell each other of a file: what it holds, or how large it was when the test first opened it. */
export interface KnownFile {
  readonly path: string;
  readonly size: number;
  readonly bytes: SharedArrayBuffer | undefined;
}

/** The files of data that one thread knows. Each is opened once, whoever asks. */
export class DataFileStore {
  readonly #known = new Map<string, KnownFile>();
  readonly #files = new Map<string, DataFile>();

  readonly #root: Root;

  constructor(known: readonly KnownFile[] = [], root?: Root) {
    this.#root = root;
    for (const file of known) this.#known.set(file.path, file);
  }

  /** All of them, for other threads. */
  get known(): readonly KnownFile[] {
    return [...this.#known.values()];
  }

  open(path: string): DataFile {
    let file = this.#files.get(path);
    if (file === undefined) this.#files.set(path, (file = this.#open(path)));
    return file;
  }

  #open(path: string): DataFile {
    const known = this.#known.get(path);
    if (known?.bytes) return new MemoryFile(path, new Uint8Array(known.bytes));
    const disk = openOnDisk(path, onDisk(this.#root, path));
    if (known === undefined && disk.size <= MOST_BYTES_IN_MEMORY) return this.#take(disk);
    if (known !== undefined && known.size !== disk.size) {
      throw new FileFault('InvalidResourceError', `${path} is not the file that it was when the test began`);
    }
    this.#known.set(path, { path, size: disk.size, bytes: undefined });
    return disk;
  }

  #take(disk: DiskFile): DataFile {
    const bytes = new Uint8Array(new SharedArrayBuffer(disk.size));
    disk.readSync(bytes, 0);
    disk.close();
    this.#known.set(disk.path, { path: disk.path, size: disk.size, bytes: bytes.buffer as SharedArrayBuffer });
    return new MemoryFile(disk.path, bytes);
  }
}

class MemoryFile implements DataFile {
  constructor(
    readonly path: string,
    readonly bytes: Uint8Array,
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  /** In a turn of its own, so that a script which reads on and on leaves some to others. */
  read(into: Uint8Array, position: number, done: (failure: Error | undefined) => void): void {
    setImmediate(() => {
      this.readSync(into, position);
      done(undefined);
    });
  }

  readSync(into: Uint8Array, position: number): void {
    into.set(this.bytes.subarray(position, position + bytesFrom(this, position, into.length)));
  }
}

class DiskFile implements DataFile {
  constructor(
    readonly path: string,
    readonly size: number,
    readonly descriptor: number,
  ) {}

  read(into: Uint8Array, position: number, done: (failure: Error | undefined) => void, at = 0): void {
    read(this.descriptor, into, at, bytesFrom(this, position + at, into.length - at), position + at, (error, count) => {
      if (error) return done(unreadable(this, error.message));
      const end = at + count;
      if (end === bytesFrom(this, position, into.length)) return done(undefined);
      if (count === 0) return done(unreadable(this, SHORTER));
      this.read(into, position, done, end);
    });
  }

  readSync(into: Uint8Array, position: number): void {
    const wanted = bytesFrom(this, position, into.length);
    for (let at = 0; at < wanted; ) {
      const count = readSync(this.descriptor, into, at, wanted - at, position + at);
      if (count === 0) throw unreadable(this, SHORTER);
      at += count;
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

const SHORTER = 'it is shorter than it was';

const unreadable = ({ path }: DiskFile, why: string): FileFault =>
  new FileFault('InvalidResourceError', `cannot read ${JSON.stringify(path)}: ${why}`);

function openOnDisk(path: string, here: string): DiskFile {
  const shown = JSON.stringify(path);
  try {
    // Asked before it is opened: a pipe would wait for its writer.
    const found = statSync(here);
    if (found.isFile()) {
      const descriptor = openSync(here, 'r');
      return new DiskFile(path, fstatSync(descriptor).size, descriptor);
    }
    const what = found.isDirectory() ? 'a directory' : 'what is no file';
    throw new FileFault('InvalidResourceError', `cannot open ${shown}: opening ${what} is not supported`);
  } catch (error) {
    if (error instanceof FileFault) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FileFault('NotFoundError', `no such file or directory ${shown}`);
    throw new FileFault('InvalidResourceError', `cannot open ${shown}: ${message}`);
  }
}
