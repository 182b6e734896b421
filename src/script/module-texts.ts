import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loader, Message, Plugin } from 'esbuild';
import { type ConstantWrite, constantWrites, withConstantWrites } from './constants.js';
import { withImportMeta } from './import-meta.js';
import { unwrapped } from './unwrapped.js';

/** What is done to a module's text before the bundler reads it. */
export class ModuleTexts {
  readonly #writes = new Map<string, ConstantWrite[]>();

  constructor(private readonly cwd: string) {}

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
        build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
          const text = await readFile(path, 'utf8').catch(() => '');
          const file = relative(this.cwd, path).replaceAll('\\', '/');
          const contents = this.prepared(text, file, pathToFileURL(path).href);
          return contents === text ? undefined : { contents, loader: loaderOf(path) };
        });
      },
    };
  }
}

const loaderOf = (path: string): Loader => path.slice(path.lastIndexOf('.') + 1).replace(/^[cm]/, '') as Loader;
