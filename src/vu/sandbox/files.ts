import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { VuContext } from '../../k6/context.js';
import { GoError } from '../../k6/go-error.js';
import type { ScriptRealm } from '../../k6/realm.js';
import type { CompiledScript } from '../../script/compiled-script.js';
import { isAddress } from '../../script/remote.js';
import { evaluatedFile } from './evaluated-file.js';

/** Files that scripts open while they initialise. Each is read once per thread; all VUs of a realm share what was read. */
export class ScriptFiles {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();
  readonly #buffers = new WeakMap<ScriptRealm, Map<string, ArrayBuffer>>();
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
  open(vu: VuContext, name: unknown, mode: unknown, script: CompiledScript): string | ArrayBuffer {
    if (vu.stage !== 'init') throw new GoError('open() is only available in the init stage of the script');
    if (name === undefined || name === null || name === '') throw new GoError('open() needs the name of a file');
    const path = this.#pathOf(String(name), script);
    if (vu.idInInstance === 0) this.#opened.add(path);
    else if (!this.#opened.has(path)) {
      throw new GoError(`open() of ${path}: only files that the first initialisation opened can be opened in a VU`);
    }
    return mode === 'b' ? this.#buffer(path, vu.realm) : this.#text(path);
  }

  #pathOf(name: string, script: CompiledScript): string {
    if (name.startsWith('file://')) return fileURLToPath(name);
    if (isAbsolute(name)) return name;
    const file = evaluatedFile(script);
    if (file !== undefined && isAddress(file)) throw new GoError(`open ${name}: the code of ${file} can open no files`);
    return resolve(file === undefined ? this.#folder : dirname(file), name);
  }

  #text(path: string): string {
    let text = this.#texts.get(path);
    if (text === undefined) this.#texts.set(path, (text = read(path).toString('utf8')));
    return text;
  }

  #buffer(path: string, realm: ScriptRealm): ArrayBuffer {
    let buffers = this.#buffers.get(realm);
    if (buffers === undefined) this.#buffers.set(realm, (buffers = new Map()));
    let buffer = buffers.get(path);
    if (buffer === undefined) buffers.set(path, (buffer = realm.own(new Uint8Array(read(path)).buffer)));
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
