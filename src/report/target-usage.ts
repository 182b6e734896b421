/** What a server used while it was under load, beside which its latencies are to be read. */
export interface TargetUsage extends UsageFigures {
  readonly machineCores: number;
  /** Each of those that were watched; the figures above are of all of them together. */
  readonly processes: readonly ProcessUsage[];
}

/** A process with its descendants. */
export interface ProcessUsage extends UsageFigures {
  readonly pid: number;
  /** `node server.js`, as far as its name tells. */
  readonly name: string;
  /** By which port it was found; undefined when the user named it. */
  readonly port: number | undefined;
  /** Of it and its descendants together, at most. */
  readonly processCount: number;
  /** It ended before the test did. */
  readonly ended: boolean;
}

export interface UsageFigures {
  readonly watchedMs: number;
  /** Cores in use on average, and in the busiest second. Undefined when it was watched too shortly to say. */
  readonly cpuCores: { readonly average: number; readonly max: number } | undefined;
  /** Resident bytes, of what was seen once a second. Undefined when it was never seen. */
  readonly memoryBytes: { readonly average: number; readonly max: number } | undefined;
}
