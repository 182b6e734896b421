import { SalvoError } from './salvo-error.js';

/** Failures inside a virtual user that are not the script's own exceptions. */
export const vuErrors = {
  /** `stack`: the script's frames, already in the user's files and lines. */
  blockedInSyncContext: (what: string, stack: readonly string[]) =>
    new SalvoError({
      code: 'E_BLOCKED_IN_SYNC_CONTEXT',
      message: `${what} cannot wait where the script calls it`,
      exit: 'scriptException',
      hint: 'call it outside of getters, setters, comparators, toString, Proxy traps and callbacks that a library runs by itself; --on-unsupported=iteration fails only the iteration',
      details: stack,
    }),
};
