import { errors, type SalvoError } from '../base/errors/index.js';
import { settlesWithin, within } from '../base/timers.js';
import type { OnceOutcome, OnceStage } from '../vu/task.js';
import type { Workers } from './workers.js';

/** A stage that was told to stop gets this long before its thread is ended. */
const STOP_LIMIT_MS = 1000;

/**
 * Runs a part of the script that runs once per test, within its time limit. Resolves with what it gave; rejects with
 * the error that the run should end with.
 */
export async function runOnce(
  workers: Workers,
  stage: OnceStage,
  argumentJson: string | undefined,
  limitMs: number,
): Promise<OnceOutcome> {
  const work = workers.once(stage, argumentJson);
  work.catch(() => {});
  try {
    return await within(limitMs, work, () => errors.stageTimedOut(stage, limitMs));
  } catch (error) {
    await giveUp(workers, work);
    throw error;
  }
}

/** Ends a stage early: asked first, by force when its code holds the thread. */
async function giveUp(workers: Workers, work: Promise<unknown>): Promise<void> {
  workers.interruptOnce();
  if (!(await settlesWithin(STOP_LIMIT_MS, work))) await workers.terminateOnce();
}

/** What a stage's outcome means for the run: its JSON result, or the error that ends the run. */
export function resultOf(stage: 'setup' | 'teardown', outcome: OnceOutcome): string | undefined | SalvoError {
  if (outcome.kind === 'returned') return outcome.json;
  if (outcome.kind === 'threw') return errors.stageThrew(stage, outcome.stack);
  return outcome.kind === 'notJson' ? errors.setupDataNotJson(outcome.why) : undefined;
}
