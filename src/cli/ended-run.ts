import { SalvoError } from '../base/errors/index.js';
import type { RunResult } from '../engine/handle.js';

/** A run that is over, and what there is of it. */
export interface EndedRun extends Pick<RunResult, 'summary' | 'madeVus' | 'plan' | 'files'> {
  /** Undefined when it could not be read. */
  readonly scriptSource: string | undefined;
  /** Why the exit code is not 0. */
  readonly error: unknown;
}

/** One that ended before it was known what there would be to do. */
export const unmeasured = (error: unknown): EndedRun => ({
  summary: undefined,
  madeVus: false,
  plan: undefined,
  files: undefined,
  scriptSource: undefined,
  error,
});

/** Why a run ended otherwise than it should, with details in further lines. Crossed thresholds are told by themselves. */
export function failureOf({ error, summary }: EndedRun): string | undefined {
  if (error === undefined) return undefined;
  if (!(error instanceof SalvoError)) return error instanceof Error ? error.message : String(error);
  // One that ended the run early may have been met again at its end: then nothing else tells.
  const told = error.exit === 'thresholdsFailed' && summary?.verdicts.some(({ ok }) => !ok);
  return told ? undefined : [error.message, ...error.details].join('\n');
}
