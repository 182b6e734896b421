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
  builtinsChanged: (names: readonly string[]) =>
    new SalvoError({
      code: 'E_BUILTINS_CHANGED',
      message: `an iteration changed ${listOf(names)}, which all VUs of a worker share`,
      exit: 'scriptException',
      hint: 'give each VU builtins of its own with --isolation vu (it costs memory), or change them in the init code, which is noticed',
    }),
};

const MAX_NAMES = 3;

/** A few of many names. */
const listOf = (names: readonly string[]): string =>
  names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
