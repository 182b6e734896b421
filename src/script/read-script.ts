import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { errors } from '../base/errors/index.js';
import type { Host } from '../base/host.js';
import type { ScriptSource } from './bundle-types.js';
import { isAddress, RemoteModules } from './remote.js';

/** Reads the script that the user named: a file, `-` for stdin, a `file://` or `https://` address. */
export function readScript(name: string, host: Pick<Host, 'cwd' | 'stdin'>): Promise<ScriptSource> {
  if (name === '-') return readStdin(host);
  return isAddress(name) ? readRemote(name) : readLocal(name, host.cwd);
}

async function readStdin({ cwd, stdin }: Pick<Host, 'cwd' | 'stdin'>): Promise<ScriptSource> {
  return { name: '-', entryPath: resolve(cwd, '-'), text: await text(stdin) };
}

async function readRemote(name: string): Promise<ScriptSource> {
  await using remote = new RemoteModules();
  try {
    return { name, entryPath: new URL(name).href, text: await remote.text(name) };
  } catch (error) {
    throw errors.scriptNotFound(name, (error as Error).message, 'check the address, or run a local copy');
  }
}

async function readLocal(name: string, cwd: string): Promise<ScriptSource> {
  const entryPath = name.startsWith('file://') ? fileURLToPath(name) : resolve(cwd, name);
  const bytes = await bytesOf(entryPath, name);
  if (isArchive(bytes)) throw errors.scriptIsArchive(name);
  return { name, entryPath, text: bytes.toString('utf8') };
}

async function bytesOf(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw errors.scriptNotFound(name, REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message);
  }
}

/** A tar file says so behind the fields of its first entry. */
const isArchive = (bytes: Buffer): boolean => bytes.toString('latin1', 257, 262) === 'ustar';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};
