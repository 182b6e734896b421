import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VuContext } from '../../k6/context.js';
import type { DataFile, DataFiles } from '../../k6/data-file.js';
import { FileFault } from '../../k6/file-fault.js';
import { GoError } from '../../k6/go-error.js';
import type { ScriptRealm } from '../../k6/realm.js';
import { onDisk } from '../../script/archive/places.js';
import type { CompiledScript } from '../../script/compiled-script.js';
import { isAddress } from '../../script/remote.js';
import { DataFileStore, type KnownFile } from './data-file-store.js';
import { evaluatedFile } from './evaluated-file.js';

const ONLY_THE_FIRST = 'only files that the first initialisation opened can be opened in a VU';

/** What the first initialisation of the test has opened, if that was in another thread. */
export interface OpenedBefore {
  /** Absolute paths. */
  readonly openedFiles?: readonly string[];
  readonly dataFiles?: readonly KnownFile[];
}

/** Files that scripts open while they initialise. Each is read once per thread; all VUs of a realm share what was read. */
export class ScriptFiles implements DataFiles {
  readonly data: DataFileStore;
  readonly #script: CompiledScript;
  readonly #texts = new Map<string, string>();
  readonly #buffers = new WeakMap<ScriptRealm, Map<string, ArrayBuffer>>();
  readonly #opened: Set<string>;

  constructor(script: CompiledScript, { openedFiles, dataFiles }: OpenedBefore = {}) {
    this.#script = script;
    this.#opened = new Set(openedFiles);
    this.data = new DataFileStore(dataFiles, script.root);
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
    if (!this.#admits(vu.idInInstance, path)) throw new GoError(`open() of ${path}: ${ONLY_THE_FIRST}`);
    return mode === 'b' ? this.#buffer(path, vu.realm) : this.#text(path);
  }

  openData(idInInstance: number, name: string): DataFile {
    const path = this.#pathOf(name);
    const file = this.data.open(path);
    if (!this.#admits(idInInstance, path))
      throw new FileFault('ForbiddenError', `open() failed; reason: ${ONLY_THE_FIRST}`);
    return file;
  }

  #admits(idInInstance: number, path: string): boolean {
    if (idInInstance === 0) this.#opened.add(path);
    return this.#opened.has(path);
  }

  #pathOf(name: string): string {
    if (name.startsWith('file://')) return fileURLToPath(name);
    if (isAbsolute(name)) return name;
    const file = evaluatedFile(this.#script);
    if (file !== undefined && isAddress(file)) throw new GoError(`open ${name}: the code of ${file} can open no files`);
    return resolve(dirname(file ?? this.#script.entryPath), name);
  }

  #text(path: string): string {
    let text = this.#texts.get(path);
    if (text === undefined) this.#texts.set(path, (text = this.#read(path).toString('utf8')));
    return text;
  }

  #buffer(path: string, realm: ScriptRealm): ArrayBuffer {
    let buffers = this.#buffers.get(realm);
    if (buffers === undefined) this.#buffers.set(realm, (buffers = new Map()));
    let buffer = buffers.get(path);
    if (buffer === undefined) buffers.set(path, (buffer = realm.own(new Uint8Array(this.#read(path)).buffer)));
    return buffer;
  }

  #read(path: string): Buffer {
    const { root } = this.#script;
    const here = onDisk(root, path);
    try {
      if (!statSync(here).isDirectory()) return readFileSync(here);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const missing = root === undefined ? 'no such file or directory' : 'it is not in the archive';
      throw new GoError(`open ${path}: ${code === 'ENOENT' ? missing : message}`);
    }
    throw new GoError(`open ${path}: it is a directory, and open() can only read files`);
  }
}
