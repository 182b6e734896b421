import type { Ending } from './endable.js';

/** `exec.test.abort()`, or a call that cannot be right where the script makes it. */
export const byScript: Ending =
  ({ endWanted }) =>
  ({ end }) =>
    void endWanted.then(end);
