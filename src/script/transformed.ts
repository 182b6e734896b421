import type { NativeTable } from '../suspension/natives.js';
import type { PositionTable } from './compiled-script.js';
import type { ProtocolSummary } from './compiler/protocols.js';

export type CompileLevel = 'complete' | 'optimised';

export interface TransformOptions {
  /** npm packages with mutable state of their own: each VU gets its copy instead of one per worker. `*` means all. */
  readonly isolateLibs: readonly string[];
  /** `complete`: every function may suspend, and every call asks. Else suspension is taken out where that is proved. */
  readonly level: CompileLevel;
  /** The natives of the modules that scripts can import. */
  readonly natives: NativeTable;
}

/** What the compiler makes of a bundle. `bundle.ts` and `compiler/` meet here. */
export interface Transformed {
  /** A JavaScript expression, see `CompiledScript.code`. */
  readonly code: string;
  /** One entry per verbatim slice of the bundle, in the order of the emitted code. */
  readonly slices: Pick<PositionTable, 'outputOffsets' | 'bundleOffsets' | 'lengths'>;
  /** True when init code may suspend. */
  readonly suspendsInInit: boolean;
  /** What the kernel must look for while it runs. */
  readonly protocols: ProtocolSummary;
  /** Names of npm packages rewritten because a blocking callback flows into them. */
  readonly promoted: readonly string[];
}
