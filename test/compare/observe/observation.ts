// What can be seen of a run, as a flat list: `aspect: detail` to a count or a text. Two runs differ where their lists do.
import type { ProcessResult } from '../run-process.js';
import type { ServerRecord } from '../server/record.js';

/** The closed set of what is looked at. */
export type Aspect =
  | 'exit' // the exit code
  | 'console' // lines of `console`, by level and text
  | 'order' // the order of these lines
  | 'exception' // errors of the script that the log shows, without their stacks
  | 'log' // the tool's own warnings, and whether it has an error to tell
  | 'sample' // by metric, tags and metadata: number of samples, and the sum of values that are not times
  | 'metric' // how the JSON output declares a metric
  | 'export' // the file of --summary-export, without what depends on time
  | 'server' // requests as they arrived, and connections
  | 'screen' // standard output, numbers masked
  | 'file'; // other files that the run wrote

export class Observation {
  readonly entries = new Map<string, number | string>();

  count(aspect: Aspect, detail: string, by = 1): void {
    const key = `${aspect}: ${detail}`;
    this.entries.set(key, Number(this.entries.get(key) ?? 0) + by);
  }

  set(aspect: Aspect, detail: string, value: number | string): void {
    this.entries.set(`${aspect}: ${detail}`, value);
  }
}

/** What one run left behind. */
export interface Remains extends ProcessResult {
  readonly samples: string | undefined;
  readonly exported: string | undefined;
  readonly written: Readonly<Record<string, string | undefined>>;
  readonly record: ServerRecord;
  /** What is different in every run (folder, ports) and the word that stands for it. */
  readonly names: ReadonlyMap<string, string>;
}
