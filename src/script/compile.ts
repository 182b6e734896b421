import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { shownPath } from './archive/places.js';
import { bundle } from './bundle.js';
import type { Bundle, ScriptSource } from './bundle-types.js';
import type { CompiledScript, ModulePlaces } from './compiled-script.js';
import { isTooDeep, transformDeep } from './compiler/deep.js';
import { transform } from './compiler/index.js';
import { notCompiled } from './not-compiled.js';
import { lineStarts } from './positions.js';
import { isAddress } from './remote.js';
import type { Transformed, TransformOptions } from './transformed.js';

export interface CompileSettings extends TransformOptions {
  /** Absolute. Errors show paths relative to it. */
  readonly cwd: string;
  /** Off: errors show places in the bundle, and the workers carry no map. */
  readonly sourceMaps: boolean;
  /** Ends the fetching of remote modules. */
  readonly signal?: AbortSignal;
}

/** Makes of a user's script, with all it imports, what every worker can load. */
export async function compile(source: ScriptSource, settings: CompileSettings): Promise<CompiledScript> {
  const bundled = await bundle(source, settings);
  const { code, slices, suspendsInInit, protocols, promoted } = await transformOnce(bundled, settings);
  return {
    name: source.name,
    root: source.archive?.root,
    entryPath: shownPath(source.archive?.root, source.entryPath),
    source: source.text,
    codeName: `salvo:${source.name}`,
    code,
    suspendsInInit,
    k6Modules: bundled.k6Modules,
    positions: {
      ...slices,
      bundleLineStarts: lineStarts(bundled.code),
      bundleMap: settings.sourceMaps ? bundled.map : '',
    },
    protocols,
    modules: modulePlaces(bundled, settings.cwd),
    promoted,
  };
}

const modulePlaces = ({ segments, source }: Bundle, cwd: string): ModulePlaces => ({
  starts: Uint32Array.from(segments, ({ start }) => start),
  names: segments.map(({ path }) => path),
  paths: segments.map(({ path }) => (isAddress(path) ? path : shownPath(source.archive?.root, resolve(cwd, path)))),
});

/** Kept within the process: tests and tools compile the same script many times. */
const known = new Map<string, Transformed>();
const MAX_KNOWN = 16;

async function transformOnce(bundled: Bundle, { isolateLibs, level, natives }: TransformOptions): Promise<Transformed> {
  const key = createHash('sha256')
    .update(JSON.stringify([bundled.segments, [...bundled.names], isolateLibs, level]))
    .update(bundled.code)
    .digest('hex');
  let transformed = known.get(key);
  if (transformed === undefined) {
    transformed = await transformAny(bundled, { isolateLibs, level, natives });
    const oldest = known.keys().next();
    if (known.size >= MAX_KNOWN && !oldest.done) known.delete(oldest.value);
    known.set(key, transformed);
  }
  return transformed;
}

async function transformAny(bundled: Bundle, options: TransformOptions): Promise<Transformed> {
  try {
    return transform(bundled, options);
  } catch (error) {
    if (isTooDeep(error)) return await transformDeep({ bundle: bundled, options });
    throw notCompiled(bundled, error);
  }
}
