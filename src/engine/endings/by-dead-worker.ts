import type { Ending } from './endable.js';

/** A worker's thread ended although nobody ended it. */
export const byDeadWorker: Ending =
  ({ workers }) =>
  ({ end }) =>
    void workers.firstDeath.then(end);
