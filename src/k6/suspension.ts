/** The kernel (`suspension/`), as modules see it: with the VU that they know. What waits is made in `natives.ts`. */
import { type Current, current as kernelCurrent } from '../suspension/current.js';
import type { VuContext } from './context.js';

export { runHere as runToEnd } from '../suspension/facade.js';
export { isAsync, mayWait, suspendably } from '../suspension/natives.js';
export { type AnyFunction, Interruption, Marked, PENDING, type Suspendable } from '../suspension/operation.js';
export { taskOf } from '../suspension/tasks.js';

/** The VU whose code runs on this thread right now, and the builtins of its realm. */
export const current = kernelCurrent as unknown as Current<VuContext>;
