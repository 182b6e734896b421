import type { ProtocolSummary } from './compiler/protocols.js';

/** What the main thread makes of a user's script once, and every worker loads: text and tables, nothing live. */
export interface CompiledScript {
  /** As the user named it: the path given, or `-` for stdin. */
  readonly name: string;
  /** Where the files are that the script names from `/` on, if it is from an archive. */
  readonly root: string | undefined;
  /** Absolute path of the entry file; for stdin the working directory's `-`. open() and require() start from it. */
  readonly entryPath: string;
  /** The user's own source text, for summaries that quote it. */
  readonly source: string;
  /** File name that V8 sees for `code`; frames with this name are mapped back to the user's files. */
  readonly codeName: string;
  /** A JavaScript expression: the worker-level function that makes the per-VU factory (see vu/runtime/load.ts). */
  readonly code: string;
  /** True when init code may suspend (top-level await), so a VU can't be made synchronously. */
  readonly suspendsInInit: boolean;
  /** Module specifiers under `k6` that the script imports. */
  readonly k6Modules: readonly string[];
  readonly positions: PositionTable;
  /** What the kernel must look for while it runs. */
  readonly protocols: ProtocolSummary;
  readonly modules: ModulePlaces;
  /** Names of npm packages rewritten because a blocking callback flows into them. */
  readonly promoted: readonly string[];
}

/** Which file each part of the bundle is from. */
export interface ModulePlaces {
  /** Offsets in the bundle, rising. */
  readonly starts: Uint32Array;
  /** As esbuild prints them; these are also the names of the functions that CommonJS modules become. */
  readonly names: readonly string[];
  /** Absolute, or an address. */
  readonly paths: readonly string[];
}

/**
 * Where each verbatim slice of the emitted code came from. Looked up only when a stack must be shown. A slice without
 * length is a mark: the text from there to the next slice was put in for that place of the bundle.
 */
export interface PositionTable {
  readonly outputOffsets: Uint32Array;
  readonly bundleOffsets: Uint32Array;
  readonly lengths: Uint32Array;
  /** The bundle's text is needed for its line starts only; those are kept instead. */
  readonly bundleLineStarts: Uint32Array;
  /** esbuild's source map of the bundle, as JSON text; empty with --source-maps=off. */
  readonly bundleMap: string;
}
