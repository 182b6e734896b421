import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { CompiledScript } from './compiled-script.js';

/** A place in the user's own files; line and column count from 1. */
export interface SourcePosition {
  /** `file://` or `https://` address, as k6 shows it. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** False: nothing of the user's stands there, the compiler put it in; the next text of the user is given. */
  readonly own: boolean;
}

/**
 * Where a place in the compiled code comes from; undefined for text that no file of the user has part in. Both steps
 * are done only here, when something must be shown: the compiler's table of slices, then esbuild's map.
 */
export function positionOf(script: CompiledScript, line: number, column: number): SourcePosition | undefined {
  const { positions } = script;
  const start = codeLineStarts(script)[line - 1];
  const slice = start === undefined ? undefined : sliceAt(positions, start + column - 1);
  if (slice === undefined) return undefined;

  const bundleLine = lastAtOrBelow(positions.bundleLineStarts, slice.bundleOffset);
  const bundleColumn = slice.bundleOffset - (positions.bundleLineStarts[bundleLine] ?? 0);
  const { own } = slice;
  if (positions.bundleMap === '') {
    return { source: `${script.name} (bundled)`, line: bundleLine + 1, column: bundleColumn + 1, own };
  }
  const found = originalPositionFor(traceMap(script), { line: bundleLine + 1, column: bundleColumn });
  if (found.source === null) return undefined;
  return { source: found.source, line: found.line, column: found.column + 1, own };
}

/** Which module of the bundle a place in the compiled code is part of; -1 for text that is part of none. */
export function moduleAt(script: CompiledScript, line: number, column: number): number {
  const start = codeLineStarts(script)[line - 1];
  const slice = start === undefined ? undefined : sliceAt(script.positions, start + column - 1);
  return slice === undefined ? -1 : lastAtOrBelow(script.modules.starts, slice.bundleOffset);
}

interface Slice {
  readonly bundleOffset: number;
  readonly own: boolean;
}

/** Text that the compiler put in belongs to the mark (an empty slice) before it, or else to the slice after it. */
function sliceAt(table: CompiledScript['positions'], offset: number): Slice | undefined {
  const { outputOffsets, bundleOffsets, lengths } = table;
  const at = lastAtOrBelow(outputOffsets, offset);
  if (at >= 0) {
    const within = offset - outputOffsets[at]!;
    if (within < lengths[at]!) return { bundleOffset: bundleOffsets[at]! + within, own: true };
    if (lengths[at] === 0) return { bundleOffset: bundleOffsets[at]!, own: true };
  }
  const next = bundleOffsets[at + 1];
  return next === undefined ? undefined : { bundleOffset: next, own: false };
}

/** Index of the last value of a rising table that is not above `value`; -1 when all are. */
function lastAtOrBelow(table: Uint32Array, value: number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Kept per script and thread: a script that fails in every iteration would parse its map as often.
const lineStartsOf = new WeakMap<CompiledScript, Uint32Array>();
const traceMapOf = new WeakMap<CompiledScript, TraceMap>();

function codeLineStarts(script: CompiledScript): Uint32Array {
  let starts = lineStartsOf.get(script);
  if (!starts) lineStartsOf.set(script, (starts = lineStarts(script.code)));
  return starts;
}

function traceMap(script: CompiledScript): TraceMap {
  let map = traceMapOf.get(script);
  if (!map) traceMapOf.set(script, (map = new TraceMap(script.positions.bundleMap)));
  return map;
}

/** Offset of each line's first character. */
export function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
