import { fileURLToPath } from 'node:url';
import type { Loader, OnResolveResult, Plugin } from 'esbuild';
import type { ModuleTexts } from './module-texts.js';
import { isAddress, type RemoteModules, refusalOf } from './remote.js';
import { isK6Module } from './segments.js';

export interface RemoteParts {
  readonly remote: RemoteModules;
  readonly texts: ModuleTexts;
  readonly signal: AbortSignal | undefined;
}

/**
 * Imports by `https://`, `http://localhost` and `file://`. A remote module lives in a namespace named like its
 * protocol, so that esbuild prints `https:` and the rest of the path: the address itself.
 */
export function addressPlugin({ remote, texts, signal }: RemoteParts): Plugin {
  return {
    name: 'salvo-address',
    setup(build) {
      build.onResolve({ filter: /^https?:\/\// }, ({ path }) => resolved(path));
      for (const namespace of ['https', 'http']) {
        build.onResolve({ filter: /.*/, namespace }, ({ path, importer }) =>
          fromRemote(path, `${namespace}:${importer}`),
        );
        build.onLoad({ filter: /.*/, namespace }, async ({ path }) =>
          load(`${namespace}:${path}`, { remote, texts, signal }),
        );
      }
      build.onResolve({ filter: /^file:\/\//, namespace: 'file' }, ({ path, importer, resolveDir, kind }) =>
        build.resolve(fileURLToPath(path), { importer, resolveDir, kind }),
      );
    },
  };
}

function resolved(address: string): OnResolveResult {
  const refusal = refusalOf(address);
  if (refusal !== undefined) return { errors: [{ text: refusal }] };
  const { href, protocol } = new URL(address);
  return { namespace: protocol.slice(0, -1), path: href.slice(protocol.length) };
}

/** Paths in a remote module mean its own server; nothing of this machine may be read by it. */
function fromRemote(specifier: string, importer: string): OnResolveResult {
  if (isK6Module(specifier)) return { path: specifier, external: true };
  if (isAddress(specifier)) return resolved(specifier);
  if (/^\.{0,2}\//.test(specifier)) return resolved(new URL(specifier, importer).href);
  const what = specifier.startsWith('file:') ? 'the local file' : 'the package';
  return { errors: [{ text: `a remote module may not import ${what} ${specifier}` }] };
}

async function load(address: string, { remote, texts, signal }: RemoteParts) {
  try {
    return {
      contents: texts.prepared(await remote.text(address, signal), address, address),
      loader: loaderOf(address),
    };
  } catch (error) {
    return { errors: [{ text: `could not fetch ${address}: ${(error as Error).message}` }] };
  }
}

function loaderOf(address: string): Loader {
  const extension = /\.([a-z]+)$/.exec(new URL(address).pathname)?.[1];
  if (extension === 'json') return 'json';
  return extension === 'ts' || extension === 'mts' || extension === 'cts' ? 'ts' : 'js';
}
