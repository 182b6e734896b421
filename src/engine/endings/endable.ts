import type { SalvoError } from '../../base/errors/index.js';
import type { RunState } from '../handle.js';
import type { Measurement } from '../measurement.js';
import type { Workers } from '../workers.js';
import type { Racer } from './race.js';

/** A run under way, as that sees it which may end it. */
export interface Endable extends RunState {
  readonly measurement: Measurement;
  readonly workers: Workers;
  /** Resolves when code in a worker wants the test to end. */
  readonly endWanted: Promise<SalvoError>;
  /** For the log and the end of the summary. */
  warn(text: string): void;
}

/** Something inside a run that can end it. */
export type Ending = (run: Endable) => Racer;
