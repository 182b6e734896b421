/** The kernel (`suspension/`), as modules see it: with the VU that they know. */
import { type Current, current as kernelCurrent } from '../suspension/current.js';
import type { VuContext } from './context.js';

export { blockOf, stampBlock } from '../suspension/brand.js';
export { callsBack, isAsync, mayWait, operation, suspendably } from '../suspension/natives.js';
export { type AnyFunction, Interruption, PENDING, type Suspendable } from '../suspension/operation.js';
export { taskOf } from '../suspension/tasks.js';

/** The VU whose code runs on this thread right now, and the builtins of its realm. */
export const current = kernelCurrent as unknown as Current<VuContext>;
