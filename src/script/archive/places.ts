import { posix, sep } from 'node:path';

/**
 * A script from an archive lives in an unpacked folder, its root, and believes to be where it was archived. All that the
 * script sees and says names the places of then; only who opens files asks where they are now. Without a root both are
 * the same.
 */
export type Root = string | undefined;

/** Where a file that the script calls so is now. */
export const onDisk = (root: Root, shown: string): string =>
  root === undefined ? shown : root + withoutUser(posixOf(shown)).replaceAll('/', sep);

/** What the script calls a file that is here. */
export const shownPath = (root: Root, path: string): string =>
  root !== undefined && isInside(root, path) ? posixOf(path.slice(root.length)) || '/' : path;

export const isInside = (root: Root, path: string): boolean =>
  root === undefined || path === root || path.startsWith(root + sep);

/** As in k6, an archive does not tell whose home folder it was made in. */
export const withoutUser = (path: string): string =>
  path.replace(/^(\/home|\/Users|\/[A-Za-z]:\/Users|\/[A-Za-z]:\/Documents and Settings)\/[^/]+/, '$1/nobody');

/** A path of this machine as it stands in an archive: with slashes, and one in front, also before a drive. */
export function posixOf(path: string): string {
  const slashes = path.replaceAll(sep, '/');
  return posix.normalize(slashes.startsWith('/') ? slashes : `/${slashes}`);
}

/** `/tmp/a b.js` as a `file://` address. */
export const addressOf = (path: string): string =>
  `file://${withoutUser(posixOf(path)).split('/').map(encodeURIComponent).join('/')}`;

/** The path in such an address. */
export function pathOf(address: string): string {
  const path = address.slice('file://'.length);
  try {
    return posix.normalize(decodeURIComponent(path));
  } catch {
    return posix.normalize(path);
  }
}
