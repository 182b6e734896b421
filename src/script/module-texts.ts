import { readFile } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loader, Message, Plugin } from 'esbuild';
import { isInside, onDisk, type Root, shownPath } from './archive/places.js';
import { type ConstantWrite, constantWrites, withConstantWrites } from './constants.js';
import { withImportMeta } from './import-meta.js';
import { packageOf } from './segments.js';
import { unwrapped } from './unwrapped.js';

/**
 * What is done to a module's text before the bundler reads it. Scripts are not Node's: whether a file of the user is a
 * module is seen by its text, whatever a package.json around it says.
 */
export class ModuleTexts {
  readonly #writes = new Map<string, ConstantWrite[]>();

  constructor(
    private readonly cwd: string,
    private readonly root: Root,
  ) {}

  /** A file's address, as the script may see it. */
  addressOf(path: string): string {
    return pathToFileURL(shownPath(this.root, path)).href;
  }

  /** Takes up what the bundler complains about if that can be mended in the text. Returns true when it is worth another try. */
  learn(messages: readonly Message[]): boolean {
    const writes = constantWrites(messages) ?? [];
    let learnt = false;
    for (const write of writes) {
      const known = this.#writes.get(write.file) ?? [];
      if (known.some(({ line, column }) => line === write.line && column === write.column)) return false;
      this.#writes.set(write.file, [...known, write]);
      learnt = true;
    }
    return learnt;
  }

  /** `file`: as the bundler names it. */
  prepared(text: string, file: string, address: string): string {
    const written = withConstantWrites(text, this.#writes.get(file) ?? []);
    return withImportMeta(unwrapped(written), address);
  }

  get plugin(): Plugin {
    return {
      name: 'salvo-module-texts',
      setup: (build) => {
        build.onResolve({ filter: /^\.{0,2}[\\/]|^\w:[\\/]/, namespace: 'file' }, async (asked) => {
          if (asked.pluginData === ASKED) return undefined;
          const { kind, importer, resolveDir } = asked;
          const path =
            isAbsolute(asked.path) && !isInside(this.root, asked.path) ? onDisk(this.root, asked.path) : asked.path;
          const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: ASKED });
          // What a package says of its files' kind is lost on the way through us, and must be kept where others wrote it.
          if (found.errors.length > 0 || found.namespace !== 'file' || packageOf(found.path)) return undefined;
          return { path: found.path, namespace: found.namespace, sideEffects: found.sideEffects };
        });
        build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
          const text = await readFile(path, 'utf8').catch(() => '');
          const file = relative(this.cwd, path).replaceAll('\\', '/');
          const contents = this.prepared(text, file, this.addressOf(path));
          return contents === text ? undefined : { contents, loader: loaderOf(path) };
        });
      },
    };
  }
}

const ASKED = Symbol('asked');

const loaderOf = (path: string): Loader => path.slice(path.lastIndexOf('.') + 1).replace(/^[cm]/, '') as Loader;
