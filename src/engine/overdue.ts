import type { Phase } from '../shard/control-block.js';

/** How long after the planned end a worker may still be busy ending. */
const OVERTIME_MS = 500;
/** Teardown and handleSummary have time limits of their own. */
const WATCHED: readonly Phase[] = ['initVus', 'setup', 'warmUp', 'running'];

export interface Progress {
  readonly phase: Phase;
  readonly stopping: boolean;
  /** Ms past the end of the longest scenario with its graceful stop; negative before, undefined before the start. */
  readonly overMs: number | undefined;
}

/** Whether a worker that does not answer should have ended by now. */
export const isOverdue = ({ phase, stopping, overMs }: Progress): boolean =>
  WATCHED.includes(phase) && (stopping || (overMs !== undefined && overMs > OVERTIME_MS));
