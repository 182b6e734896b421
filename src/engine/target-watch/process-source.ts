/** What the system says of one process at one moment. */
export interface ProcessReading {
  readonly pid: number;
  readonly parentPid: number;
  /** When it started, in whatever form the system tells: with the number it names one process, not a later one. */
  readonly startedAt: string;
  readonly name: string;
  /** Processor time of all its threads. */
  readonly cpuMs: number;
  /** Processor time of those of its children that have ended and that it has waited for, with theirs; 0 if unknown. */
  readonly reapedCpuMs: number;
  /** Resident. */
  readonly memoryBytes: number;
  /** It has ended, and its parent has not taken notice yet. */
  readonly ended: boolean;
}

/** The processes of this machine, in the way its system tells of them. */
export interface ProcessSource {
  /**
   * At least those of `wanted` that exist, in that order, then every process that the last call did not know of.
   * Undefined when the system did not answer.
   */
  read(wanted: Iterable<number>): Promise<Readings | undefined>;
  /** The next reading has every process. */
  forget(): void;
  /** A name that tells more than the reading's, if there is one. */
  nameOf(reading: ProcessReading): string;
}

export type Readings = ReadonlyMap<number, ProcessReading>;
