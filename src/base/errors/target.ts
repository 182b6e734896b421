import { SalvoError } from './salvo-error.js';

/** Failures of the embedded target. */
export const targetErrors = {
  targetCannotListen: (what: string, host: string, port: number, reason: string) =>
    new SalvoError({
      code: 'E_TARGET_LISTEN',
      message: `the ${what} server can't listen on ${host}:${port}: ${reason}`,
      exit: 'generic',
      hint: 'choose another port, or 0 for any free one',
    }),

  targetDied: (how: string) =>
    new SalvoError({ code: 'E_TARGET_DIED', message: `the embedded target did not start: ${how}`, exit: 'generic' }),
};
