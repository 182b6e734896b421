/** The kernel (`suspension/`), as modules see it: with the VU that they know. What waits is made in `natives.ts`. */
import { type Current, current as kernelCurrent } from '../suspension/current.js';
import { type StrandOwner, turn } from '../suspension/strand.js';
import type { VuContext } from './context.js';

export { runHere as runToEnd } from '../suspension/facade.js';
export { jobFor } from '../suspension/microtask.js';
export { isAsync, mayWait, suspendably } from '../suspension/natives.js';
export { type AnyFunction, Interruption, Marked, PENDING, type Suspendable } from '../suspension/operation.js';
export type { StrandOwner } from '../suspension/strand.js';
export { taskOf } from '../suspension/tasks.js';

/** Whose code runs on this thread right now, as the kernel knows it. */
export const vuOfTurn = (): StrandOwner => {
  if (turn.owner === null) throw new Error('script code runs outside of every VU');
  return turn.owner;
};

/** The VU whose code runs on this thread right now, and the builtins of its realm. */
export const current = kernelCurrent as unknown as Current<VuContext>;
