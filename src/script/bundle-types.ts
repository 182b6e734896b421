import type { ArchiveMetadata } from './archive/metadata.js';
import type { RemoteModules } from './remote.js';

/** The script as the user gave it, before anything was done to it. */
export interface ScriptSource {
  /** As the user named it: the path given, `-` for stdin, or an `https://` address. */
  readonly name: string;
  /** Absolute path of the entry file where it is now, its address when it is remote; for stdin the working directory's `-`. */
  readonly entryPath: string;
  readonly text: string;
  /** Who has the modules that it imports from elsewhere. Owned by who has read the script. */
  readonly remote?: RemoteModules;
  /** Set for a script from an archive. */
  readonly archive?: ScriptArchive;
}

/** Where a script lives that was archived elsewhere, and how it was to be run there. */
export interface ScriptArchive {
  readonly root: string;
  /** Absolute, within the root: what was the working directory. */
  readonly cwd: string;
  readonly metadata: ArchiveMetadata;
}

/** One module's place in the bundle's text. Offsets are UTF-16 code units, `end` is exclusive. */
export interface BundleSegment {
  /** Input path as esbuild prints it (relative to the working directory, or a URL); `<exports>` for the cut-off tail. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** True: from an npm package that reaches no `k6` module; may be shared by all VUs and is not analysed. */
  readonly library: boolean;
  /** Name of the npm package the module belongs to, e.g. `lodash`, `@scope/x`; undefined for the user's own files. */
  readonly packageName: string | undefined;
}

/** What esbuild made of a script and all it imports: one ES module text, and what is known about its parts. */
export interface Bundle {
  readonly source: ScriptSource;
  /** ES module text, ES2022 syntax at most; imports of `k6` and `k6/*` are left in it. */
  readonly code: string;
  /** Source map of `code`, JSON text. Its source root makes the sources `file://` or `https://` addresses. */
  readonly map: string;
  /** Names that the bundler has changed, by their offset in `code`. */
  readonly names: ReadonlyMap<number, string>;
  /** Length of esbuild's own helpers before the first segment. They belong to the shared level. */
  readonly preludeLength: number;
  /** A CommonJS entry exports one value, its `module.exports`, as the default export of `code`. */
  readonly entryFormat: 'esm' | 'cjs';
  /** In the order of the text, without gaps, from `preludeLength` to the end of `code`. */
  readonly segments: readonly BundleSegment[];
  /** Specifiers under `k6` that any module of the bundle imports, sorted. */
  readonly k6Modules: readonly string[];
  /** Input paths of all modules, as in the segments. A file without own text (types only) is listed as well. */
  readonly inputs: readonly string[];
}
