// A folder of its own for a test that needs files.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TempFolder extends AsyncDisposable {
  readonly path: string;
  /** Writes a file below the folder, making folders on its way; returns the absolute path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

/** Makes an empty folder; `await using` removes it. `files` are written at once: name to content. */
export async function tempFolder(files: Readonly<Record<string, string>> = {}): Promise<TempFolder> {
  // The real path, because on some systems the temporary folder is a link and messages show what it points to.
  const path = await realpath(await mkdtemp(join(tmpdir(), 'salvo-test-')));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
  const folder: TempFolder = {
    path,
    async write(name, content) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return file;
    },
    remove,
    [Symbol.asyncDispose]: remove,
  };
  for (const [name, content] of Object.entries(files)) await folder.write(name, content);
  return folder;
}

/** A temporary script file alone in its folder. */
export async function tempScript(text: string, name = 'script.js'): Promise<{ path: string } & AsyncDisposable> {
  const folder = await tempFolder();
  return { path: await folder.write(name, text), [Symbol.asyncDispose]: folder.remove };
}
