import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VuContext } from '../../k6/context.js';
import { GoError } from '../../k6/go-error.js';

/** Files that scripts open while they initialise. Each is read once per thread; all VUs share what was read. */
export class ScriptFiles {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  readonly #buffers = new Map<string, ArrayBuffer>();
  readonly #opened: Set<string>;

  /** `known`: what the first initialisation of the test opened, if that was in another thread. */
  constructor(entryPath: string, known: Iterable<string> = []) {
    this.#folder = dirname(entryPath);
    this.#opened = new Set(known);
  }

  /** Absolute paths, for the other threads. */
  get opened(): readonly string[] {
    return [...this.#opened];
  }

  /** `open(path)` gives text, `open(path, 'b')` an ArrayBuffer. */
  open(vu: VuContext, name: unknown, mode: unknown): string | ArrayBuffer {
    if (vu.stage !== 'init') throw new GoError('open() is only available in the init stage of the script');
    if (name === undefined || name === null || name === '') throw new GoError('open() needs the name of a file');
    const path = this.#pathOf(String(name));
    if (vu.idInInstance === 0) this.#opened.add(path);
    else if (!this.#opened.has(path)) {
      throw new GoError(`open() of ${path}: only files that the first initialisation opened can be opened in a VU`);
    }
    return mode === 'b' ? this.#buffer(path) : this.#text(path);
  }

  #pathOf(name: string): string {
    return name.startsWith('file://') ? fileURLToPath(name) : resolve(this.#folder, name);
  }

  #text(path: string): string {
    let text = this.#texts.get(path);
    if (text === undefined) this.#texts.set(path, (text = read(path).toString('utf8')));
    return text;
  }

  #buffer(path: string): ArrayBuffer {
    let buffer = this.#buffers.get(path);
    if (buffer === undefined) this.#buffers.set(path, (buffer = new Uint8Array(read(path)).buffer));
    return buffer;
  }
}

function read(path: string): Buffer {
  try {
    if (!statSync(path).isDirectory()) return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new GoError(`open ${path}: ${missing ? 'no such file or directory' : (error as Error).message}`);
  }
  throw new GoError(`open ${path}: it is a directory, and open() can only read files`);
}
