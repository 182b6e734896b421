import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Bundle } from '../bundle-types.js';
import { isAddress } from '../remote.js';
import { packageOf } from '../segments.js';
import { nameOfFile, nameOfRemote, type PackedFile } from './pack.js';
import { onDisk, shownPath } from './places.js';
import { remoteKey } from './unpack.js';

/** Everything that a script needed while it was loaded: modules, what decides how they are read, and what it opened. */
export async function collectFiles(
  { source, inputs }: Pick<Bundle, 'source' | 'inputs'>,
  cwd: string,
  openedFiles: readonly string[],
): Promise<PackedFile[]> {
  const root = source.archive?.root;
  const local = inputs
    .filter((input) => input !== '-' && !/^[a-z-]{2,}:/.test(input))
    .map((input) => resolve(cwd, input));
  const opened = openedFiles.map((shown) => onDisk(root, shown)).filter(isFile);
  const paths = new Set([...local, ...local.flatMap(settingsOf), ...opened]);
  const files = [...paths].map((path): PackedFile => ({ name: nameOfFile(shownPath(root, path)), from: { path } }));
  for (const address of inputs.filter(isAddress)) {
    files.push({ name: nameOfRemote(remoteKey(address)), from: { text: await source.remote!.text(address) } });
  }
  return files;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** How a file is read depends on these: of a package its manifests, of TypeScript the settings around it. */
function settingsOf(path: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(path), inPackage = packageOf(path) !== undefined; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (inPackage && existsSync(manifest)) found.push(manifest);
    inPackage = packageOf(join(folder, '..', 'x')) !== undefined;
    const settings = join(folder, 'tsconfig.json');
    if (existsSync(settings)) return [...found, ...withBases(settings)];
    if (dirname(folder) === folder) return found;
  }
}

/** Settings may stand on others; what those are called is all that has to be known of them. */
function withBases(path: string, depth = 0): string[] {
  const [, base] = /"extends"\s*:\s*"(\.[^"]*)"/.exec(readFileSync(path, 'utf8')) ?? [];
  if (base === undefined || depth > 8) return [path];
  const named = resolve(dirname(path), base);
  const found = [named, `${named}.json`].find(isFile);
  return found === undefined ? [path] : [path, ...withBases(found, depth + 1)];
}
