import type { Metafile } from 'esbuild';
import type { BundleSegment } from './bundle-types.js';

export interface Segments {
  readonly preludeLength: number;
  readonly segments: readonly BundleSegment[];
}

/** The part of an esbuild result that says which modules went in and how many bytes of each came out. */
export interface BundleFacts {
  readonly inputs: Metafile['inputs'];
  /** Of the one script file among the outputs. */
  readonly bytesByInput: Metafile['outputs'][string]['inputs'];
}

/**
 * Divides the bundle's text by module. esbuild prints `// <input path>` at column 0 before every piece of a module.
 * A string of a script can hold such a line too, so the bytes found for each module are compared with those that
 * esbuild reports; if any differ, nothing is certain and the whole text counts as script, which is slower, not wrong.
 */
export function segmentsOf(code: string, facts: BundleFacts): Segments {
  const tail = exportsStart(code);
  const pieces = piecesOf(code, tail, facts.inputs);
  const preludeLength = pieces[0]?.start ?? tail;
  const libraries = librariesOf(facts.inputs);
  const certain = agrees(code, pieces, facts.bytesByInput);
  const segments = certain
    ? pieces.map((piece) => ({ ...piece, library: libraries.has(piece.path), packageName: packageOf(piece.path) }))
    : [{ path: '<bundle>', start: preludeLength, end: tail, library: false, packageName: undefined }];
  const exports = { path: '<exports>', start: tail, end: code.length, library: false, packageName: undefined };
  return { preludeLength, segments: [...segments, exports].filter(({ start, end }) => end > start) };
}

/** How esbuild names what a package takes out of its build for browsers: an empty module. */
const DISABLED = /^\(disabled\):/;

export const isDisabled = (path: string): boolean => DISABLED.test(path);

/** Name of the npm package a path lies in, undefined for files of the user. */
export function packageOf(path: string): string | undefined {
  const file = path.replace(DISABLED, '');
  const name = /^.*(?:^|[\\/])node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1]?.replace('\\', '/');
  return name ?? (isDisabled(path) ? file : undefined);
}

export const isK6Module = (specifier: string): boolean => specifier === 'k6' || specifier.startsWith('k6/');

interface Piece {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Where esbuild's closing export statement begins. It stands after the last module's text and belongs to none. */
function exportsStart(code: string): number {
  const at = code.lastIndexOf('\nexport ');
  return at >= 0 && /^\nexport (?:\{[^{}]*\}|default \w+\(\));\s*$/.test(code.slice(at)) ? at + 1 : code.length;
}

function piecesOf(code: string, tail: number, inputs: Metafile['inputs']): Piece[] {
  const starts = [...code.matchAll(/^\/\/ (.+)$/gm)]
    .filter((match) => Object.hasOwn(inputs, match[1]!) && match.index < tail)
    .map((match) => ({ path: match[1]!, start: match.index }));
  return starts.map((piece, i) => ({ ...piece, end: starts[i + 1]?.start ?? tail }));
}

function agrees(code: string, pieces: readonly Piece[], reported: BundleFacts['bytesByInput']): boolean {
  const found = new Map<string, number>();
  for (const { path, start, end } of pieces) {
    // Neither the comment line nor the empty line that parts two modules is counted by esbuild.
    const text = code.slice(code.indexOf('\n', start) + 1, end).replace(/\n\n$/, '\n');
    found.set(path, (found.get(path) ?? 0) + Buffer.byteLength(text));
  }
  return Object.entries(reported).every(([path, { bytesInOutput }]) => (found.get(path) ?? 0) === bytesInOutput);
}

/** Modules of npm packages from which no import leads to a `k6` module. */
function librariesOf(inputs: Metafile['inputs']): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  const reaching: string[] = [];
  for (const [path, { imports }] of Object.entries(inputs)) {
    for (const imported of imports) {
      if (imported.external) {
        if (isK6Module(imported.path)) reaching.push(path);
        continue;
      }
      const known = importers.get(imported.path);
      if (known) known.push(path);
      else importers.set(imported.path, [path]);
    }
  }
  const scripts = new Set<string>();
  for (let path = reaching.pop(); path !== undefined; path = reaching.pop()) {
    if (scripts.has(path)) continue;
    scripts.add(path);
    reaching.push(...(importers.get(path) ?? []));
  }
  return new Set(Object.keys(inputs).filter((path) => packageOf(path) !== undefined && !scripts.has(path)));
}
