import type { Ending } from './endable.js';

/** A thread is gone that nobody has ended. */
export const byDeadWorker: Ending =
  ({ workers }) =>
  ({ end }) =>
    void workers.firstDeath.then(end);
