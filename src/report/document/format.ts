export const FORMAT = 'salvo-summary';
/** Raised when a reader of the old form would misread the new one; additions don't raise it. */
export const FORMAT_VERSION = 1;

/** What is told of a run besides its numbers. */
export interface RunFacts {
  readonly salvoVersion: string;
  /** As the user named it. */
  readonly script: string;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Where it ran: `node`, `platform`, `cpus` and the like, shown as they are. */
  readonly environment: Readonly<Record<string, string | number>>;
  /** What the generator says of its own health, as lines. */
  readonly generator: readonly string[];
  /** Runs that were merged into this one; 1 for a run itself. */
  readonly runs: number;
  /** Why it ended otherwise than it should, with details in further lines; crossed thresholds are told by themselves. */
  readonly failure?: string;
}
