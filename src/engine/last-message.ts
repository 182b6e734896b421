import type { MessagePort } from 'node:worker_threads';
import { settlesWithin } from '../base/timers.js';

/** A failed thread closes its port when it exits. If it does not exit, it is waited for no longer than this. */
const FAILED_LIMIT_MS = 1000;

/**
 * Resolves when all that a thread has said has come: the end of its task comes by another way and may be faster, but a
 * port closes behind its last message. To be called before the task can end.
 */
export function lastMessage(port: MessagePort): { afterTask(): Promise<void>; afterFailure(): Promise<void> } {
  const closed = new Promise<void>((resolve) => port.once('close', resolve));
  return {
    afterTask: () => closed,
    async afterFailure() {
      await settlesWithin(FAILED_LIMIT_MS, closed);
      port.close();
    },
  };
}
