import { fileURLToPath } from 'node:url';

/** The compiled tree that this code belongs to, `dist/` or the bundled `dist/bundle/`: both hold `src` and `workers`. */
const TREE = upTo('/src/');
const PACKAGE = upTo('/dist/');

/** A file of the same tree, such as the entry of a thread or of another process. */
export const ownFile = (path: string): string => fileURLToPath(new URL(path, TREE));

/** A file of the package that is no code. */
export const packageFile = (path: string): string => fileURLToPath(new URL(path, PACKAGE));

/** The last folder of that name: those above us may be called anything. */
function upTo(folder: string): string {
  const { url } = import.meta;
  return url.slice(0, url.lastIndexOf(folder) + 1);
}
